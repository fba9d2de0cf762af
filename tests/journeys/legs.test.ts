import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { bookPlan, movingIn, planDate } from '../booking/plans.ts'
import { look, openBrowser } from '../support/browser.ts'
import { counterOf, done, openWindows } from '../support/queue.ts'
import { openSite, type Site } from '../support/site.ts'
import { signIn } from '../support/staff.ts'

type Screen = { width: number; language: 'ja' | 'en' }

async function openPage(site: Site, { width, language }: Screen): Promise<Page> {
  const browser = await openBrowser()
  const viewport = { width, height: 740 }
  const context = await browser.newContext({ viewport, locale: language, baseURL: site.url })
  onTestFinished(() => context.close())
  return context.newPage()
}

async function bookedToken(site: Site): Promise<string> {
  const booked = await bookPlan(site, movingIn)
  if (!booked.ok) throw new Error(booked.reason)
  return booked.token
}

const timesOn = (page: Page) => page.locator('main .leg-time').allInnerTexts()

const screens: Screen[] = [
  { width: 360, language: 'ja' },
  { width: 1280, language: 'en' },
]

describe.each(screens)('a visit over three counters at $width px in $language', screen => {
  const name = (step: string) => `legs-${screen.width}-${screen.language}-${step}`

  test('one counter moves to another time and another is cancelled, then the day leads from one to the next', async () => {
    const site = await openSite({ now: '2026-12-01T08:30' })
    const token = await bookedToken(site)
    const page = await openPage(site, screen)
    await page.goto(`/mihon/a/${token}`)
    await page.locator('main button').click()
    await look(page, name('1-booking'))
    expect(await timesOn(page)).toEqual(['9:00', '10:00', '11:00'])
    await page.goto('/mihon/appointment/done')
    await look(page, name('2-done'))

    await page.goto('/mihon/appointment')
    await page.locator('.leg-deeds').nth(1).locator('a').first().click()
    await look(page, name('3-times'))
    await page.locator('.rows .row').nth(1).click()
    await look(page, name('4-move'))
    await page.locator('main .button').click()
    expect((await timesOn(page))[1]).not.toBe('10:00')

    await page.locator('.leg-deeds').nth(2).locator('a').last().click()
    await look(page, name('5-cancel'))
    await page.locator('main .button-danger').click()
    expect(await timesOn(page)).toHaveLength(2)

    await page.locator('main .actions a').first().click()
    await look(page, name('6-move-all'))

    site.setNow(`${planDate}T08:55`)
    await page.goto(`/mihon/a/${token}`)
    await page.locator('main button').click()
    await look(page, name('7-day'))
    await page.locator('main form button').first().click()
    await look(page, name('8-ticket'))
    const ticketUrl = page.url()
    expect(await page.locator('[aria-current=step] .leg-time').innerText()).toBe('9:00')

    const [desk] = await openWindows(site, 'ido')
    const ticket = done(await desk.callNext())
    await desk.act('serve', ticket)
    const staff = await openPage(site, screen)
    const [, session = ''] = (await signIn(site, 'supervisor')).Cookie.split('=')
    await staff.context().addCookies([{ name: 'madoguchi-staff', value: session, url: site.url }])
    await staff.goto(`/staff/counters/kokuho`)
    await look(staff, name('9-staff-later-counter'))
    await staff.goto(`/staff/windows/${desk.window.id}`)
    await look(staff, name('10-staff-window'))
    site.setNow(`${planDate}T09:20`)
    await desk.act('finish', ticket)

    await page.goto(ticketUrl)
    await look(page, name('11-ticket-next'))
    expect(await page.locator('.ticket').getAttribute('data-counter')).toBe(counterOf(site, 'kokuho').slug)
    await staff.goto(`/staff/counters/kokuho`)
    await look(staff, name('12-staff-queue'))
  })
})
