import { expect, onTestFinished, test } from 'vitest'
import { paths } from '#src/paths.ts'
import { keepUp } from '#src/statistics/keep-up.ts'
import { endDay, playDay } from '../statistics/busy-day.ts'
import { look, openBrowser } from '../support/browser.ts'
import { openSite, type Site } from '../support/site.ts'
import { signIn } from '../support/staff.ts'

async function openPage(site: Site, width: number) {
  const browser = await openBrowser()
  const viewport = { width, height: width > 1000 ? 900 : 740 }
  const context = await browser.newContext({ viewport, locale: 'ja', baseURL: site.url })
  onTestFinished(() => context.close())
  const [name = '', value = ''] = (await signIn(site, 'supervisor')).Cookie.split('=')
  await context.addCookies([{ name, value, url: site.url }])
  return context.newPage()
}

test('a supervisor corrects a time, leaves a trial out and closes the month', async () => {
  const site = await openSite({ now: '2026-12-01T08:00' })
  await playDay(site)
  await endDay(site, '2026-12-02')
  await keepUp(site.deps)
  site.setNow('2027-01-04T09:00')
  const page = await openPage(site, 1280)

  await page.goto(paths.figuresTickets())
  await page.getByLabel('日付').fill('2026-12-01')
  await page.getByLabel('受付番号').fill('a12')
  await page.getByRole('button', { name: 'さがす' }).click()
  await page.getByRole('link', { name: '呼出の時刻を直す' }).click()
  await page.getByLabel('正しい時刻').fill('9:50')
  await page.getByRole('button', { name: '訂正する' }).click()
  await look(page, 'correction-errors-1280')
  await page.getByLabel('訂正の理由').fill('呼出のボタンを押すのが遅れた')
  await page.getByRole('button', { name: '訂正する' }).click()
  await look(page, 'tickets-corrected-1280')
  expect(await page.getByRole('row', { name: /9:50:00 呼出/ }).count()).toBe(1)

  await page.goto(paths.figuresClosing())
  await look(page, 'closing-open-1280')
  await page.getByRole('button', { name: /12月を確定する/ }).click()
  await look(page, 'closing-closed-1280')

  const narrow = await openPage(site, 360)
  for (const [name, path] of [
    ['tickets', paths.figuresTickets()],
    ['tickets-wrong', `${paths.figuresTickets()}?date=&number=%E3%81%82`],
    ['tickets-corrected', paths.figuresTickets('2026-12-01', 'A-012')],
    ['tickets-legs', paths.figuresTickets('2026-12-01', 'C-001')],
    ['correction-time', paths.figuresCorrection(1, 'time', 3)],
    ['correction-outcome', paths.figuresCorrection(1, 'outcome')],
    ['correction-trial', paths.figuresCorrection(1, 'trial')],
    ['closing', paths.figuresClosing()],
  ] as const) {
    await narrow.goto(path)
    await look(narrow, `${name}-360`)
  }
})
