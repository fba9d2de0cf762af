import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { paths } from '#src/paths.ts'
import { look, openBrowser } from '../support/browser.ts'
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
