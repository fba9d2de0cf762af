import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { sealAudit } from '#src/audit/seal.ts'
import { look, openBrowser, screenshot } from '../support/browser.ts'
import { openSite, type Site } from '../support/site.ts'
import { samplePassword, signIn } from '../support/staff.ts'

async function openPage(site: Site, width: number): Promise<Page> {
  const browser = await openBrowser()
  const context = await browser.newContext({
    viewport: { width, height: 740 },
    ...{ locale: 'ja', baseURL: site.url },
  })
  onTestFinished(() => context.close())
  return context.newPage()
}

/** What is wrong with a page for a screen reader is so at any width. */
const lookAt = (width: number) => (width === 360 ? look : screenshot)

test.for([360, 1280])(
  'an administrator finds who saw a booking, and verifies the log, at %i',
  async width => {
    const site = await openSite({ now: '2026-12-01T09:00' })
    const { appointmentId, reference } = await site.booked(['tennyu'], '2026-12-01T10:00')
    await site.booked(['koseki-konin'], '2026-12-01T10:30')
    const headers = await signIn(site, 'reception')
    for (const path of ['reception', `appointments/${appointmentId}`])
      await (await fetch(`${site.url}/staff/${path}`, { headers })).text()
    await sealAudit(site.deps)
    const admin = await openPage(site, width)
    const shot = (name: string) => lookAt(width)(admin, `audit-${width}-${name}`)
    const press = (name: string) => admin.getByRole('button', { name, exact: true }).click()

    await admin.goto('/staff/sign-in')
    await admin.getByLabel('ログイン名').fill('admin')
    await admin.getByLabel('パスワード').fill(samplePassword)
    await press('サインイン')
    await admin.getByRole('navigation').getByRole('link', { name: '設定と記録' }).click()
    await admin
      .getByRole('main')
      .getByRole('link', { name: /^操作記録/ })
      .first()
      .click()
    await admin.getByRole('heading', { name: '操作記録', level: 1 }).waitFor()
    await shot('1-log')
    await press('いま検証する')
    await admin.getByText(/件を検証。問題なし/).waitFor()
    await admin.getByLabel('予約番号でさがす').fill(reference)
    await press('さがす')
    await admin.getByText('に関する記録だけを表示しています').waitFor()
    expect(await admin.getByRole('row').count()).toBe(4)
    await shot('2-booking')

    await admin.goto('/staff/audit')
    await admin.getByRole('link', { name: '見られたおそれのある人を調べる' }).click()
    await press('人数を調べる')
    await admin.getByRole('heading', { name: '結果', exact: true }).waitFor()
    await admin.getByLabel(/氏名と連絡先も出す/).check()
    await press('ファイルに出す')
    await admin.getByRole('heading', { name: '入力した内容を確かめてください' }).waitFor()
    await shot('3-exposure')

    await admin.goto('/staff/audit')
    await admin.getByRole('link', { name: '個人情報ファイル簿' }).click()
    await shot('4-ledger')
    await admin.emulateMedia({ media: 'print' })
    await screenshot(admin, `audit-${width}-5-ledger-printed`)
    await admin.emulateMedia({ media: 'screen' })
    await admin.getByRole('link', { name: '内容を直す' }).click()
    await shot('6-wording')
    await admin.goto('/staff/disclosures/accessibility')
    await shot('7-policy-sheet')
    await admin.getByRole('link', { name: '公開しているページを見る' }).click()
    await admin.getByRole('heading', { name: 'お困りのときは' }).waitFor()
    await shot('8-policy')
  },
)
