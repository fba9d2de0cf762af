import type { BrowserContext, Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { grantAccess } from '#src/access/queries.ts'
import { numberFor } from '../arrival/arrivals.ts'
import { look as lookAt, openBrowser, screenshot, walkedOn } from '../support/browser.ts'
import { checkIn, type Desk, done, openWindows, walkIn } from '../support/queue.ts'
import { openSite, type Site } from '../support/site.ts'
import { signIn } from '../support/staff.ts'

type Device = { width: number; height: number; locale?: string; hasScript?: boolean }

async function openContext(site: Site, device: Device): Promise<BrowserContext> {
  const { width, height, locale = 'ja', hasScript = true } = device
  const browser = await openBrowser()
  const context = await browser.newContext({
    viewport: { width, height },
    locale,
    javaScriptEnabled: hasScript,
    baseURL: site.url,
  })
  onTestFinished(() => context.close())
  // There is no printer: how often it would have been asked is counted.
  await context.addInitScript('window.printed = 0; window.print = () => { window.printed += 1 }')
  return context
}

async function openPage(site: Site, device: Device): Promise<Page> {
  const page = await (await openContext(site, device)).newPage()
  page.on('request', request => expect(new URL(request.url()).origin).toBe(site.url))
  page.on('pageerror', error => expect.unreachable(error.message))
  return page
}

const look = (page: Page, name: string) => lookAt(page, `arrival-${name}`)

const kiosks = [
  { name: 'kiosk', width: 1080, height: 1920 },
  { name: 'tablet', width: 1024, height: 768 },
  { name: 'kiosk-phone', width: 360, height: 740 },
  { name: 'kiosk-narrow', width: 320, height: 640 },
]

/** Many pages, each looked at. */
const slow = { timeout: 120_000 }

test.each(walkedOn(kiosks))(
  'at a $name of $width px somebody takes a number',
  slow,
  async ({ name, width, height }) => {
    const site = await openSite({ now: '2026-12-01T09:00' })
    await openWindows(site, 'ido', 2)
    for (let count = 0; count < 3; count += 1) await walkIn(site, 'ido')
    const { appointmentId } = await site.booked(['tennyu'], '2026-12-01T09:15')
    const page = await openPage(site, { width, height })

    await page.goto('/kiosk/mihon')
    await look(page, `${name}-01-start`)
    await page.getByRole('link', { name: /予約していない/ }).click()
    await look(page, `${name}-02-counters`)
    await page.getByRole('link', { name: /住民異動/ }).click()
    await page.getByRole('button', { name: '番号を取る' }).click()
    await look(page, `${name}-03-nothing-chosen`)
    await page.getByLabel(/転入届（市外/).check()
    await page.getByLabel('2人').check()
    await look(page, `${name}-04-services`)
    await page.getByRole('button', { name: '番号を取る' }).click()
    expect(await page.locator('main h1').innerText()).toContain('A-004')
    await look(page, `${name}-05-ticket`)
    expect(await page.evaluate('window.printed')).toBe(width < 600 ? 0 : 1)
    await page.reload()
    expect(await page.evaluate('window.printed')).toBe(0)
    await page.getByRole('button', { name: '紙をもう一度印刷する' }).click()
    expect(await page.evaluate('window.printed')).toBe(1)

    await page.getByRole('link', { name: '最初にもどる' }).click()
    await page.getByRole('link', { name: /^予約している/ }).click()
    await look(page, `${name}-06-booked`)
    await page.getByLabel('予約番号', { exact: true }).fill('ZZZ999')
    await page.getByRole('button', { name: '受付する' }).click()
    await look(page, `${name}-07-unknown`)
    const reference = await site.deps.store.read(db =>
      db
        .selectFrom('appointments')
        .select('reference')
        .where('id', '=', appointmentId)
        .executeTakeFirstOrThrow(),
    )
    const field = page.getByLabel('予約番号', { exact: true })
    await field.fill('')
    if (width < 600) await field.fill(reference.reference ?? '')
    else
      for (const letter of reference.reference ?? '') await page.locator(`[data-letter="${letter}"]`).click()
    await page.getByRole('button', { name: '受付する' }).click()
    expect(await page.locator('main h1').innerText()).toContain('A-005')
    await look(page, `${name}-08-checked-in`)

    site.setNow('2026-12-01T18:30')
    await page.goto('/kiosk/mihon/counters')
    await look(page, `${name}-09-closed`)
    await site.change(db => db.updateTable('offices').set({ is_kiosk_open: 0 }).execute())
    await page.goto('/kiosk/mihon')
    await look(page, `${name}-10-not-allowed`)
  },
)

test('a kiosk goes back to its first page by itself, in Japanese, unless somebody stays', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const { token } = await numberFor(site, 'tennyu')
  const page = await openPage(site, { width: 1080, height: 1920, locale: 'en' })
  await page.clock.install()
  await page.goto(`/kiosk/mihon/t/${token}?lang=en`)
  await look(page, 'kiosk-en-ticket')

  await page.getByRole('button', { name: 'Stay a little longer' }).click()
  await page.clock.runFor(60_000)
  expect(page.url()).toContain(token)
  await page.clock.runFor(61_000)
  await page.waitForURL('**/kiosk/mihon?lang=ja')
  expect(await page.locator('h1').innerText()).toContain('ようこそ')
})

