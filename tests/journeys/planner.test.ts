import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { paths } from '#src/paths.ts'
import { look, openBrowser } from '../support/browser.ts'
import { openSite, type Site } from '../support/site.ts'

const office = 'mihon'
const wish = { services: ['tennyu', 'mn-koshin', 'kokuho-kanyu', 'jidoteate'], people: 2 }

async function openPhone(site: Site, width = 360, locale = 'ja'): Promise<Page> {
  const browser = await openBrowser()
  const context = await browser.newContext({ viewport: { width, height: 740 }, baseURL: site.url, locale })
  onTestFinished(() => context.close())
  context.setDefaultTimeout(5_000)
  const page = await context.newPage()
  page.on('pageerror', error => expect.unreachable(error.message))
  return page
}

test('somebody who has moved in answers, sees what to bring, and books one visit for all of it', async () => {
  const site = await openSite({ now: '2026-12-01T08:45' })
  const page = await openPhone(site)

  await page.goto(paths.home(office))
  await page.getByRole('link', { name: '引っ越してきた' }).click()
  await look(page, 'planner-questions')
  await page.getByRole('button', { name: '必要な手続きを見る' }).click()
  await look(page, 'planner-unanswered')
  for (const [question, answer] of [
    ['マイナンバーカードを', 'はい'],
    ['健康保険に入っていない', 'はい'],
    ['国民年金に', 'いいえ'],
    ['18歳まで', 'はい'],
    ['小学校', 'いいえ'],
  ] as const)
    await page.getByRole('group', { name: question }).getByLabel(answer).check()
  await page.getByRole('button', { name: '必要な手続きを見る' }).click()

  await look(page, 'planner-checklist')
  expect(page.url()).toContain('services=tennyu,mn-koshin,kokuho-kanyu,jidoteate,kodomo-iryo&')
  expect(await page.getByText('本人確認書類').count()).toBe(1)
  await page.getByRole('checkbox', { name: '電子証明書' }).uncheck()
  await page.getByRole('button', { name: '日時をさがす' }).click()

  await look(page, 'planner-plans')
  await page.getByRole('button', { name: '予定1で予約する' }).click()
  await look(page, 'planner-details')
  await page.getByLabel('名前').fill('見本 はなこ')
  await page.getByLabel('メールアドレス').fill('hanako@example.test')
  await page.getByRole('button', { name: '確認' }).click()
  await look(page, 'planner-check')
  await page.getByRole('button', { name: '予約する' }).click()
  await look(page, 'planner-done')
  await page.goto(paths.appointment(office))
  await look(page, 'planner-appointment')
  const text = await page.getByRole('main').innerText()
  for (const counter of ['2番窓口', '6番窓口', '23番窓口']) expect(text).toContain(counter)
})

test('on a wide screen the plans stand beside the days', async () => {
  const site = await openSite({ now: '2026-12-01T08:45' })
  const page = await openPhone(site, 1280)

  await page.goto(paths.lifeEvent(office, 'okuyami'))
  await look(page, 'planner-questions-wide')
  await page.goto(
    paths.checklist(office, [...wish.services, 'shomei-juminhyo', 'koseki-shibo'], 'hikkoshi-in'),
  )
  await look(page, 'planner-checklist-wide')
  await page.goto(paths.plans(office, wish))
  await look(page, 'planner-plans-wide')
  await page.goto(paths.plans(office, { ...wish, date: '2026-12-05' }))
  await look(page, 'planner-closed-wide')
  expect(await page.getByRole('main').innerText()).toContain('受付のない曜日')
})
