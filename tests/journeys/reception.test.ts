import type { Locator, Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { bookedAtDesk } from '../reception/deeds.ts'
import { look as lookAt, openBrowser, walkedOn } from '../support/browser.ts'
import { newStaffMember } from '../support/queue.ts'
import { openSite, type Site } from '../support/site.ts'
import { signIn } from '../support/staff.ts'

type Screen = { name: string; width: number; height: number; language: 'ja' | 'en' }

const screens: Screen[] = [
  { name: 'reception-phone', width: 360, height: 740, language: 'ja' },
  { name: 'reception-tablet', width: 1024, height: 768, language: 'ja' },
  { name: 'reception-pc', width: 1280, height: 800, language: 'ja' },
  { name: 'reception-narrow-en', width: 320, height: 640, language: 'en' },
]

const moving = ['tenshutsu-todoke']

/** A morning with people at several counters, and ten o'clock of the next day full. */
async function openMorning(): Promise<Site> {
  const site = await openSite({ now: '2026-12-01T10:20' })
  site.setNow('2026-12-01T08:30')
  const staff = await newStaffMember(site, 'reception')
  await site.booked(['tennyu'], '2026-12-01T09:00', { name: 'ミホン 一郎' })
  const half = '2026-12-01T10:30'
  await site.booked(['koseki-konin'], half, { name: '見本 花子', people: 2 })
  const maria = { name: 'ミホン・マリア・サンプル', language: 'en', needs: ['interpreter'] } as const
  await site.booked(['tennyu'], half, { ...maria, needs: [...maria.needs] })
  await site.booked(moving, half, { name: 'ミホン 三郎', needs: ['wheelchair'] })
  await site.booked(moving, '2026-12-01T11:00', { name: 'サンプル アンナ', people: 4 })
  for (let count = 0; count < 5; count += 1) await bookedAtDesk(site, staff, moving, '2026-12-02T10:00')
  site.setNow('2026-12-01T10:20')
  return site
}

async function openPage(site: Site, { width, height, language }: Screen): Promise<Page> {
  const browser = await openBrowser()
  const context = await browser.newContext({
    viewport: { width, height },
    locale: language,
    baseURL: site.url,
  })
  onTestFinished(() => context.close())
  const [, token = ''] = (await signIn(site, 'reception')).Cookie.split('=')
  await context.addCookies([{ name: 'madoguchi-staff', value: token, url: site.url }])
  const page = await context.newPage()
  page.on('request', request => expect(new URL(request.url()).origin).toBe(site.url))
  return page
}

/** Looks at a page as it stands: a picture, no sideways scrolling, no accessibility fault, room for a finger. */
async function look(page: Page, screen: Screen, name: string): Promise<void> {
  await lookAt(page, `${screen.name}-${name}`)
  const small =
    await page.evaluate(`[...document.querySelectorAll('main :is(button, select, .button, .reception-reference)')]
    .filter(element => element.getClientRects().length > 0 && element.getBoundingClientRect().height < 43.5)
    .map(element => element.outerHTML.slice(0, 120))`)
  expect(small, `${name}: too small to touch`).toEqual([])
}

/** Goes on by Tab until this has the focus, as somebody without a mouse does. */
async function tabTo(target: Locator): Promise<void> {
  const page = target.page()
  for (let steps = 0; steps < 250; steps += 1) {
    if ((await target.and(page.locator(':focus')).count()) > 0) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`no way by Tab to ${String(target)}`)
}

async function press(target: Locator): Promise<void> {
  await tabTo(target)
  await Promise.all([target.page().waitForNavigation(), target.page().keyboard.press('Enter')])
}

async function type(target: Locator, text: string): Promise<void> {
  await tabTo(target)
  await target.page().keyboard.type(text)
}

const words = {
  ja: {
    bookFor: '電話・窓口で予約を取る',
    service: /転出届/,
    eleven: /^11:00/,
    next: '確認へ進む',
    book: 'この内容で予約する',
    overbook: /^10:00/,
    withReason: '理由を残して進む',
    walkIn: '受付番号を出す',
    counter: /^2番窓口/,
    search: 'さがす',
    details: /の詳細$/,
    checkIn: /を受付する$/,
    next2: '次の人を受付する',
    change: '日時を変える',
    cancel: '予約を取り消す',
  },
  en: {
    bookFor: 'Book for somebody',
    service: /Moving out/,
    eleven: /^11:00/,
    next: 'Go on to check',
    book: 'Book this visit',
    overbook: /^10:00/,
    withReason: 'Go on with this reason',
    walkIn: 'Give a ticket',
    counter: /^Counter 2 /,
    search: 'Search',
    details: /^Details of booking/,
    checkIn: /^Check in booking/,
    next2: 'Next person',
    change: 'Change the time',
    cancel: 'Cancel the booking',
  },
}

describe.each(walkedOn(screens))('$name', screen => {
  const say = words[screen.language]

  test('somebody books by phone without a mouse, and above all windows with a reason', async () => {
    const site = await openMorning()
    const page = await openPage(site, screen)
    await page.goto('/staff/reception')
    await look(page, screen, '01-reception')

    await press(page.getByRole('link', { name: say.bookFor }))
    await look(page, screen, '02-services')
    await press(page.getByRole('link', { name: say.service }).first())
    await page.goto(`${page.url()}&date=2026-12-02`)
    await look(page, screen, '03-times')
    await press(page.getByRole('button', { name: say.eleven }))
    await look(page, screen, '04-details')
    await type(page.locator('#name'), '見本 電話子')
    await press(page.getByRole('button', { name: say.next }))
    await look(page, screen, '05-details-errors')
    await type(page.locator('#phone'), '06-0000-1234')
    await press(page.getByRole('button', { name: say.next }))
    await look(page, screen, '06-check')
    await press(page.getByRole('button', { name: say.book }))
    await page.waitForURL(/\/staff\/appointments\/\d+\/done$/)
    expect(await page.locator('.reference').innerText()).toMatch(/^[2-9A-Z]{3}-[2-9A-Z]{3}$/)
    await look(page, screen, '07-done')

    await page.goto('/staff/booking/slots?services=tenshutsu-todoke&date=2026-12-02')
    await press(page.getByRole('link', { name: say.overbook }))
    await press(page.getByRole('button', { name: say.withReason }))
    await look(page, screen, '08-overbook')
    await type(page.locator('#reason'), '遠くから来るため')
    await press(page.getByRole('button', { name: say.withReason }))
    await type(page.locator('#name'), '見本 遠子')
    await type(page.locator('#email'), 'toko@example.test')
    await press(page.getByRole('button', { name: say.next }))
    await press(page.getByRole('button', { name: say.book }))
    await page.goto(page.url().replace('/done', ''))
    expect(await page.locator('main').innerText()).toContain('遠くから来るため')
    await look(page, screen, '09-booking')

    await page.getByRole('link', { name: say.change }).click()
    await look(page, screen, '10-move')
    await page.locator('.staff-times a').first().click()
    await look(page, screen, '11-move-check')
    await page.goBack()
    await page.goBack()
    await page.getByRole('link', { name: say.cancel }).click()
    await look(page, screen, '12-cancellation')
  })

  test('somebody finds a booking, checks it in and gives a ticket to a walk-in', async () => {
    const site = await openMorning()
    const page = await openPage(site, screen)
    await page.goto('/staff/reception')

    await page.locator('#typed').fill('みほん')
    await page.getByRole('button', { name: say.search }).click()
    await look(page, screen, '20-found')
    await page.getByRole('button', { name: say.checkIn }).nth(1).click()
    expect(await page.locator('.reference').innerText()).toMatch(/^[A-Z]-001$/)
    await look(page, screen, '21-checked-in')
    await page.getByRole('link', { name: say.next2 }).click()
    await look(page, screen, '22-reception')

    await page.getByRole('link', { name: say.walkIn }).click()
    await look(page, screen, '23-counters')
    await page.getByRole('link', { name: say.counter }).click()
    await page.getByRole('button', { name: say.walkIn }).click()
    await look(page, screen, '24-walk-in-errors')
    await page.locator('[name=services]').first().check()
    await page.locator('[name=priority]').check()
    await page.getByRole('button', { name: say.walkIn }).click()
    expect(await page.locator('.reference').innerText()).toMatch(/^[A-Z]-\d{3}$/)
    await look(page, screen, '25-walk-in')
  })

  test('what happens elsewhere shows up by itself', async () => {
    const site = await openMorning()
    const page = await openPage(site, screen)
    await page.goto('/staff/reception')
    const other = await openPage(site, screen)
    await other.goto('/staff/reception')

    await other.getByRole('button', { name: say.checkIn }).last().click()

    await page.locator('.chip-arrived').waitFor({ timeout: 15_000 })
    expect(await page.locator('.chip-arrived').innerText()).toMatch(/A-001$/)
  })
})
