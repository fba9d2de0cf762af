import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { issueTicket } from '#src/arrival/issue-ticket.ts'
import { sendDueMessages } from '#src/notifications/send-due-messages.ts'
import { bookingNow, closedDay } from '../closings/deeds.ts'
import { openMailServer } from '../notifications/mail-server.ts'
import { transportTo } from '../notifications/post.ts'
import { checkInvariants } from '../support/invariants.ts'
import { look as lookAt, openBrowser } from '../support/browser.ts'
import { openSite, type Site } from '../support/site.ts'
import { signIn } from '../support/staff.ts'
import { instant } from '../support/ward.ts'

type Screen = { name: string; width: number; height: number }

const pc: Screen = { name: 'closing-pc', width: 1280, height: 800 }
const phone: Screen = { name: 'closing-phone', width: 360, height: 740 }

const look = (page: Page, { name }: Screen, picture: string) => lookAt(page, `${name}-${picture}`)

async function openPage(site: Site, { width, height }: Screen, login?: 'admin' | 'supervisor') {
  const browser = await openBrowser()
  const context = await browser.newContext({ viewport: { width, height }, locale: 'ja', baseURL: site.url })
  onTestFinished(() => context.close())
  if (login) {
    const [, token = ''] = (await signIn(site, login)).Cookie.split('=')
    await context.addCookies([{ name: 'madoguchi-staff', value: token, url: site.url }])
  }
  const page = await context.newPage()
  page.on('pageerror', error => expect.fail(`the page fails: ${error.message}`))
  return page
}

/** Three people on the day that is to be closed: one with mail, one who has only a telephone, one with both. */
async function openBookedDay() {
  const site = await openSite({ now: '2026-12-01T10:00' })
  const at = (time: string) => `${closedDay}T${time}`
  const taro = { name: '見本 太郎', email: 'taro@example.test' }
  const hanako = { name: '見本 花子', email: null, phone: '09000001234' }
  const jiro = {
    name: 'マクシミリアン・アレクサンダー 見本',
    email: 'max@example.test',
    phone: '09000005678',
  }
  const moved = await site.booked(['tennyu'], at('09:00'), taro)
  const called = await site.booked(['tennyu'], at('10:00'), hanako)
  const cancelled = await site.booked(['tennyu'], at('14:00'), { ...jiro, language: 'en' })
  return { site, moved, called, cancelled }
}

test('a day is closed: one is moved by mail, one called, one cancelled, and a second person ends it', async () => {
  const { site, moved, called, cancelled } = await openBookedDay()
  const page = await openPage(site, pc, 'admin')
  await page.goto('/staff/closings')
  await look(page, pc, '01-list-empty')
  await page.getByRole('link', { name: '閉める日と窓口を決める' }).click()
  await page.getByRole('button', { name: '保存して次へ' }).click()
  await look(page, pc, '02-plan-errors')
  await page.getByLabel('最初の日').fill(closedDay)
  await page.getByLabel(/住民異動/).check()
  await page.locator('#ja').fill('電気設備の点検のため')
  await page.locator('#en').fill('inspection of the electrical system')
  await page.getByLabel(/住民からの新しい予約を、今すぐ止める/).check()
  await page.getByRole('button', { name: '保存して次へ' }).click()

  expect(await page.locator('main').innerText()).toContain('この時間の予約は3件です')
  await look(page, pc, '03-people')
  await page.getByRole('link', { name: '新しい日時を決める' }).click()
  await page.locator('tr', { hasText: '見本 花子' }).locator('select').selectOption('call')
  await page.locator('tr', { hasText: 'マクシミリアン' }).locator('select').selectOption('cancel')
  await look(page, pc, '04-choices')
  await page.getByRole('button', { name: '保存して次へ' }).click()
  expect(await page.locator('main').innerText()).toContain('先に電話する人が1件残っています')
  expect(await page.getByRole('button', { name: '窓口を閉めて、通知を送る' }).count()).toBe(0)
  await look(page, pc, '05-messages-not-yet')

  const second = await openPage(site, pc, 'supervisor')
  await second.goto('/staff/closings')
  await look(second, pc, '06-list')
  await second.getByRole('link', { name: '続ける' }).click()
  await second.goto(new URL(second.url()).pathname.replace('people', 'choices'))
  await second.getByRole('link', { name: '電話連絡票' }).click()
  expect(await second.locator('tbody').innerText()).toMatch(/見本 花子[\s\S]*09000001234[\s\S]*未定/)
  await second.goBack()
  await second.locator('tr', { hasText: '見本 花子' }).getByRole('link').click()
  await second.getByLabel('空き時間を探す日').fill('2026-12-15')
  await second.getByRole('button', { name: 'この日に近い時間を表示' }).click()
  await second.getByLabel('12月15日（火） 10:00に変更').check()
  await look(second, pc, '07-choice')
  await second.getByRole('button', { name: '保存する' }).click()
  await second.getByRole('button', { name: '保存して次へ' }).click()
  await look(second, pc, '08-messages')
  await second.getByRole('button', { name: '窓口を閉めて、通知を送る' }).click()

  expect(await second.locator('h1').innerText()).toBe('窓口を閉めました')
  const server = await openMailServer()
  await sendDueMessages(site.deps, transportTo(server.url))
  await second.getByRole('link', { name: 'メールの状況を更新する' }).click()
  await look(second, pc, '09-result')
  const mails = new Map(server.mails.map(mail => [mail.subject, mail.text ?? '']))
  expect(mails.get('【見本区役所】窓口を閉めるため、予約の日時を変更しました')).toMatch(
    /電気設備の点検のため[\s\S]*前の日時（2026年（令和8年）12月8日（火曜日）9時00分）/,
  )
  expect(
    mails.get('[Mihon Ward Office (sample)] We have to close and have cancelled your appointment'),
  ).toContain('inspection of the electrical system')

  await second.getByRole('link', { name: '電話連絡票を開く（1件）' }).click()
  expect(await second.locator('tbody').innerText()).toMatch(/見本 花子[\s\S]*12月15日（火） 10:00/)
  expect(await second.locator('main').innerText()).not.toContain('太郎')
  await second.emulateMedia({ media: 'print' })
  await look(second, pc, '10-calls-print')
  expect(await bookingNow(site, moved.appointmentId)).toMatchObject({ state: 'booked' })
  expect(await bookingNow(site, called.appointmentId)).toMatchObject({
    startsAt: instant('2026-12-15T10:00'),
  })
  expect(await bookingNow(site, cancelled.appointmentId)).toMatchObject({ state: 'cancelled' })
  await checkInvariants(site)
})

