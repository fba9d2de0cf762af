import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { look, openBrowser } from '../support/browser.ts'
import { walkIn } from '../support/queue.ts'
import { openSite, type Site } from '../support/site.ts'
import { signIn } from '../support/staff.ts'

type Clerk = { width: number; language: 'ja' | 'en'; login: 'clerk' | 'contractor' | 'supervisor' }

async function openPage(site: Site, { width, language, login }: Clerk): Promise<Page> {
  const browser = await openBrowser()
  const context = await browser.newContext({
    viewport: { width, height: width > 1000 ? 900 : 740 },
    locale: language,
    baseURL: site.url,
  })
  onTestFinished(() => context.close())
  const [name = '', value = ''] = (await signIn(site, login)).Cookie.split('=')
  await context.addCookies([{ name, value, url: site.url }])
  return context.newPage()
}

async function busyCounter(site: Site): Promise<number> {
  const counter = site.office.counters.find(({ slug }) => slug === 'ido')
  const [window] = await site.deps.store.read(db =>
    db
      .selectFrom('windows')
      .select('id')
      .where('counter_id', '=', counter?.id ?? 0)
      .orderBy('number')
      .execute(),
  )
  for (const service of ['tennyu', 'tenkyo', 'inkan-toroku', 'tenshutsu-todoke']) await walkIn(site, service)
  return window?.id ?? 0
}

describe.each([
  { width: 1280, language: 'ja', login: 'clerk' },
  { width: 360, language: 'ja', login: 'clerk' },
  { width: 1280, language: 'en', login: 'contractor' },
] satisfies Clerk[])('$login at $width px in $language', clerk => {
  test('serves somebody from the keyboard alone', async () => {
    const site = await openSite({ now: '2026-12-01T09:10' })
    const window = await busyCounter(site)
    const page = await openPage(site, clerk)
    const name = (step: string) => `window-${clerk.width}-${clerk.language}-${step}`
    const number = () => page.locator('.current-number').textContent()

    await page.goto(`/staff/windows/${window}`)
    await look(page, name('1-closed'))
    await page.keyboard.press('Enter')
    await page.waitForSelector('.current-next')
    await look(page, name('2-open'))
    await page.keyboard.press('Enter')
    await page.waitForSelector('.current-called')
    expect(await number()).toBe('A-001')
    await look(page, name('3-called'))
    await page.keyboard.press('4')
    await page.waitForSelector('.current-called .mark')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.current-serving')
    await look(page, name('4-serving'))
    await page.keyboard.press('5')
    await page.waitForSelector('.current-empty')
    await look(page, name('5-handed-in'))
    await page.keyboard.press('0')
    await page.waitForSelector('.current-serving')
    await page.keyboard.press('1')
    await page.waitForSelector('.current-called')
    expect(await number()).toBe('A-002')
    await page.keyboard.press('9')
    await page.waitForSelector('[data-alarm]')
    await look(page, name('6-alarm'))
    await page.keyboard.press('7')
    await page.waitForSelector('.transfer')
    await look(page, name('7-transfer'))
  })
})

test('the counter page and the live view show the day', async () => {
  const site = await openSite({ now: '2026-12-01T09:10' })
  await site.booked(['tennyu'], '2026-12-02T09:30', { name: '見本 花子' })
  site.setNow('2026-12-02T09:20')
  await busyCounter(site)
  for (const width of [1280, 360]) {
    const page = await openPage(site, { width, language: 'ja', login: 'supervisor' })
    await page.goto('/staff/counters/ido')
    await look(page, `counter-${width}`)
    expect(await page.locator('tbody tr').count()).toBe(5)
    await page.goto('/staff/live')
    await look(page, `live-${width}`)
  }
})
