import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { look, openBrowser } from '../support/browser.ts'
import { faultsByTab, pressByKey, tabTo } from '../support/keyboard.ts'
import { misfits } from '../support/misfits.ts'
import { openSite, type Site } from '../support/site.ts'
import { signIn } from '../support/staff.ts'

const now = '2026-12-01T08:30'

async function openPage(site: Site, options: BrowserContextOptions = {}): Promise<Page> {
  const browser = await openBrowser()
  const context = await browser.newContext({
    viewport: { width: 1280, height: 740 },
    ...{ locale: 'ja', baseURL: site.url },
    ...options,
  })
  onTestFinished(() => context.close())
  context.setDefaultTimeout(5_000)
  return context.newPage()
}

test('somebody without a mouse books, moves and cancels a visit', async () => {
  const site = await openSite({ now })
  // Without it a stop is still on its way into sight when it is looked at.
  const page = await openPage(site, { reducedMotion: 'reduce' })
  const link = (name: string | RegExp) => page.getByRole('link', { name }).first()
  const button = (name: string | RegExp) => page.getByRole('button', { name }).first()
  const walk = async () => expect(await faultsByTab(page), page.url()).toEqual([])

  await page.goto('/mihon')
  await page.keyboard.press('Tab')
  expect(await page.locator(':focus').innerText()).toBe('本文へ進む')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  expect(await page.locator('main :focus').count()).toBe(1)
  await walk()
  await pressByKey(link('引っ越してきた'))
  await pressByKey(link(/転入届（市外/))
  await walk()
  await pressByKey(link('日時をえらんで予約する'))
  await walk()
  await pressByKey(link(/^12月3日/))
  await pressByKey(button(/^9:15/))
  await walk()
  await pressByKey(button('確認へ進む'))
  expect(await page.locator(':focus').getAttribute('role')).toBe('alert')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.keyboard.type('ミホン ハナコ')
  await tabTo(page.locator('#email'))
  await page.keyboard.type('hanako@example.test')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/hold/check')
  expect(await page.locator('main').innerText()).toContain('ミホン ハナコ')
  await walk()
  await pressByKey(button('この内容で予約する'))
  await walk()
  await pressByKey(link('予約の内容を見る'))
  await walk()
  await pressByKey(link('日時を変える'))
  await pressByKey(link(/^10:00/))
  await pressByKey(button('日時を変える'))
  await pressByKey(link('予約を取り消す'))
  await walk()
  await pressByKey(button('予約を取り消す'))
  expect(await page.locator('main').innerText()).toContain('取り消しました')
})

test('a page that cannot be walked is found', async () => {
  const page = await openPage(await openSite({ now }))
  await page.setContent(`<button style="outline:none">not marked</button>
    <button tabindex="1">first</button><button style="position:absolute;left:-999px">away</button>
    <button onkeydown="event.preventDefault()">trap</button>`)

  const faults = (await faultsByTab(page)).join()

  for (const what of ['not marked: BUTTON not marked', 'out of order', 'not seen: BUTTON away', 'never ends'])
    expect(faults).toContain(what)
})

const spoken = {
  ja: {
    free: /^12月\d+日 [月火水木金土日]曜日 (空き|少し) \d+枠$/,
    closed: /^12月\d+日 [月火水木金土日]曜日 .{2,}$/,
    tuesday: /^12月1日 火曜日 /,
  },
  en: {
    free: /^(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? \d+ December (Free|Few|A few|Open) \d+ times?$/,
    closed: /^(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? \d+ December .{2,}$/,
    tuesday: /^Tuesday,? 1 December /,
  },
}

test.for(['ja', 'en'] as const)(
  'each day of the calendar has a name in %s that says all of it',
  async language => {
    const site = await openSite({ now })
    const page = await openPage(site, { locale: language })
    await page.goto('/mihon/slots?services=tennyu&month=2026-12')

    const read = await page.locator('table.month').ariaSnapshot()
    const cells = [...read.matchAll(/- cell "([^"]+)"/g)].map(([, name = '']) => name)
    const links = [...read.matchAll(/- link "([^"]+)"/g)].map(([, name = '']) => name)

    const { free, closed, tuesday } = spoken[language]
    expect(cells.filter(name => !closed.test(name))).toEqual([])
    expect(cells).toHaveLength(31)
    expect(links.length).toBeGreaterThan(10)
    expect(links.filter(name => !free.test(name))).toEqual([])
    expect(cells[0]).toMatch(tuesday)
  },
)

/** A PC screen at 200 %, in a mode of forced colours, for somebody whom movement makes ill. */
const large = {
  viewport: { width: 640, height: 370 },
  forcedColors: 'active',
  reducedMotion: 'reduce',
} as const

const moving = `[getComputedStyle(document.documentElement).scrollBehavior,
  document.getAnimations().filter(one => one.playState === 'running').length].join(' ')`

test('every state can be used at 200 %, in forced colours and without movement', async () => {
  const site = await openSite({ now })
  const page = await openPage(site, large)
  const see = async (name: string) => {
    await look(page, `large-${name}`)
    expect(await page.evaluate(misfits), name).toEqual([])
    expect(await page.evaluate(moving), name).toBe('auto 0')
  }
  await page.goto('/mihon/slots?services=tennyu&date=2026-12-02')
  await see('1-slots')
  const border = (day: string) => page.evaluate<number>(`document.querySelector('${day}').clientTop`)
  expect(await border('a.day[aria-current]')).toBe(4)
  expect(await border('a.day:not([aria-current])')).toBe(1)

  await site.booked(['tennyu'], '2026-12-02T12:00')
  await page.getByRole('button', { name: /^12:00/ }).click()
  await see('2-taken')
  await page.locator('.row-button').first().click()
  await page.getByRole('button', { name: '確認へ進む' }).click()
  await see('3-errors')
  await page.locator('#name').fill('ミホン タロウ')
  await page.locator('#email').fill('taro@example.test')
  await page.getByRole('button', { name: '確認へ進む' }).click()
  site.setNow('2026-12-01T08:45')
  await page.getByRole('button', { name: 'この内容で予約する' }).click()
  await see('4-expired')

  for (const [name, path] of [
    ['5-closed-day', '/mihon/slots?services=tennyu&date=2026-12-05'],
    ['6-found-nothing', '/mihon/services?q=xyzxyz'],
    ['7-no-booking', '/mihon/appointment'],
    ['8-policy', '/mihon/accessibility'],
    ['9-results', '/mihon/accessibility/results'],
  ] as const) {
    await page.goto(path)
    await see(name)
  }
})

test('a queue without anybody can be used at 200 % as well', async () => {
  const site = await openSite({ now })
  const { viewport, reducedMotion } = large
  const page = await openPage(site, { viewport, reducedMotion })
  const [name = '', value = ''] = (await signIn(site, 'reception')).Cookie.split('=')
  await page.context().addCookies([{ name, value, url: site.url }])

  for (const path of ['/staff/reception', '/staff/counters/ido', '/display/mihon']) {
    await page.goto(path)
    await look(page, `large-empty-${path.split('/').at(-1)}`)
    expect(await page.getByRole('heading', { level: 1 }).count(), path).toBe(1)
  }
})

test('results of the checks are read on a phone', async () => {
  const site = await openSite({ now })
  const page = await openPage(site, { viewport: { width: 360, height: 740 } })

  await page.goto('/mihon/accessibility')
  await look(page, 'policy-360')
  await page.getByRole('link', { name: 'アクセシビリティの試験結果' }).click()
  await look(page, 'results-360')
  expect(await page.locator('h1').innerText()).toBe('アクセシビリティの試験結果')
})