test('every step fits a narrow screen', async () => {
  const { site } = await openBookedDay()
  const page = await openPage(site, phone, 'admin')
  await page.goto('/staff/closings/new')
  await page.getByLabel('最初の日').fill(closedDay)
  await page.getByLabel('時間を決めて閉める').check()
  await page.getByLabel('何時から').fill('09:30')
  await page.getByLabel(/住民異動/).check()
  await page.locator('#ja').fill('断水のため')
  await look(page, phone, '01-plan')
  await page.getByRole('button', { name: '保存して次へ' }).click()
  await look(page, phone, '02-people')
  await page.getByRole('link', { name: '新しい日時を決める' }).click()
  await look(page, phone, '03-choices')
  await page.getByRole('link', { name: '選び直す' }).first().click()
  await look(page, phone, '04-choice')
  await page.goBack()
  await page.getByRole('button', { name: '保存して次へ' }).click()
  await look(page, phone, '05-messages')
  await page.getByRole('link', { name: '準備を取りやめる' }).click()
  await look(page, phone, '06-discard')
  await page.goBack()
  await page.getByRole('button', { name: '窓口を閉めて、通知を送る' }).click()
  expect(await page.locator('h1').innerText()).toBe('窓口を閉めました')
  await look(page, phone, '07-result')
  await page.getByRole('link', { name: '電話連絡票' }).click()
  await look(page, phone, '08-calls')
  await page.goto('/staff/closings')
  await look(page, phone, '09-list')
})

test('what the office tells everybody comes to open pages, kiosks and displays by itself, and goes', async () => {
  const site = await openSite({ now: '2026-12-01T10:00' })
  const { services } = site.wish('tennyu')
  const by = { channel: 'staff', actor: { kind: 'system' } } as const
  const visit = { services, people: 1, language: 'ja', isPriority: false }
  const issued = await issueTicket(site.deps, site.office, { ...visit, ...by }, null)
  if (!issued.ok) throw new Error(issued.reason)
  const narrow = { name: 'banner-narrow', width: 320, height: 640 }
  const ticket = await openPage(site, narrow)
  await ticket.goto(`/mihon/t/${issued.token}`)
  const kiosk = await openPage(site, { name: 'banner-kiosk', width: 1080, height: 1200 })
  await kiosk.goto('/kiosk/mihon')
  const lobby = { name: 'banner-display', width: 1920, height: 1080 }
  const display = await openPage(site, lobby)
  await display.goto('/display/mihon')

  const page = await openPage(site, pc, 'admin')
  await page.goto('/staff/banners')
  await page.getByRole('button', { name: '表示を確認する' }).click()
  await look(page, pc, '20-banner-errors')
  await page.getByLabel(/^重要/).check()
  await page
    .locator('#ja')
    .fill('停電のため、すべての窓口を閉めています。手続きは12月2日以降にお願いします。')
  await page
    .locator('#en')
    .fill('All counters are closed because of a power cut. Please come on 2 December or later.')
  await page.locator('#untilTime').fill('17:00')
  await page.getByRole('button', { name: '表示を確認する' }).click()
  await look(page, pc, '21-banner-preview')
  await page.getByRole('button', { name: 'この内容で掲示する' }).click()
  await look(page, pc, '22-banner-shown')

  for (const open of [ticket, kiosk, display]) await open.getByText('停電のため').first().waitFor()
  expect(await ticket.locator('.banner').innerText()).toMatch(/^重要/)
  await look(ticket, narrow, 'ticket')
  await look(kiosk, { name: 'banner-kiosk', width: 0, height: 0 }, 'start')
  await look(display, lobby, 'lobby')
  await ticket.goto('/mihon?lang=en')
  await look(ticket, narrow, 'home-en')
  await page.getByRole('button', { name: '掲示を終わる' }).click()
  for (const open of [kiosk, display])
    await open.getByText('停電のため').first().waitFor({ state: 'detached' })
})
