import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { look as lookAt, openBrowser } from '../support/browser.ts'
import { signIn } from '../support/staff.ts'
import { openLineSite, short, theDay } from '../waitlist/line.ts'

async function openPage(url: string, width: number, cookie?: string): Promise<Page> {
  const browser = await openBrowser()
  const context = await browser.newContext({ viewport: { width, height: 740 }, locale: 'ja', baseURL: url })
  onTestFinished(() => context.close())
  if (cookie) await context.addCookies([{ name: 'madoguchi-staff', value: cookie, url }])
  return context.newPage()
}

test('somebody with a phone waits for a full day, is offered a freed place and books it', async () => {
  const line = await openLineSite()
  await line.joined()
  const page = await openPage(line.site.url, 360)
  const look = (name: string) => lookAt(page, `waitlist-phone-${name}`)

  await page.goto(`/mihon/slots?services=${short}&date=${theDay}`)
  await look('1-full-day')
  await page.getByRole('link', { name: '空きを待つ' }).click()
  await look('2-join')
  await page.getByRole('button', { name: '空きを待つ' }).click()
  await look('3-errors')
  await page.getByLabel('お名前').fill('見本 待子')
  await page.getByLabel('メールアドレス').fill('machiko@example.test')
  await page.getByRole('button', { name: '空きを待つ' }).click()
  await look('4-waiting')
  expect(await page.getByText('あなたより前に1人が待っています。').isVisible()).toBe(true)

  await line.cancel(line.booked[0] ?? 0)
  await line.cancel(line.booked[1] ?? 0)
  await line.look()
  const own = page.url()
  await page.reload()
  await look('5-offered')
  await page.getByRole('button', { name: 'この日時を予約する' }).click()
  await look('6-booked')
  await page.goto(own)
  await look('7-after')
})

test('staff see who waits, whom to call, and add somebody', async () => {
  const line = await openLineSite()
  for (const name of ['a', 'b']) await line.joined({ email: `mihon.${name}.nagai-namae@example.test` })
  await line.joined({ email: null, phone: '0600001234', channel: 'staff' })
  await line.cancel(line.booked[0] ?? 0)
  await line.look()
  const [, token = ''] = (await signIn(line.site, 'reception')).Cookie.split('=')
  const [, admin = ''] = (await signIn(line.site, 'admin')).Cookie.split('=')
  for (const width of [360, 1280]) {
    const page = await openPage(line.site.url, width, token)
    await page.goto('/staff/waitlist?counter=ido')
    expect(await page.locator('main').innerText()).toContain('0600001234')
    await lookAt(page, `waitlist-staff-${width}-line`)
    await page.goto(`/staff/waitlist/new?services=${short}&people=1&date=${theDay}`)
    await page.getByRole('button', { name: '空き待ちに加える' }).click()
    await lookAt(page, `waitlist-staff-${width}-enter`)
    const rules = await openPage(line.site.url, width, admin)
    await rules.goto('/staff/waitlist/rules')
    await lookAt(rules, `waitlist-staff-${width}-rules`)
  }
  const wide = await openPage(line.site.url, 1280)
  await wide.goto(`/mihon/waitlist?services=${short}&people=1&date=${theDay}`)
  await lookAt(wide, 'waitlist-pc-join')
})
