import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { look, openBrowser, screenshot } from '../support/browser.ts'
import { addPerson, ownPassword } from '../support/people.ts'
import { openSite, type Site } from '../support/site.ts'
import { samplePassword } from '../support/staff.ts'

async function openPage(site: Site, width: number, locale = 'ja'): Promise<Page> {
  const browser = await openBrowser()
  const context = await browser.newContext({ viewport: { width, height: 740 }, locale, baseURL: site.url })
  onTestFinished(() => context.close())
  return context.newPage()
}

async function signIn(page: Page, login: string, password = samplePassword): Promise<void> {
  await page.goto('/staff/sign-in')
  await page.getByLabel(/ログイン名|Login/).fill(login)
  await page.getByLabel(/パスワード|Password/).fill(password)
  await page.getByRole('button', { name: /サインイン|Sign in/ }).click()
  await page.waitForURL('**/staff')
}

/** What is wrong with a page for a screen reader is so at any width. */
const lookAt = (width: number) => (width === 360 ? look : screenshot)

test.for([360, 1280])(
  'an administrator invites a clerk and later disables the account, at %i',
  async width => {
    const site = await openSite({ now: '2026-12-01T09:00' })
    const [admin, clerk] = [await openPage(site, width), await openPage(site, width)]
    const shot = (page: Page, name: string) => lookAt(width)(page, `people-${width}-${name}`)
    const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

    await signIn(admin, 'admin')
    await admin.getByRole('navigation').getByRole('link', { name: '設定と記録' }).click()
    await admin.getByRole('main').getByRole('link', { name: /^職員/ }).first().click()
    await shot(admin, '1-list')
    await admin.getByRole('link', { name: '職員を招待する' }).click()
    await press(admin, '招待して設定コードを発行する')
    await admin.getByRole('heading', { name: '入力した内容を確かめてください' }).waitFor()
    await shot(admin, '2-invite-errors')
    await admin.getByLabel(/^氏名/).fill('見本 さくら')
    await admin.getByLabel(/^ログイン名/).fill('sakura')
    await admin.getByLabel(/^窓口担当/).check()
    await admin.getByLabel('2 住民異動').check()
    await shot(admin, '3-invite')
    await press(admin, '招待して設定コードを発行する')
    await admin.getByRole('heading', { name: '見本 さくらさんの設定コード' }).waitFor()
    await shot(admin, '4-code')
    await admin.emulateMedia({ media: 'print' })
    await screenshot(admin, `people-${width}-5-code-printed`)
    await admin.emulateMedia({ media: 'screen' })
    const [code = ''] =
      /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(await admin.locator('main').innerText()) ?? []

    await clerk.goto('/staff/sign-in')
    await clerk.getByRole('link', { name: /設定コードを受け取った人/ }).click()
    await press(clerk, 'パスワードを決める')
    await shot(clerk, '6-welcome-errors')
    await clerk.getByLabel(/ログイン名/).fill('sakura')
    await clerk.getByLabel(/設定コード/).fill(code)
    await clerk.getByLabel(/パスワード/).fill(ownPassword)
    await press(clerk, 'パスワードを決める')
    await clerk.getByText('パスワードを決めました').waitFor()
    await signIn(clerk, 'sakura', ownPassword)
    const counters = clerk.getByRole('heading', { level: 3 })
    expect(await counters.count()).toBe(1)
    expect(await counters.first().innerText()).toContain('住民異動')
    expect(await clerk.getByRole('link', { name: '設定と記録' }).count()).toBe(0)
    await shot(clerk, '7-clerk-home')
    await clerk.getByRole('link', { name: '見本 さくら' }).click()
    await shot(clerk, '8-account')
    await press(clerk, 'パスワードを変える')
    await shot(clerk, '9-account-errors')

    await admin.getByRole('link', { name: 'アカウントを見る' }).click()
    await shot(admin, '10-person')
    await admin.getByRole('link', { name: '利用を停止する' }).click()
    await shot(admin, '11-disable')
    await press(admin, '停止する')
    await admin.getByText('利用を停止しました').waitFor()
    await shot(admin, '12-disabled')
    await clerk
      .getByRole('link', { name: /職員用/ })
      .first()
      .click()
    await clerk.getByRole('heading', { name: '職員のサインイン' }).waitFor()
  },
)

test.for([360, 1280])('forty people, long names and every state, at %i', async width => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  for (let number = 1; number <= 40; number += 1)
    await addPerson(site, `shokuin${number}`, { role: number % 3 === 0 ? 'reception' : 'clerk' })
  await site.change(async db => {
    const set = (login: string, values: object) =>
      db.updateTable('staff').set(values).where('login', '=', login).execute()
    await set('shokuin1', { name: `見本 ${'ながい'.repeat(12)}`, totp_secret: 'JBSWY3DPEHPK3PXP' })
    await set('shokuin2', { name: 'Mihon-Nagainamae von und zu Longfamilyname Junior', is_disabled: 1 })
    await set('shokuin4', { password_hash: '' })
    await set('admin', { office_id: null })
    await db.updateTable('offices').set({ totp_roles_json: '["supervisor"]' }).execute()
    const { id, office_id } = await db
      .selectFrom('staff')
      .select(['id', 'office_id'])
      .where('login', '=', 'shokuin1')
      .executeTakeFirstOrThrow()
    for (const counter of site.office.counters.slice(0, 8))
      await db
        .insertInto('staff_counters')
        .values({ staff_id: id, counter_id: counter.id, office_id: office_id ?? 0 })
        .execute()
  })
  const page = await openPage(site, width)
  const shot = (name: string) => lookAt(width)(page, `people-many-${width}-${name}`)
  await signIn(page, 'admin')

  await page.goto('/staff/people')
  await shot('1-list')
  expect(await page.getByText('45人', { exact: true }).count()).toBe(1)
  await page.getByLabel('氏名・ログイン名').fill('ながい')
  await page.getByRole('button', { name: 'しぼりこむ' }).click()
  await shot('2-found')
  await page.getByRole('link', { name: /ながい/ }).click()
  await shot('3-person')
  await site.change(db =>
    db.updateTable('staff').set({ version: 2 }).where('login', '=', 'shokuin1').execute(),
  )
  await page.getByRole('button', { name: '保存する' }).waitFor()
  await page.getByLabel(/^氏名/).fill('見本 べつ')
  await page.getByRole('button', { name: '保存する' }).click()
  await page.getByRole('heading', { name: 'ほかの管理者が先に変更しました' }).waitFor()
  await shot('4-stale')
  await page.goto('/staff/people/one-time-passwords')
  await shot('5-roles')
  await page.getByLabel('窓口担当').check()
  await page.getByRole('button', { name: '確認へ進む' }).click()
  await shot('6-roles-check')
})

test('in English', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const page = await openPage(site, 1280, 'en')
  await signIn(page, 'admin')
  for (const [name, path] of [
    ['list', '/staff/people'],
    ['invite', '/staff/people/invitation'],
    ['roles', '/staff/people/one-time-passwords?step=check&roles=clerk'],
    ['account', '/staff/account'],
    ['welcome', '/staff/welcome'],
  ] as const) {
    await page.goto(path)
    await screenshot(page, `people-en-${name}`)
    expect(await page.locator('main').innerText(), path).not.toMatch(/[ぁ-ん]{4}/)
  }
})
