import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { look as lookAt, openBrowser, screenshot, walkedOn } from '../support/browser.ts'
import { openSite, type Site } from '../support/site.ts'

type Visitor = { width: number; language: 'ja' | 'en'; hasScript: boolean; name: string }

const visitors: Visitor[] = [
  { name: 'phone-ja', width: 360, language: 'ja', hasScript: true },
  { name: 'phone-ja-no-script', width: 360, language: 'ja', hasScript: false },
  { name: 'narrow-en', width: 320, language: 'en', hasScript: true },
  { name: 'pc-ja', width: 1280, language: 'ja', hasScript: true },
]

async function openPage(site: Site, { width, language, hasScript }: Visitor): Promise<Page> {
  const browser = await openBrowser()
  const context = await browser.newContext({
    viewport: { width, height: 740 },
    javaScriptEnabled: hasScript,
    locale: language,
    baseURL: site.url,
  })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  // No page may ask another host for anything.
  page.on('request', request => expect(new URL(request.url()).origin).toBe(site.url))
  return page
}

const look = (page: Page, visitor: Visitor, name: string) =>
  visitor.hasScript ? lookAt(page, `${visitor.name}-${name}`) : screenshot(page, `${visitor.name}-${name}`)

const words = {
  ja: {
    event: '引っ越してきた',
    service: /転入届（市外/,
    choose: '日時をえらんで予約する',
    next: '確認へ進む',
    book: 'この内容で予約する',
    manage: '予約の内容を見る',
    change: '日時を変える',
    cancel: '予約を取り消す',
    cancelled: '取り消しました',
    find: '予約を見る',
    again: 'もう一度予約する',
  },
  en: {
    event: 'I moved in',
    service: /Moving in from another/,
    choose: 'Choose a day and time',
    next: 'Go on to check',
    book: 'Book this visit',
    manage: 'See your booking',
    change: 'Change the time',
    cancel: 'Cancel the booking',
    cancelled: 'Cancelled',
    find: 'See the booking',
    again: 'Book again',
  },
}

describe.each(walkedOn(visitors))('$name', visitor => {
  const say = words[visitor.language]

  test('somebody books, changes, finds again and cancels a visit', async () => {
    const site = await openSite({ now: '2026-12-01T08:30' })
    const page = await openPage(site, visitor)

    await page.goto('/')
    await look(page, visitor, '01-home')
    await page.getByRole('link', { name: say.event }).click()
    await look(page, visitor, '02-services')
    await page.getByRole('link', { name: say.service }).click()
    await look(page, visitor, '03-service')
    await page.getByRole('link', { name: say.choose }).click()
    await look(page, visitor, '04-slots')
    await page.getByRole('button', { name: /^9:15/ }).click()
    await page.locator('[data-hold-left]').waitFor({ state: visitor.hasScript ? 'visible' : 'hidden' })
    await look(page, visitor, '05-details')

    await page.getByRole('button', { name: say.next }).click()
    expect(await page.getByRole('alert').innerText()).not.toBe('')
    await look(page, visitor, '06-details-errors')
    await page.locator('#name').fill('ミホン ハナコ')
    await page.locator('#email').fill('hanako@example.test')
    await page.locator('#phone').fill('０９０－１２３４－５６７８')
    await page.locator('[name=documents]').first().check()
    await page.getByRole('button', { name: say.next }).click()
    await look(page, visitor, '07-check')
    await page.getByRole('button', { name: say.book }).click()
    await page.waitForURL(/\/mihon\/appointment\/done$/)
    await look(page, visitor, '08-done')
    const reference = (await page.locator('.reference').innerText()).trim()
    expect(reference).toMatch(/^[2-9A-Z]{3}-[2-9A-Z]{3}$/)

    await page.reload()
    expect(await page.locator('.reference').innerText()).toContain(reference)
    await page.goBack()
    await page.goto('/mihon/hold/check')
    expect(page.url()).toMatch(/\/mihon\/appointment$/)

    await page.getByRole('link', { name: say.change }).click()
    await look(page, visitor, '09-reschedule')
    await page.getByRole('link', { name: /^10:00/ }).click()
    await look(page, visitor, '10-move')
    await page.getByRole('button', { name: say.change }).click()
    expect(await page.locator('main').innerText()).toMatch(/10時00分|10:00/)
    await look(page, visitor, '11-appointment')

    await page.context().clearCookies()
    await page.goto('/mihon/appointment')
    await look(page, visitor, '12-no-session')
    await page.goto(`/mihon/find?lang=${visitor.language}`)
    await page.locator('#reference').fill(reference.toLowerCase())
    await page.locator('#secret').fill('0000')
    await page.getByRole('button', { name: say.find }).click()
    await look(page, visitor, '13-find-error')
    await page.locator('#secret').fill('5678')
    await page.getByRole('button', { name: say.find }).click()
    await page.getByRole('link', { name: say.cancel }).click()
    await look(page, visitor, '14-cancellation')
    await page.getByRole('button', { name: say.cancel }).click()
    expect(await page.locator('main').innerText()).toContain(say.cancelled)
    expect(await page.getByRole('link', { name: say.again }).count()).toBe(1)
    await look(page, visitor, '15-cancelled')
  })

  test('somebody loses a time and keeps what was typed', async () => {
    const site = await openSite({ now: '2026-12-01T08:30' })
    const page = await openPage(site, visitor)
    // One place at lunch: the second visitor finds it gone.
    await page.goto('/mihon/slots?services=tennyu&date=2026-12-02')
    await look(page, visitor, '20-slots-date')
    await site.booked(['tennyu'], '2026-12-02T12:00')
    await page.getByRole('button', { name: /^12:00/ }).click()
    await look(page, visitor, '21-taken')
    await page.locator('.row-button').first().click()

    await page.locator('#name').fill('ミホン タロウ')
    await page.locator('#email').fill('taro@example.test')
    await page.getByRole('button', { name: say.next }).click()
    site.setNow('2026-12-01T08:45')
    await page.getByRole('button', { name: say.book }).click()
    await look(page, visitor, '22-expired')
    await page.locator('.row-button').first().click()
    expect(await page.locator('main').innerText()).toContain('ミホン タロウ')
    await page.getByRole('button', { name: say.book }).click()
    await page.waitForURL(/done$/)
  })

  test('the other pages stand', async () => {
    const site = await openSite({ now: '2026-12-01T08:30' })
    const page = await openPage(site, visitor)
    for (const [name, path] of [
      ['30-search', '/mihon/services?q=いんかん'],
      ['31-search-none', '/mihon/services?q=xyzxyz'],
      ['32-counter', '/mihon/counters/mynumber'],
      ['33-not-bookable', '/mihon/services/shomei-juminhyo'],
      ['34-list', '/mihon/slots?services=tennyu&view=list'],
      ['35-closed-day', '/mihon/slots?services=tennyu&date=2026-12-05'],
      ['36-people', '/mihon/slots?services=mn-uketori,mn-shinsei&people=3'],
      ['37-month', '/mihon/slots?services=hitorioya&month=2027-01'],
      ['38-find', '/mihon/find'],
      ['39-link', '/mihon/a/AAAAAAAAAAAAAAAAAAAAAA'],
      ['40-not-found', '/mihon/nowhere'],
      ['41-privacy', '/mihon/privacy'],
      ['42-sunday', '/mihon/slots?services=tennyu&date=2027-01-24'],
    ] as const) {
      const answer = await page.goto(path)
      expect(answer?.status(), path).toBeLessThan(500)
      await look(page, visitor, name)
    }
  })
})
