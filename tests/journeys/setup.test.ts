import { expect, onTestFinished, test } from 'vitest'
import { displaySetupCode } from '#src/access/token.ts'
import { newFirstCode } from '#src/staff/first-administrator.ts'
import { look, openBrowser } from '../support/browser.ts'
import { openEmptySite } from '../support/site.ts'

test.for([360, 1280])('from an empty database to the first booking, at %i', async width => {
  const site = await openEmptySite({ now: '2026-12-01T09:00' })
  const browser = await openBrowser()
  const context = await browser.newContext({
    viewport: { width, height: 740 },
    locale: 'ja',
    baseURL: site.url,
  })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const fill = (label: string, value: string) => page.getByLabel(label).first().fill(value)
  const shot = (name: string) => look(page, `setup-${width}-${name}`)

  await page.goto('/staff/first')
  await fill('コード', displaySetupCode((await newFirstCode(site.deps)) ?? ''))
  await fill('ログイン名', 'kanri')
  await fill('氏名', '見本 はじめ')
  await fill('パスワード', '雨の日は傘をさして歩いて帰ります')
  await page.getByRole('button', { name: '管理者を作る' }).click()
  await fill('ログイン名', 'kanri')
  await fill('パスワード', '雨の日は傘をさして歩いて帰ります')
  await page.getByRole('button', { name: 'サインイン' }).click()
  await page.getByRole('heading', { name: 'まだ使えません' }).waitFor()
  await shot('1-nothing-yet')
  await page.getByRole('link', { name: '区役所を登録する' }).click()
  await shot('2-form')

  await page.getByRole('button', { name: '登録して予約の受付を始める' }).click()
  await page.getByRole('heading', { name: '入力した内容を確かめてください' }).waitFor()
  await shot('3-errors')
  await page.getByRole('button', { name: 'このファイルで登録する' }).click()
  await page.getByRole('heading', { name: 'ファイルから登録できませんでした' }).waitFor()
  await shot('4-no-file')
  await page.locator('#file').setInputFiles({
    name: 'wrong.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"format":"madoguchi-office","version":1}'),
  })
  await page.getByRole('button', { name: 'このファイルで登録する' }).click()
  await page.getByText('divisions').waitFor()
  await shot('5-wrong-file')

  await page.getByRole('link', { name: '区役所を登録する' }).click()
  await fill('名称', '写し区役所')
  await fill('ページの名前', 'utsushi')
  await fill('所在地', '見本市写し区1丁目1番1号')
  await fill('電話番号', '06-0000-0000')
  await fill('窓口の名前', '住民窓口')
  await fill('手続きの名前', '転入届')
  await page.getByRole('button', { name: '登録して予約の受付を始める' }).click()
  await page.getByRole('heading', { name: '写し区役所を登録しました' }).waitFor()
  await shot('6-done')

  await page.getByRole('link', { name: '住民の予約ページ' }).click()
  await shot('7-resident')
  await page.goto('/utsushi/slots?services=service-1&date=2026-12-01')
  await page.getByRole('button', { name: /9:15/ }).click()
  await fill('お名前', '見本 ひかり')
  await fill('電話番号', '06-0000-1234')
  await page.getByRole('button', { name: '確認へ進む' }).click()
  await page.getByRole('button', { name: 'この内容で予約する' }).click()
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('予約')
  await page.goto('/staff')
  await shot('8-home')
})
