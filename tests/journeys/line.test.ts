import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { look, openBrowser } from '../support/browser.ts'
import { channel, hanako, openLineWard } from '../support/line.ts'
import type { Site } from '../support/site.ts'
import { signIn } from '../support/staff.ts'

const slow = { timeout: 120_000 }
const settings = '/staff/setup/offices/mihon/line'

async function openPage(site: Site, width: number, login: 'admin' | null, locale = 'ja'): Promise<Page> {
  const browser = await openBrowser()
  const context = await browser.newContext({ viewport: { width, height: 800 }, locale, baseURL: site.url })
  onTestFinished(() => context.close())
  if (login) {
    const [name = '', value = ''] = (await signIn(site, login)).Cookie.split('=')
    await context.addCookies([{ name, value, url: site.url }])
  }
  return context.newPage()
}

test('an office sets its account on LINE and sees whether it works', slow, async () => {
  const { site, line } = await openLineWard()
  await site.change(db => db.deleteFrom('line_channels').execute())
  const page = await openPage(site, 1280, 'admin')
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()

  await page.goto('/staff/office')
  await page.getByRole('link', { name: /^LINE公式アカウント/ }).click()
  await page.getByRole('heading', { name: 'LINE公式アカウント' }).waitFor()
  await look(page, 'line-1280-1-empty')
  await press('保存する')
  await page.getByRole('heading', { name: '入力した内容を確かめてください' }).waitFor()
  await look(page, 'line-1280-2-errors')
  await page.getByLabel('ベーシックID').fill(channel.basicId)
  await page.getByLabel('チャネルシークレット').fill(channel.secret)
  await page.getByLabel('チャネルアクセストークン').fill(channel.accessToken)
  await press('保存する')
  await page.getByText('保存しました').waitFor()
  await look(page, 'line-1280-3-saved')
  await press('接続を確かめる')
  await page.getByText('接続できました').waitFor()
  expect(line.asked).toEqual(['/v2/bot/info'])
  line.trouble = () => ({ status: 401, body: { message: '' } })
  await press('接続を確かめる')
  await page.getByText('LINEに断られました').waitFor()
  await site.change(db =>
    db.updateTable('line_channels').set({ fault: 'line_401', fault_at: 1_796_083_200_000 }).execute(),
  )

  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto(settings)
  await page.getByText('LINEに送れていません').waitFor()
  await look(page, 'line-360-1-trouble')
})

test('a resident has notices sent to LINE, and not any more', slow, async () => {
  const { site, link } = await openLineWard()
  const { token, appointmentId } = await site.booked(['tennyu'], '2026-12-02T09:00')
  const page = await openPage(site, 360, null)
  page.on('request', request => expect(new URL(request.url()).origin).toBe(site.url))

  await page.goto(`/mihon/a/${token}`)
  await page.getByRole('button', { name: '予約の内容を見る' }).click()
  await page.getByRole('heading', { name: 'LINEで通知を受け取る' }).waitFor()
  await look(page, 'line-360-2-booking')
  await page.getByRole('button', { name: '番号を出す' }).click()
  await page.getByRole('link', { name: 'LINEを開いて番号を送る' }).waitFor()
  await look(page, 'line-360-3-code')
  for (const language of ['vi', 'easy']) {
    await page.goto(`/mihon/appointment?lang=${language}`)
    await page.locator('form[action$="/appointment/line"] button').click()
    await page.locator('.reference').waitFor()
    await look(page, `line-360-4-code-${language}`)
  }
  await page.setViewportSize({ width: 1280, height: 800 })
  await look(page, 'line-1280-4-code-easy')

  await link(appointmentId, hanako)
  await page.goto('/mihon/appointment?lang=ja')
  await page.getByText('この予約の通知をLINEに送っています').waitFor()
  await look(page, 'line-1280-5-linked')
  await page.getByRole('button', { name: 'LINEへの通知をやめる' }).click()
  await page.getByRole('button', { name: '番号を出す' }).waitFor()
})
