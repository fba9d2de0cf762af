import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { look, openBrowser, screenshot } from '../support/browser.ts'
import { openSite, type Site } from '../support/site.ts'
import { signIn } from '../support/staff.ts'

type Screen = { width: number; language: 'ja' | 'en' }

async function openPage(site: Site, { width, language }: Screen): Promise<Page> {
  const browser = await openBrowser()
  const viewport = { width, height: 740 }
  const context = await browser.newContext({ viewport, locale: language, baseURL: site.url })
  onTestFinished(() => context.close())
  const [, token = ''] = (await signIn(site, 'supervisor')).Cookie.split('=')
  await context.addCookies([{ name: 'madoguchi-staff', value: token, url: site.url }])
  return context.newPage()
}

const screens: Screen[] = [
  { width: 1280, language: 'ja' },
  { width: 360, language: 'ja' },
]

describe.each(screens)('at $width px in $language', screen => {
  const name = (step: string) => `indicators-${screen.width}-${screen.language}-${step}`

  test('a year is entered, looked at and confirmed', async () => {
    const site = await openSite({ now: '2026-12-01T09:30' })
    const page = await openPage(site, screen)

    await page.goto('/staff/indicators/years/2023/values')
    await page.locator('#answers-counter-good').fill('四百')
    await page.locator('main .button').click()
    await look(page, name('1-values-errors'))
    await page.locator('#answers-counter-good').fill('400')
    await page.locator('main .button').click()
    await page.goto('/staff/indicators/years/2023/review')
    await page.locator('textarea').first().fill('来庁前予約の利用が伸びず、\n待ち時間に差があった。')
    await page.locator('textarea').last().fill('予約の案内を転入の通知に同封する。')
    await look(page, name('2-review'))
    await page.locator('main .button').click()
    await look(page, name('3-overview'))

    for (const part of ['rating', 'activities', 'budget']) {
      await page.goto(`/staff/indicators/years/2023/${part}`)
      await look(page, name(`4-${part}`))
    }
    await page.goto('/staff/indicators/definitions/counter-good')
    await look(page, name('5-definition'))

    await page.goto('/staff/evaluation/2023')
    await page.locator('main form .button').click()
    await look(page, name('6-sheet'))
    expect(await page.locator('.sheet-state').innerText()).toMatch(/第1版|version 1/)
  })

  test('two at once: what was typed comes back beside what the other has saved', async () => {
    const site = await openSite({ now: '2026-12-01T09:30' })
    const [page, other] = [await openPage(site, screen), await openPage(site, screen)]
    for (const open of [page, other]) await open.goto('/staff/indicators/years/2023/rating')
    for (const [open, points] of [
      [other, '3.9'],
      [page, '4.0'],
    ] as const) {
      await open.locator('#points').fill(points)
      await open.locator('#stars').selectOption('2')
      await open.locator('main .button').click()
    }

    await look(page, name('a-two-at-once'))
    expect(await page.locator('#points').inputValue()).toBe('4.0')
    await page.goto('/staff/indicators?year=2030')
    await look(page, name('b-empty'))
  })

  test('a month is checked by the office itself', async () => {
    const site = await openSite({ now: '2026-12-01T09:30' })
    const page = await openPage(site, screen)

    await page.goto('/staff/indicators/self-checks/2026-12/madoguchi')
    await page.locator('main .button').click()
    await look(page, name('7-self-check-errors'))
    for (const [row, score] of ['4', '5', '3'].entries())
      await page.locator('fieldset').nth(row).locator(`input[value="${score}"]`).check()
    await page.locator('main .button').click()
    await look(page, name('8-self-checks'))
    expect(await page.locator('.facts').innerText()).toMatch(/4\.0/)
    await page.goto('/staff/indicators/self-checks/rules')
    await look(page, name('9-rules'))
  })
})

/** A4 without the margins of the sheet, in CSS pixels. */
const paper = { width: 703, height: 1032 }

test('the sheet is one side of A4', async () => {
  const site = await openSite({ now: '2026-12-01T09:30' })
  const page = await openPage(site, { width: 1280, language: 'ja' })
  await page.goto('/staff/evaluation/2023')

  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')

  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  await page.setViewportSize(paper)
  await page.emulateMedia({ media: 'print' })
  await screenshot(page, 'indicators-paper')
})
