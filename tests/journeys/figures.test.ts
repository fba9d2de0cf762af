import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { paths } from '#src/paths.ts'
import { look, openBrowser, screenshot } from '../support/browser.ts'
import { plantFigures } from '../support/figures.ts'
import { openSite, type Site } from '../support/site.ts'
import { signIn } from '../support/staff.ts'

async function openPage(site: Site, width: number, language = 'ja'): Promise<Page> {
  const browser = await openBrowser()
  const context = await browser.newContext({
    viewport: { width, height: width > 1000 ? 900 : 740 },
    locale: language,
    baseURL: site.url,
  })
  onTestFinished(() => context.close())
  const [name = '', value = ''] = (await signIn(site, 'supervisor')).Cookie.split('=')
  await context.addCookies([{ name, value, url: site.url }])
  return context.newPage()
}

test('a supervisor reads the definitions', async () => {
  const site = await openSite()
  for (const [width, language] of [
    [1280, 'ja'],
    [360, 'ja'],
    [1280, 'en'],
  ] as const) {
    const page = await openPage(site, width, language)
    await page.goto(paths.figuresDefinitions('ticket-wait'))
    await look(page, `figures-definitions-${width}-${language}`)
    expect(await page.locator('.definition:target').count()).toBe(1)
  }
})

test('a supervisor goes from the year to the month to a counter, by keyboard alone', async () => {
  const site = await openSite({ now: '2026-12-28T18:10' })
  await plantFigures(site)
  const page = await openPage(site, 1280)
  const heading = () => page.locator('h1').textContent()
  const follow = async (link: string) => {
    await page.locator(link).first().focus()
    await page.keyboard.press('Enter')
    await page.waitForLoadState('load')
  }

  await page.goto(paths.figuresYear('2026'))
  await look(page, 'figures-year-1280')
  await follow(`a[href="${paths.figuresMonth('2026-12')}"]`)
  expect(await heading()).toContain('2026年12月の統計')
  await page.locator('#heat-title').waitFor({ state: 'attached' })
  await page.locator('.chart-numbers summary').first().focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  expect(await page.evaluate('document.activeElement.className')).toBe('table-frame')
  await look(page, 'figures-month-1280')
  await page.locator('#counter').focus()
  for (let down = 0; down < 2; down += 1) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/*counter=ido')
  expect(await heading()).toContain('住民異動・印鑑登録')
  await look(page, 'figures-month-ido-1280')
})

test('the pages fit a phone, another language, paper, and a reader’s own colours', async () => {
  const site = await openSite({ now: '2026-12-28T18:10' })
  await plantFigures(site)

  const phone = await openPage(site, 360)
  await phone.goto(paths.figuresMonth('2026-12', 'ido'))
  await look(phone, 'figures-month-360')
  await phone.goto(paths.figuresMonth('2026-10', 'kyoiku'))
  await look(phone, 'figures-month-small-360')
  await phone.goto(paths.figuresDay('2026-12-28'))
  await look(phone, 'figures-day-360')
  const english = await openPage(site, 1280, 'en')
  await english.goto(paths.figuresMonth('2026-12'))
  await look(english, 'figures-month-1280-en')
  await english.emulateMedia({ forcedColors: 'active' })
  await screenshot(english, 'figures-month-colours')
  await english.emulateMedia({ media: 'print', forcedColors: 'none' })
  await english.setViewportSize({ width: 718, height: 1000 })
  await screenshot(english, 'figures-month-paper')

  const numbers = english.locator('.chart-numbers table')
  for (const table of await numbers.all()) expect(await table.isVisible()).toBe(true)
  expect(await english.locator('.staff-header').isVisible()).toBe(false)
})
