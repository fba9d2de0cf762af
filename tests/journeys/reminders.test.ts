import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { tellNearTurns } from '#src/near-turns/tell-near-turns.ts'
import { linkOf, numberFor } from '../arrival/arrivals.ts'
import { look as lookAt, openBrowser } from '../support/browser.ts'
import { done, openWindows, walkIn } from '../support/queue.ts'
import { openSite, type Site } from '../support/site.ts'
import { signIn } from '../support/staff.ts'

/** What would be heard and felt is counted. */
const listen = `
  window.tones = 0
  window.buzzes = 0
  const Tone = window.OscillatorNode
  window.OscillatorNode = class extends Tone {
    constructor(...given) {
      super(...given)
      window.tones += 1
    }
  }
  navigator.vibrate = () => { window.buzzes += 1 }
`

async function openPage(site: Site, width: number, locale = 'ja'): Promise<Page> {
  const browser = await openBrowser()
  const context = await browser.newContext({
    viewport: { width, height: 740 },
    locale,
    baseURL: site.url,
  })
  onTestFinished(() => context.close())
  await context.addInitScript(listen)
  const page = await context.newPage()
  page.on('pageerror', error => expect.unreachable(error.message))
  return page
}

const look = (page: Page, name: string) => lookAt(page, `reminders-${name}`)

test('on a phone somebody in line is told once that their turn is near, by the page and by mail', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const [desk] = await openWindows(site, 'ido')
  await site.change(db => db.updateTable('offices').set({ near_turn_minutes: 5 }).execute())
  for (let index = 0; index < 4; index += 1) await walkIn(site, 'ido')
  const { token } = await numberFor(site, 'tennyu')
  const page = await openPage(site, 360)
  const press = (name: string) => page.getByRole('button', { name }).click()
  const noticed = () => page.evaluate<[number, number]>('[window.tones, window.buzzes]')

  await page.goto(`/mihon/t/${token}`)
  await look(page, '360-1-waiting')
  await page.getByRole('link', { name: 'メールで知らせてもらう' }).click()
  await page.getByLabel('メールアドレス').fill('mihon')
  await press('このアドレスに知らせる')
  await page.getByRole('heading', { name: '入力した内容を確かめてください' }).waitFor()
  await look(page, '360-2-no-address')
  await page.getByLabel('メールアドレス').fill('mihon@example.test')
  await press('このアドレスに知らせる')
  await page.getByText('メールでも1回お知らせします').waitFor()
  await press('音で知らせる')
  await look(page, '360-3-asked')
  expect(await noticed()).toEqual([4, 0])

  site.setNow('2026-12-01T09:02')
  const first = done(await desk.callNext())
  await tellNearTurns(site.deps, site.office)
  await page.getByText('順番が近づきました').waitFor()
  await look(page, '360-4-near')
  expect(await noticed()).toEqual([6, 1])
  expect(await page.title()).toMatch(/^A-005 順番が近づきました/)

  await desk.undo(first)
  await page.getByText('あなたの前に4人').waitFor()
  done(await desk.callNext())
  await tellNearTurns(site.deps, site.office)
  await page.getByText('あなたの前に3人').waitFor()
  expect(await noticed()).toEqual([6, 1])
})

test('whoever cannot come cancels with one press on a phone', async () => {
  const site = await openSite({ now: '2026-12-01T18:00' })
  const { appointmentId } = await site.booked(['tennyu'], '2026-12-02T10:00')
  const link = `/mihon/a/${await linkOf(site, appointmentId)}/cancellation`
  for (const [width, locale] of [
    [1280, 'ja'],
    [360, 'vi'],
    [360, 'ja'],
  ] as const) {
    const page = await openPage(site, width, locale)
    await page.goto(link)
    await look(page, `${width}-${locale}-5-cannot-come`)
    if (width === 1280 || locale !== 'ja') continue
    await page.getByRole('button', { name: 'この予約を取り消す' }).click()
    expect(await page.locator('h1').innerText()).toBe('予約を取り消しました')
    await look(page, `${width}-6-cancelled`)
  }
})

test.each([360, 1280])('an administrator chooses when notices go, at %i px', async width => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const page = await openPage(site, width)
  const [name = '', value = ''] = (await signIn(site, 'admin')).Cookie.split('=')
  await page.context().addCookies([{ name, value, url: site.url }])

  await page.goto('/staff/setup/offices/mihon/catalogue')
  await page.getByRole('link', { name: 'お知らせを送る時期' }).click()
  await look(page, `${width}-7-notices`)
  await page.getByLabel('予約の何日前に送るか').selectOption('3日前')
  await page.getByRole('button', { name: '保存する' }).click()
  expect(await page.locator('main').innerText()).toContain('お知らせを送る時期を変えました')
  await look(page, `${width}-8-saved`)
  await page.getByRole('link', { name: '予約の前のお知らせの文面' }).click()
  await page.getByRole('heading', { name: /予約の前のお知らせ/ }).waitFor()
  await look(page, `${width}-9-wording`)

  const [desk] = await openWindows(site, 'ido')
  const { token } = await numberFor(site, 'tennyu')
  site.setNow('2026-12-01T09:02')
  await tellNearTurns(site.deps, site.office)
  await page.goto(`/mihon/t/${token}`)
  await page.getByText('順番が近づきました').waitFor()
  await look(page, `${width}-10-next`)
  done(await desk.callNext())
})