test.each([80, 58])('the slip fits paper of %i mm', async millimetres => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  for (let count = 0; count < 3; count += 1) await walkIn(site, 'ido')
  const { token } = await numberFor(site, 'tennyu')
  const width = Math.round((millimetres / 25.4) * 96)
  const page = await openPage(site, { width, height: 600 })
  await page.goto(`/kiosk/mihon/t/${token}`)
  await page.emulateMedia({ media: 'print' })
  await screenshot(page, `arrival-slip-${millimetres}`)

  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0)
  const number = page.locator('.slip-number')
  expect(await number.innerText()).toBe('A-004')
  const pixels = await page.evaluate("getComputedStyle(document.querySelector('.slip-number')).fontSize")
  expect(Number.parseFloat(String(pixels)) * 0.75).toBeCloseTo(millimetres === 80 ? 45 : 40, 0)
  expect(await page.locator('main').innerText()).not.toContain('転入')
})

const languages = [
  { locale: 'ja', width: 360 },
  { locale: 'en', width: 360 },
  { locale: 'ja', width: 1280 },
  { locale: 'en', width: 320 },
]

test.each(walkedOn(languages))(
  'the page of a number follows the queue ($locale, $width px)',
  slow,
  async ({ locale, width }) => {
    const site = await openSite({ now: '2026-12-01T09:00' })
    const [desk] = await openWindows(site, 'ido')
    const before = await walkIn(site, 'ido')
    const { token, ticket } = await numberFor(site, 'tennyu')
    const page = await openPage(site, { width, height: 740, locale })
    const name = `ticket-${locale}-${width}`
    const says = (state: string) => page.waitForSelector(`[data-state=${state}]`)
    const shot = async (state: string) => {
      await says(state)
      await look(page, `${name}-${state}`)
    }

    await page.goto(`/mihon/t/${token}`)
    await page.evaluate('window.isSamePage = true')
    await page.locator('[data-sound]').click()
    await shot('waiting')
    await serve(desk)
    await page.getByText(/次にお呼びします|You are next/).waitFor()
    await look(page, `${name}-next`)
    await desk.callNext()
    await shot('called')
    expect(await page.title()).toMatch(/^A-002 (2-1番窓口へ|Go to window 2-1) \| /)
    expect(await page.locator('[data-sound]').getAttribute('aria-pressed')).toBe('true')
    expect(await page.evaluate('window.isSamePage')).toBe(true)
    await desk.act('serve', ticket)
    await shot('serving')
    await desk.act('park', ticket)
    await shot('parked')
    await desk.act('resume', ticket)
    await desk.act('hand-in', ticket)
    await shot('handed_in')
    await desk.act('collect', ticket)
    await says('called')
    await look(page, `${name}-second-call`)
    await desk.act('finish', ticket)
    await shot('served')
    await page.locator('button[value="5"]').click()
    await look(page, `${name}-rated`)
    expect(before.number).toBe('A-001')

    site.setNow('2026-12-02T10:00')
    await page.reload()
    await look(page, `${name}-day-after`)
    await page.goto('/mihon/t/AAAAAAAAAAAAAAAAAAAAAA')
    await look(page, `${name}-unknown`)
  },
)

/** Calls, serves and finishes whoever is next. */
async function serve(desk: Desk): Promise<void> {
  const ticket = done(await desk.callNext())
  await desk.act('serve', ticket)
  await desk.act('finish', ticket)
}

