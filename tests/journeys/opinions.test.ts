import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { answer } from '#src/opinions/answer.ts'
import { publish } from '#src/opinions/publish.ts'
import { actOn, after, sent, writer } from '../opinions/deeds.ts'
import { look as lookAt, openBrowser } from '../support/browser.ts'
import { newStaffMember } from '../support/queue.ts'
import { openSite, type Site } from '../support/site.ts'
import { signIn } from '../support/staff.ts'

type Screen = { name: string; width: number; height: number }

const screens: Screen[] = [
  { name: 'opinions-phone', width: 360, height: 740 },
  { name: 'opinions-pc', width: 1280, height: 800 },
]

const long = [
  '先日、引っ越しの手続きで伺いました。案内表示の矢印が柱の陰に入っていて、どの窓口へ行けばよいのか、しばらく分かりませんでした。',
  '総合案内の方はとても親切でしたが、混んでいるときは声をかけにくいので、床に色の線を引くなどの工夫をお願いします。',
  'また、番号の呼び出しが聞き取りにくい席がありました。',
].join('\n')

/** A box with a few opinions in every state. */
async function openBox(): Promise<Site> {
  const site = await openSite({ now: '2026-12-01T10:20' })
  const { deps, office } = site
  const supervisor = await newStaffMember(site, 'supervisor')
  for (const day of ['2026-10-05', '2026-11-09']) {
    site.setNow(`${day}T10:00`)
    const fresh = await sent(site, { text: long, category: 'facilities', counter: 'ido' })
    const reply = `ご意見ありがとうございます。\n\n${long}`
    const by = { text: reply, by: 'noted' } as const
    const answered = await after(site, fresh, answer(deps, office, actOn(supervisor, fresh), by))
    await publish(deps, office, actOn(supervisor, answered), { text: long, answer: reply })
  }
  site.setNow('2026-12-01T09:00')
  await sent(site, { text: '待ち時間の目安が助かりました。', category: 'waiting', counter: 'ido' })
  await sent(site, { text: long, category: 'procedures', contact: writer })
  site.setNow('2026-12-01T10:20')
  return site
}

async function openPage(
  site: Site,
  { width, height }: Screen,
  login?: 'supervisor' | 'clerk',
): Promise<Page> {
  const browser = await openBrowser()
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'ja',
    baseURL: site.url,
  })
  onTestFinished(() => context.close())
  if (login) {
    const [, token = ''] = (await signIn(site, login)).Cookie.split('=')
    await context.addCookies([{ name: 'madoguchi-staff', value: token, url: site.url }])
  }
  return context.newPage()
}

describe.each(screens)('$name', screen => {
  const look = (page: Page, name: string) => lookAt(page, `${screen.name}-${name}`)

  test('a resident sends an opinion and reads what was answered to others', async () => {
    const site = await openBox()
    const page = await openPage(site, screen)
    await page.goto('/mihon')
    await page.getByRole('link', { name: 'ご意見箱' }).click()
    expect(await page.locator('#email').isVisible()).toBe(false)

    await page.getByLabel('回答を希望する').check()
    expect(await page.locator('#email').isVisible()).toBe(true)
    await page.getByRole('button', { name: '送信する' }).click()
    await look(page, '02-errors')

    await page.getByLabel('待ち時間').check()
    await page.locator('#text').fill(long)
    await page.locator('#email').fill('taro@example.test')
    await page.getByRole('button', { name: '送信する' }).click()
    expect(await page.locator('.reference').innerText()).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/)
    await look(page, '03-thanks')

    await page.getByRole('link', { name: 'いただいたご意見と回答を見る' }).click()
    await look(page, '04-answers')
  })

  test('a supervisor reads, answers, publishes and counts', async () => {
    const site = await openBox()
    const page = await openPage(site, screen, 'supervisor')
    await page.goto('/staff/opinions')
    await look(page, '10-list')
    await page.locator('.opinion-receipt').first().click()
    await page.getByRole('button', { name: '対応を始める' }).click()
    await page.getByRole('button', { name: '回答する' }).click()
    await look(page, '11-errors')
    await page.locator('#answer').fill(long)
    await page.getByLabel('メールで送る').check()
    await page.getByRole('button', { name: '回答する' }).click()
    await page.locator('summary').filter({ hasText: '公開する' }).click()
    await page.getByLabel('どちらの文からも').check()
    await page.getByRole('button', { name: 'この文で公開する' }).click()
    await look(page, '12-published')

    await page.goto('/staff/opinions/months')
    expect(await page.locator('main').innerText()).toContain('2026年12月の件数')
    await look(page, '13-months')
  })

  test('a clerk enters one from paper; the slower of two keeps what was typed', async () => {
    const site = await openBox()
    const page = await openPage(site, screen, 'clerk')
    await page.goto('/staff/opinions/new')
    await page.getByRole('button', { name: '登録する' }).click()
    await look(page, '20-entry-errors')
    await page.getByLabel('用紙').check()
    await page.getByLabel('設備・案内表示').check()
    await page.locator('#text').fill(long)
    await page.getByRole('button', { name: '登録する' }).click()

    const other = await openPage(site, screen, 'supervisor')
    await other.goto(page.url())
    await other.locator('#answer').fill('先に書いた下書きです。')
    await other.getByRole('button', { name: '下書きを保存する' }).last().click()
    await page.locator('#answer').fill('あとから保存した下書きです。')
    await page.getByRole('button', { name: '下書きを保存する' }).last().click()
    expect(await page.locator('#answer').inputValue()).toBe('あとから保存した下書きです。')
    await page.locator('summary').filter({ hasText: '別の窓口へ回す' }).click()
    await look(page, '21-changed')
  })
})
