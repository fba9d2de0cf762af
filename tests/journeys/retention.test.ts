import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { checkNightly } from '#src/operation/nightly-check.ts'
import { sent } from '../opinions/deeds.ts'
import { look, openBrowser, screenshot } from '../support/browser.ts'
import { arrivedFor } from '../support/queue.ts'
import { openSite, type Site } from '../support/site.ts'
import { samplePassword } from '../support/staff.ts'

const person = { name: '見本 花子', email: 'hanako@example.test', phone: '09012345678' }

async function openHeld(): Promise<Site> {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-journey-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  Object.assign(site.deps.settings, { mailFolder: join(folder, 'mail'), ledgerFolder: folder })
  await site.booked(['tennyu'], '2026-12-02T09:00', { ...person, needs: ['wheelchair', 'interpreter'] })
  await site.booked(['tennyu'], '2026-12-03T09:00', {
    ...person,
    name: '見本 太郎',
    email: 'taro@example.test',
  })
  await site.booked(['tennyu'], '2026-12-01T10:00', { name: '見本 過ぎた人', email: 'sugita@example.test' })
  await sent(site, {
    text: '待ち時間が長いです。\n番号の表示も見えにくいです。',
    contact: { ...person, name: null },
  })
  await arrivedFor(site, 'ido', '2026-12-01T09:15')
  site.setNow('2027-01-01T10:00')
  return site
}

async function openAdmin(site: Site, width: number): Promise<Page> {
  const browser = await openBrowser()
  const context = await browser.newContext({
    viewport: { width, height: 740 },
    locale: 'ja',
    baseURL: site.url,
  })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  await page.goto('/staff/sign-in')
  await page.getByLabel(/ログイン名/).fill('admin')
  await page.getByLabel(/パスワード/).fill(samplePassword)
  await page.getByRole('button', { name: /サインイン/ }).click()
  await page.waitForURL('**/staff')
  return page
}

test.for([360, 1280])(
  'shorter days are checked before they are saved, and somebody is erased, at %i',
  async width => {
    const site = await openHeld()
    const page = await openAdmin(site, width)
    const shot = (name: string) => (width === 360 ? look : screenshot)(page, `retention-${width}-${name}`)
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click()

    await page.getByRole('navigation').getByRole('link', { name: '設定と記録' }).click()
    await page
      .getByRole('main')
      .getByRole('link', { name: /^個人情報/ })
      .first()
      .click()
    await shot('1-home')
    await page.getByRole('link', { name: '保存期間を見る・変える' }).click()
    await shot('2-days')
    await page.getByLabel('保存する日数').first().fill('0')
    await press('変えた場合を確かめる')
    await shot('3-days-errors')
    await page.getByLabel('保存する日数').first().fill('28')
    await press('変えた場合を確かめる')
    await shot('4-check')
    await press('この日数に変える')
    await shot('5-check-errors')
    await page.getByLabel('増えた分が消えてよいことを確かめました').check()
    await press('この日数に変える')
    await page.getByText('保存期間を変えました').waitFor()
    await shot('6-changed')

    await page.getByRole('navigation').getByRole('link', { name: '設定と記録' }).click()
    await page
      .getByRole('main')
      .getByRole('link', { name: /^個人情報/ })
      .first()
      .click()
    await page.getByLabel(/予約番号、メールアドレス/).fill('だれか')
    await press('さがす')
    await shot('7-home-errors')
    await page.getByLabel(/予約番号、メールアドレス/).fill('090-1234-5678')
    await press('さがす')
    await shot('8-found')
    await press('保有しているものをすべて見る')
    await page.getByRole('heading', { name: '保有している個人情報' }).waitFor()
    await shot('9-held')
    await page.emulateMedia({ media: 'print' })
    await screenshot(page, `retention-${width}-10-held-printed`)
    await page.emulateMedia({ media: 'screen' })
    await press('削除の手続きへ進む')
    await shot('11-erase')
    await press('削除する')
    await shot('12-erase-errors')
    await page.getByLabel('本人からの求め').check()
    await page.getByLabel(/本人であることを確かめました/).check()
    await press('削除する')
    await page.getByText('消しました（予約2件、ご意見1件）').waitFor()
    await shot('13-erased')
    await page.goto('/mihon/privacy')
    await shot('14-privacy')
    expect(page.url()).not.toContain('hanako')
  },
)

test('an office that has kept everything sees first what would go', async () => {
  const site = await openHeld()
  await site.change(db => db.updateTable('offices').set({ is_erasing: 0 }).execute())
  const page = await openAdmin(site, 1280)

  await page.goto('/staff/personal-data/retention')
  await screenshot(page, 'retention-1280-20-waiting')
  await page.getByRole('button', { name: '消去を始める' }).click()
  await page.waitForURL('**done=started')

  expect(await page.getByRole('main').innerText()).toContain('今夜から')
})

test.for([360, 1280])('that nothing is erased because the clock may be wrong is told, at %i', async width => {
  const site = await openHeld()
  for (const date of ['2026-12-20', '2027-01-10']) {
    site.setNow(`${date}T03:30`)
    await checkNightly(site.deps)
  }
  site.setNow('2027-01-10T10:00')
  const page = await openAdmin(site, width)

  await page.goto('/staff/personal-data/retention')

  expect(await page.getByText(/1週間より長く/).innerText()).toMatch(/1月13日.*から再開します/)
  await look(page, `retention-${width}-clock`)
})
