import { expect, onTestFinished, test } from 'vitest'
import { checkNow } from '#src/operation/nightly-check.ts'
import { look, openBrowser, screenshot } from '../support/browser.ts'
import { openSite } from '../support/site.ts'
import { samplePassword } from '../support/staff.ts'

test.for([360, 1280])('an administrator looks how the system is, at %i', async width => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  await site.booked(['tennyu'], '2026-12-02T09:00')
  await checkNow(site.deps)
  const browser = await openBrowser()
  const context = await browser.newContext({
    viewport: { width, height: 740 },
    locale: 'ja',
    baseURL: site.url,
  })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const shot = width === 360 ? look : screenshot

  await page.goto('/staff/sign-in')
  await page.getByLabel('ログイン名').fill('admin')
  await page.getByLabel('パスワード').fill(samplePassword)
  await page.getByRole('button', { name: 'サインイン' }).click()
  await page.getByRole('navigation').getByRole('link', { name: '設定と記録' }).click()
  await page.getByRole('link', { name: /^システムの状態/ }).click()
  await page.getByText('問題は見つかっていません').waitFor()
  await shot(page, `operation-${width}-1-well`)

  await site.deps.store.write(db => db.deleteFrom('places').execute())
  site.deps.watch.jobEnded('make backups', site.deps.clock.now(), false)
  await checkNow(site.deps)
  await page.reload()
  expect(await page.getByText('食い違い1件').count()).toBe(1)
  await shot(page, `operation-${width}-2-trouble`)
})
