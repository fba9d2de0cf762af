import { expect, onTestFinished, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { openSite } from '../support/site.ts'
import { signIn } from '../support/staff.ts'

test('a page in front of nobody leads to the lock, and typing is not being away', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const context = await (await openBrowser()).newContext({ locale: 'ja', baseURL: site.url })
  onTestFinished(() => context.close())
  const [name = '', value = ''] = (await signIn(site, 'reception')).Cookie.split('=')
  await context.addCookies([{ name, value, url: site.url }])
  const page = await context.newPage()
  await page.clock.install()
  await page.goto('/staff/booking')

  for (const minute of ['10', '20']) {
    site.setNow(`2026-12-01T09:${minute}`)
    await page.clock.runFor(10 * 60_000)
    const told = page.waitForResponse('**/staff/activity')
    await page.keyboard.press('a')
    expect((await told).status()).toBe(204)
  }
  expect(new URL(page.url()).pathname).toBe('/staff/booking')

  site.setNow('2026-12-01T09:36')
  await page.clock.runFor(16 * 60_000)
  await page.waitForURL('**/staff/lock?**')
  expect(page.url()).toContain(encodeURIComponent('/staff/booking'))
})
