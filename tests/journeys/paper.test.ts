import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { look, openBrowser, screenshot } from '../support/browser.ts'
import { walkIn } from '../support/queue.ts'
import { openSite, type Site } from '../support/site.ts'
import { signIn } from '../support/staff.ts'

type Screen = { width: number; language: 'ja' | 'en' }

async function openPage(site: Site, { width, language }: Screen): Promise<Page> {
  const browser = await openBrowser()
  const viewport = { width, height: 740 }
  const context = await browser.newContext({ viewport, locale: language, baseURL: site.url })
  onTestFinished(() => context.close())
  const [, token = ''] = (await signIn(site, 'reception')).Cookie.split('=')
  await context.addCookies([{ name: 'madoguchi-staff', value: token, url: site.url }])
  return context.newPage()
}

const screens: Screen[] = [
  { width: 360, language: 'ja' },
  { width: 1280, language: 'ja' },
  { width: 320, language: 'en' },
]

describe.each(screens)('at $width px in $language', screen => {
  const name = (step: string) => `paper-${screen.width}-${screen.language}-${step}`

  test('a number is taken back, and somebody from paper is entered', async () => {
    const site = await openSite({ now: '2026-12-01T09:30' })
    const ticket = await walkIn(site, 'ido')
    const page = await openPage(site, screen)
    await page.goto(`/staff/reception/tickets/${ticket.id}`)
    await look(page, name('1-ticket'))
    await page.locator('.button-text').click()
    await look(page, name('2-void'))
    await page.locator('.button-danger').click()
    await look(page, name('3-void-errors'))
    await page.getByRole('radio').first().check()
    await page.locator('.button-danger').click()
    await look(page, name('4-voided'))
    await page.goto(`/staff/reception/tickets/${ticket.id}/void`)
    await look(page, name('5-void-refused'))

    await page.goto('/staff/reception/walk-in?counter=ido')
    await look(page, name('6-walk-in'))
    await page.locator('summary').click()
    await page.getByRole('checkbox').first().check()
    await page.locator('#paper').fill('P05')
    await page.locator('#time').fill('9:45')
    await page.locator('main .button').click()
    await look(page, name('7-from-paper-errors'))
    await page.locator('#time').fill('9:15')
    await page.locator('main .button').click()
    expect(await page.locator('.reference').innerText()).toBe('A-P05')
    await look(page, name('8-from-paper'))
  })

  test('a sheet is chosen', async () => {
    const site = await openSite({ now: '2026-12-01T09:30' })
    const page = await openPage(site, screen)
    await page.goto('/staff/reception/walk-in')
    await page.locator('main > p > a').last().click()
    await look(page, name('10-counters'))
    await page.locator('.card').nth(1).click()
    expect(await page.locator('tbody th').first().innerText()).toBe('B-P01')
    await look(page, name('11-sheet'))
  })
})

test.each(['ja', 'en'] as const)('a sheet in %s is one side of A4, whatever the counter', async language => {
  const site = await openSite({ now: '2026-12-01T09:30' })
  // As wide as A4 within its margins.
  const page = await openPage(site, { width: 703, language })
  for (const { slug } of site.office.counters) {
    await page.goto(`/staff/reception/paper?counter=${slug}`)
    expect(await page.locator('tbody tr').count()).toBe(30)
    const printed = await page.pdf({ preferCSSPageSize: true })
    expect(printed.toString('latin1').match(/\/Type\s*\/Page\b/g), slug).toHaveLength(1)
  }

  await page.emulateMedia({ media: 'print' })
  await page.goto('/staff/reception/paper?counter=ido')
  await screenshot(page, `paper-print-${language}`)
  const hidden = ['header', '.back', '[data-print]'].map(part => page.locator(part).first().isVisible())
  expect(await Promise.all(hidden)).toEqual([false, false, false])
})
