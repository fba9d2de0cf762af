import iconv from 'iconv-lite'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { displayReference } from '#src/access/token.ts'
import { look, openBrowser, screenshot } from '../support/browser.ts'
import { openSite, type Site } from '../support/site.ts'
import { samplePassword } from '../support/staff.ts'

async function openPage(site: Site, width: number): Promise<Page> {
  const browser = await openBrowser()
  const viewport = { width, height: 740 }
  const context = await browser.newContext({
    viewport,
    locale: 'ja',
    baseURL: site.url,
    javaScriptEnabled: width === 360,
  })
  onTestFinished(() => context.close())
  return context.newPage()
}

test.for([360, 1280])(
  'an administrator shortens Tuesdays: of two people who are hit one is moved and one is kept, at %i',
  async width => {
    const site = await openSite({ now: '2026-12-01T09:00' })
    const kept = await site.booked(['tennyu'], '2026-12-08T16:00', { name: '見本 のこる' })
    const moved = await site.booked(['tennyu'], '2026-12-15T16:30', {
      ...{ name: '見本 うつる', email: null, phone: '0600001234' },
    })
    const page = await openPage(site, width)
    const shot = (name: string) => (width === 360 ? look : screenshot)(page, `openings-${width}-${name}`)
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click()

    await page.goto('/staff/sign-in')
    await page.getByLabel('ログイン名').fill('admin')
    await page.getByLabel('パスワード').fill(samplePassword)
    await press('サインイン')
    await page.goto('/staff/setup/offices/mihon')
    await page.getByRole('link', { name: '開庁時間と休み' }).click()
    const counter = page.locator('details', { hasText: '住民異動' }).first()
    await counter.locator('summary').click()
    await shot('1-list')
    await counter
      .getByRole('link', { name: /毎週火曜日/ })
      .first()
      .click()
    await page.getByLabel(/^終わる時刻/).fill('8:00')
    await press('確かめる（まだ保存しません）')
    await page.getByRole('heading', { name: '入力した内容を確かめてください' }).waitFor()
    await shot('2-rule-wrong')
    await page.getByLabel(/^終わる時刻/).fill('15:00')
    await press('確かめる（まだ保存しません）')
    await page.getByRole('heading', { name: '影響を受ける予約：2件' }).waitFor()
    await shot('3-preview')
    await press('予約の扱いと一緒に保存する')
    await page.getByRole('heading', { name: '入力した内容を確かめてください' }).waitFor()
    const hitOf = (reference: string) => page.getByRole('group', { name: displayReference(reference) })
    await hitOf(kept.reference).getByLabel('予約の時間のまま受け付ける').check()
    await hitOf(moved.reference)
      .getByLabel(/12月15日（火） 14時30分に移す/)
      .check()
    await press('予約の扱いと一緒に保存する')
    await page.getByText('理由を2〜200文字で入力してください。').first().waitFor()
    await shot('4-undecided')
    await page.getByLabel(/^予約の時間のまま受け付ける理由/).fill('車いすの送迎を手配ずみ')
    await press('予約の扱いと一緒に保存する')
    await page.getByRole('heading', { name: '保存しました' }).waitFor()
    await shot('5-saved')
    await page.getByRole('link', { name: '変更の記録を見る' }).click()
    await shot('6-history')

    const history = await page.getByRole('main').innerText()
    expect(history).toContain('12月8日（火） 16時00分のまま残した（車いすの送迎を手配ずみ）')
    expect(history).toContain('12月15日（火） 16時30分から12月15日（火） 14時30分に移した')
    expect(history).not.toContain('見本 うつる')
    const slots = await page.request.get(
      '/api/v1/offices/mihon/availability?services=tennyu&from=2026-12-08&to=2026-12-08',
    )
    expect((await slots.json()).days[0].slots.at(-1).startsAt).toContain('T14:30')

    await page.goto('/staff/setup/offices/mihon/openings/holidays')
    await page.locator('#file').setInputFiles({
      ...{ name: 'syukujitsu.csv', mimeType: 'text/csv' },
      buffer: iconv.encode(
        '国民の祝日・休日月日,国民の祝日・休日名称\r\n2029/1/1,元日\r\n2029/1/8,成人の日\r\n',
        'cp932',
      ),
    })
    await shot('7-holidays')
    await press('取り込むとどうなるかを確かめる')
    await page.getByText('成人の日').waitFor()
    await shot('8-holidays-preview')
    await press('この内容で保存する')
    await page.getByRole('heading', { name: '保存しました' }).waitFor()
    await page.getByRole('link', { name: '席の数・予約の割合を追加' }).click()
    await shot('9-capacity')
    await page.goto('/staff/setup/offices/mihon/openings/rule?kind=nthWeekday')
    await shot('10-nth')
    await page.goto('/staff/setup/offices/mihon/openings/rule?kind=yearEnd')
    await shot('11-year-end')
  },
)
