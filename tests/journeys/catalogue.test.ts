import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { look, openBrowser } from '../support/browser.ts'
import { openSite, type Site } from '../support/site.ts'
import { signIn } from '../support/staff.ts'

const catalogue = '/staff/setup/offices/mihon/catalogue'

async function openPage(site: Site, width: number): Promise<Page> {
  const browser = await openBrowser()
  const viewport = { width, height: 800 }
  const context = await browser.newContext({ viewport, locale: 'ja', baseURL: site.url })
  onTestFinished(() => context.close())
  const [name = '', value = ''] = (await signIn(site, 'admin')).Cookie.split('=')
  await context.addCookies([{ name, value, url: site.url }])
  return context.newPage()
}

test('an office writes what residents read, and how it words its messages', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  await site.booked(['tennyu'], '2026-12-02T09:00')
  const { ko: _korean, ...name } = site.wish('tennyu').services[0]?.name ?? { ja: '' }
  await site.change(db =>
    db
      .updateTable('services')
      .set({ name: JSON.stringify(name) })
      .where('slug', '=', 'tennyu')
      .execute(),
  )
  const page = await openPage(site, 1280)
  const shot = (name: string) => look(page, `catalogue-1280-${name}`)
  const press = (name: string | RegExp) => page.getByRole('button', { name }).click()
  const missingInKorean = async () => {
    await page.getByRole('heading', { name: '手続きと案内文' }).waitFor()
    const [link] = await page.getByRole('link', { name: /한국어の未入力/ }).all()
    return link ? Number(/(\d+)件/.exec(await link.innerText())?.[1]) : 0
  }

  await page.goto('/staff/office')
  await page.getByRole('link', { name: /^手続きと案内文/ }).click()
  const before = await missingInKorean()
  await page.getByRole('link', { name: /Englishの未入力/ }).click()
  await shot('1-missing')
  await page.getByRole('link', { name: /한국어の未入力/ }).click()
  await page.getByRole('link', { name: '転入届（市外から引っ越してきた）' }).click()
  await page.locator('#name-ja').fill('')
  await page.locator('#notes-easy').fill('{転入|')
  await press('保存する')
  await page.getByRole('heading', { name: '入力した内容を確かめてください' }).waitFor()
  await shot('2-errors')
  await page.locator('#notes-easy').fill('')
  await page.locator('#name-ko').fill('전입신고')
  await page.locator('#name-ja').fill('転入届（市外からの引っ越し）')
  await page.locator('.catalogue-preview h3', { hasText: '転入届（市外からの引っ越し）' }).waitFor()
  await press('保存せずに表示を確かめる')
  await page.getByText('まだ保存していません').waitFor()
  await shot('3-preview')
  await press('保存する')
  await page.getByText('保存しました').waitFor()
  await page.goto(catalogue)
  expect(await missingInKorean()).toBe(before - 1)
  await page.goto('/mihon/services/tennyu')
  await page.getByRole('heading', { name: '転入届（市外からの引っ越し）' }).waitFor()

  await page.goto(`${catalogue}/services/tennyu`)
  await page.getByRole('link', { name: '時間・窓口・予約' }).click()
  await page.locator('#counter').selectOption('shomei')
  await page.locator('#durationMinutes').fill('４０')
  await press('保存する')
  await page.getByText('窓口：予約がある間は').waitFor()
  await shot('4-rules')
  await page.locator('#counter').selectOption('ido')
  await press('保存する')
  await page.getByText('保存しました').waitFor()
  await page.getByRole('link', { name: '持ち物', exact: true }).click()
  await shot('5-documents')
  await page.goto(`${catalogue}/services/tennyu/retirement`)
  await shot('6-retire')
  await press('休止する')
  await page.getByText('休止しました').waitFor()

  await page.goto(`${catalogue}/messages`)
  await shot('7-messages')
  await page.getByRole('link', { name: '予約の受付（日本語）を書きかえる' }).click()
  const body = page.locator('#body')
  await body.fill((await body.inputValue()).replace('{予約ページ}', '{予約所}'))
  await press('保存する')
  await page.getByText('{予約所} という項目はありません').first().waitFor()
  await shot('8-message-errors')
  await body.fill(
    (await body.inputValue()).replace('{予約所}', '{予約ページ}\n見本区役所でお待ちしています。'),
  )
  await page.locator('.catalogue-mail-body', { hasText: 'お待ちしています' }).first().waitFor()
  await press('保存する')
  await page.getByText('これから送る通知に使います').waitFor()
  await shot('9-message-saved')
})

test('its pages fit on a phone', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const event = site.office.lifeEvents[0]?.slug ?? ''
  const page = await openPage(site, 360)
  for (const [name, path] of [
    ['1-service', 'services/tennyu'],
    ['2-document', 'documents/id1'],
    ['3-counter', 'counters/ido'],
    ['4-office', 'office/mihon'],
    ['5-new', 'new/services'],
    ['6-event', `life-events/${event}/services`],
    ['7-message', 'messages/opinion_answered/en'],
    ['8-colour', 'colour?colour=own&own=%2300695c'],
    ['9-questions', 'life-events/hikkoshi-in/questions'],
    ['10-question', 'life-events/hikkoshi-in/questions/child'],
    ['11-relations', 'services/kokuho-kanyu/relations'],
    ['12-walking', 'walking'],
    ['13-new-counter', 'new/counters'],
    ['14-counter-rules', 'counters/ido/rules'],
    ['15-office-rules', 'rules'],
  ] as const) {
    await page.goto(`${catalogue}/${path}`)
    await look(page, `catalogue-360-${name}`)
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
  }
})