test.each(languages.slice(0, 2))('the other ends of a number ($locale)', async ({ locale, width }) => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const [desk] = await openWindows(site, 'ido')
  const page = await openPage(site, { width, height: 740, locale })
  const name = `ticket-${locale}-${width}`

  const gone = await numberFor(site, 'tennyu')
  await desk.callNext()
  await desk.act('no-show', gone.ticket)
  await page.goto(`/mihon/t/${gone.token}`)
  await look(page, `${name}-no_show`)

  const moving = await numberFor(site, 'tennyu')
  await desk.callNext()
  await page.goto(`/mihon/t/${moving.token}`)
  await page.waitForSelector('[data-state=called]')
  await desk.act('serve', moving.ticket)
  await desk.transfer(moving.ticket, 'kokuho')
  await page.waitForSelector('[data-counter=kokuho]')
  await page.waitForSelector('[data-live-stream*=kokuho]')
  await look(page, `${name}-moved-on`)
  const [there] = await openWindows(site, 'kokuho')
  await there.callNext()
  await page.waitForSelector('[data-state=called]')

  const leaving = await numberFor(site, 'tennyu')
  await page.goto(`/mihon/t/${leaving.token}`)
  await page.getByRole('link', { name: /番号を返す|Give the number back/ }).click()
  await look(page, `${name}-leave`)
  await page.getByRole('button').first().click()
  await look(page, `${name}-left`)

  const voided = await numberFor(site, 'tennyu')
  await desk.act('void', voided.ticket)
  await page.goto(`/mihon/t/${voided.token}`)
  await look(page, `${name}-voided`)
  expect(await page.locator('[data-state]').getAttribute('data-state')).toBe('voided')
})

test('without script the page says so and is read again by hand', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const { token } = await numberFor(site, 'tennyu')
  const page = await openPage(site, { width: 360, height: 740, hasScript: false })

  await page.goto(`/mihon/t/${token}`)
  await screenshot(page, 'arrival-ticket-no-script')

  expect(await page.locator('[data-sound]').isVisible()).toBe(false)
  await page.getByRole('link', { name: '最新の順番を見る' }).click()
  expect(await page.locator('main').innerText()).toContain('A-001')
})

test.each([
  { locale: 'ja', width: 360 },
  { locale: 'en', width: 360 },
  { locale: 'ja', width: 1280 },
])('somebody checks in on the page of the booking ($locale, $width px)', async ({ locale, width }) => {
  const site = await openSite()
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-01T09:00')
  const context = await openContext(site, { width, height: 740, locale })
  const session = await site.deps.store.write(db =>
    grantAccess(
      db,
      { officeId: site.office.id, appointmentId, kind: 'session', expiresAt: Number.MAX_SAFE_INTEGER },
      site.deps.clock.now(),
    ),
  )
  await context.addCookies([{ name: 'madoguchi-session', value: session, url: site.url }])
  const page = await context.newPage()
  const name = `check-in-${locale}-${width}`

  await page.goto('/mihon/appointment')
  await look(page, `${name}-01-early`)
  site.setNow('2026-12-01T08:50')
  await page.reload()
  await look(page, `${name}-02-open`)
  site.setNow('2026-12-01T09:20')
  await page.reload()
  await look(page, `${name}-03-late`)
  await page.getByRole('button', { name: /来庁しました|I am here/ }).click()
  await page.waitForSelector('[data-state=waiting]')
  await page.goto('/mihon/appointment')
  await look(page, `${name}-04-done`)
  await page.getByRole('button', { name: /順番を見る|See your place/ }).click()
  expect(await page.locator('main').innerText()).toContain('A-001')
})

test.each([360, 1280])('staff register kiosks and print slips again (%i px)', async width => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-01T09:15')
  const ticket = done(await checkIn(site, appointmentId))
  await site.deps.store.write(db =>
    db
      .insertInto('kiosks')
      .values({
        office_id: site.office.id,
        token_hash: 'mihon',
        created_at: site.deps.clock.now(),
        created_by: 'S-1',
      })
      .execute(),
  )
  const context = await openContext(site, { width, height: 740 })
  const [cookie = '', value = ''] = (await signIn(site, 'reception')).Cookie.split('=')
  await context.addCookies([{ name: cookie, value, url: site.url }])
  const page = await context.newPage()

  await page.goto(`/staff/tickets/${ticket.id}/slip`)
  await look(page, `staff-slip-${width}`)
  await page.goto('/staff/kiosks')
  await look(page, `staff-kiosks-${width}`)
  await page.getByRole('button', { name: 'この端末を発券機にする' }).click()
  expect(await page.locator('h1').innerText()).toContain('ようこそ')
})
