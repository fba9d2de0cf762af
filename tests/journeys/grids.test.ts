import { expect, onTestFinished, test } from 'vitest'
import { look, openBrowser, screenshot } from '../support/browser.ts'
import { openSite } from '../support/site.ts'
import { samplePassword } from '../support/staff.ts'

test.for([360, 1280])(
  'an administrator gives slots another length from the first day without bookings, at %i',
  async width => {
    const site = await openSite({ now: '2026-12-01T09:00' })
    await site.booked(['tennyu'], '2026-12-08T16:00')
    const browser = await openBrowser()
    const context = await browser.newContext({
      ...{ viewport: { width, height: 740 }, locale: 'ja', baseURL: site.url },
      javaScriptEnabled: width === 360,
    })
    onTestFinished(() => context.close())
    const page = await context.newPage()
    const shot = (name: string) => (width === 360 ? look : screenshot)(page, `grids-${width}-${name}`)
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click()

    await page.goto('/staff/sign-in')
    await page.getByLabel('ログイン名').fill('admin')
    await page.getByLabel('パスワード').fill(samplePassword)
    await press('サインイン')
    await page.goto('/staff/setup/offices/mihon/openings')
    await page.getByRole('link', { name: '予約枠の長さ' }).click()
    await page.getByLabel(/^いつから/).fill('2026-12-08')
    await press('確かめる（まだ保存しません）')
    await page.getByRole('heading', { name: '入力した内容を確かめてください' }).waitFor()
    await shot('1-wrong')
    await page.getByLabel(/^新しい長さ/).fill('20')
    await page.getByLabel(/^いつから/).fill('2026-12-09')
    await press('確かめる（まだ保存しません）')
    await shot('2-preview')
    await press('この内容で保存する')
    await page.getByText('予約枠の長さを保存しました。').waitFor()
    await shot('3-saved')
    await page.goto('/staff/setup/offices/mihon/openings/grid?lang=en')
    await shot('4-en')

    const slots = await page.request.get(
      '/api/v1/offices/mihon/availability?services=tennyu&from=2026-12-09&to=2026-12-09',
    )
    expect((await slots.json()).days[0].slots[1].startsAt).toContain('T09:20')
  },
)
