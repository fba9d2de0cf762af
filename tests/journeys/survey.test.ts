import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { look as lookAt, openBrowser, screenshot, walkedOn } from '../support/browser.ts'
import { openWindows } from '../support/queue.ts'
import { openSite, type Site } from '../support/site.ts'
import { signIn } from '../support/staff.ts'
import { given, served, servedBy, setTarget, times } from '../survey/surveys.ts'

type Screen = { width: number; height?: number; language?: 'ja' | 'en'; hasScript?: boolean }

async function openPage(site: Site, screen: Screen, login?: 'supervisor' | 'clerk'): Promise<Page> {
  const { width, height = 740, language = 'ja', hasScript = true } = screen
  const browser = await openBrowser()
  const context = await browser.newContext({
    viewport: { width, height },
    locale: language,
    javaScriptEnabled: hasScript,
    baseURL: site.url,
  })
  onTestFinished(() => context.close())
  if (login) {
    const [, token = ''] = (await signIn(site, login)).Cookie.split('=')
    await context.addCookies([{ name: 'madoguchi-staff', value: token, url: site.url }])
  }
  const page = await context.newPage()
  page.on('pageerror', error => expect.unreachable(error.message))
  return page
}

async function setGoal(site: Site): Promise<void> {
  const goal = {
    ja: 'お待たせするときは、理由と時間の目安をこちらから伝えます',
    en: 'If you have to wait, we tell you why and how long',
  }
  await site.change(db =>
    db
      .updateTable('survey_months')
      .set({ goal: JSON.stringify(goal), month: '2026-12' })
      .execute(),
  )
}

const screens = [
  { width: 360, language: 'ja' },
  { width: 1280, language: 'ja' },
  { width: 360, language: 'en' },
] as const

describe.each(walkedOn(screens))('at $width px in $language', screen => {
  const { width, language } = screen
  const look = (page: Page, step: string) =>
    lookAt(page, `survey-${language}-${width}-${step}`, ['target-size'])

  test('somebody answers on the page of their number', async () => {
    const site = await openSite({ now: '2026-12-01T09:00' })
    await setGoal(site)
    const { path } = await served(site)
    const page = await openPage(site, screen)

    await page.goto(path)
    await look(page, '01-ticket')
    await page.locator('button[value="4"]').click()
    await page.waitForURL('**/survey')
    await look(page, '02-more')
    await page.locator('[name="q-wait"][value="2"]').check()
    await page.locator('#comment').fill('あ'.repeat(401))
    await page.locator('form .button').click()
    await look(page, '03-more-error')
    await page.locator('#comment').fill('見本のご意見です。')
    await page.locator('form .button').click()
    await page.waitForURL(`**${path}`)
    await look(page, '04-thanks')
    expect(await page.locator('main').innerText()).toContain(
      language === 'ja' ? 'ありがとうございました' : 'Thank you',
    )
  })

  test('somebody answers from the poster', async () => {
    const site = await openSite({ now: '2026-12-01T09:00' })
    await setGoal(site)
    const page = await openPage(site, screen)

    await page.goto('/mihon/survey')
    await look(page, '05-poster')
    await page.locator('form .button').click()
    await look(page, '06-poster-error')
    await page.locator('[name="q-overall"][value="5"]').check()
    await page.locator('[name="q-booking"][value="none"]').check()
    await page.locator('form .button').click()
    await look(page, '07-poster-thanks')
    await page.goto('/mihon/survey')
    await look(page, '08-poster-again')
    expect(await page.locator('form').count()).toBe(0)
  })
})

test.each([
  { width: 1080, height: 1920, language: 'ja' },
  { width: 1280, height: 800, language: 'ja' },
  { width: 360, height: 740, language: 'en' },
] as const)('at the exit one touch answers ($width × $height, $language)', async screen => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  await setGoal(site)
  const page = await openPage(site, screen)
  const look = (step: string) => lookAt(page, `survey-kiosk-${screen.width}-${step}`, ['target-size'])

  await page.goto('/kiosk/mihon/survey')
  await look('1-start')
  await page.locator('button[value="5"]').click()
  await page.locator('[name="q-wait"]').first().waitFor()
  await look('2-more')
  await page.locator('[name="q-wait"][value="4"]').check()
  await page.locator('form .button').first().click()
  await page.waitForURL('**/thanks')
  await look('3-thanks')
  expect(await page.locator('[data-returns-in]').isVisible()).toBe(true)
})

test('at the exit the page goes back to its start by itself, in Japanese', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const page = await openPage(site, { width: 1080, height: 1920, language: 'en' })
  await page.clock.install()

  await page.goto('/kiosk/mihon/survey/thanks?lang=en')
  await page.clock.runFor(8500)
  await page.waitForURL('**/kiosk/mihon/survey?lang=ja')
  expect(await page.locator('h1').innerText()).toContain('いかがでしたか')
})

const officeScreens = [
  { width: 360, language: 'ja' },
  { width: 1280, language: 'en' },
] as const

describe.each(officeScreens)('for staff at $width px in $language', screen => {
  const { width, language } = screen
  const look = (page: Page, step: string) => lookAt(page, `survey-staff-${language}-${width}-${step}`)

  test('a supervisor sets a month and reads what came of it', async () => {
    const site = await openSite({ now: '2026-12-01T09:00' })
    const page = await openPage(site, screen, 'supervisor')
    await page.goto('/staff/survey')
    await look(page, '01-home')
    await page.goto('/staff/survey/months')
    await look(page, '02-months')
    await page.goto('/staff/survey/months/2026-12')
    await look(page, '03-month')
    await page.locator('#goal-ja').fill('待ち時間を、こちらから伝えます')
    await page.locator('[formaction]').click()
    await look(page, '04-month-error')
    await page.locator('#goal-en').fill('We tell you how long it takes')
    await page.locator('[formaction]').click()
    await look(page, '05-month-preview')
    await page.locator('main form .button').first().click()
    await look(page, '06-month-saved')

    await page.goto('/staff/survey/results')
    await look(page, '07-results-none')
    await setTarget(site, 2026, 85)
    await given(site, [...times(60, 5), ...times(20, 4), 3, 2, null], { comment: '見本のご意見です。' })
    await given(site, [...times(20, 4), ...times(4, 2)], { counter: 'kokuho' })
    await given(site, [5, 5, 1], { counter: 'koseki' })
    await given(site, times(12, 5), { counter: null, channel: 'poster' })
    await servedBy(site, (await openWindows(site, 'ido'))[0])
    await page.goto('/staff/survey/months/2026-12')
    await look(page, '08-month-answered')
    await page.goto('/staff/survey/results')
    await look(page, '09-results')
    await page.goto('/staff/survey/results?year=2026')
    await look(page, '10-results-year')
    await page.goto('/staff/survey/comments?month=2026-12')
    await look(page, '11-comments')
    expect(await page.locator('main li').count()).toBe(50)
  })

  test('a clerk types sheets in by number keys, and prints the poster and the sheet', async () => {
    const site = await openSite({ now: '2026-12-01T09:00' })
    await setGoal(site)
    const page = await openPage(site, screen, 'clerk')
    await page.goto('/staff/survey/paper')
    await look(page, '12-paper-choose')
    await page.locator('form .button').last().click()
    await look(page, '13-paper')
    await page.keyboard.type('5432105')
    await page.keyboard.press('Enter')
    await page.getByText(language === 'ja' ? '1枚 入力しました' : '1 sheet is in').waitFor()
    await page.keyboard.type('5')
    await page.locator('#q-form').fill('8')
    await page.keyboard.press('Enter')
    await page.locator('[data-error-summary]').waitFor()
    await look(page, '14-paper-error')
    const rows = await site.deps.store.read(db => db.selectFrom('survey_answers').selectAll().execute())
    expect(rows).toMatchObject([{ channel: 'paper', counter_id: null }])
    expect(JSON.parse(rows[0]?.scores_json ?? '')).toEqual({
      ...{ 'q-overall': 5, 'q-explain': 4, 'q-manner': 3, 'q-wait': 2, 'q-form': 1, 'q-sign': null },
      'q-privacy': 5,
    })

    await page.goto('/staff/survey/poster')
    await look(page, '15-poster')
    await page.goto('/staff/survey/sheet?month=2026-12')
    await look(page, '16-sheet')
  })
})

test.each(['ja', 'en'] as const)('poster and sheet in %s are one side of A4 each', async language => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  await setGoal(site)
  const page = await openPage(site, { width: 688, language }, 'clerk')
  for (const path of ['poster', 'sheet']) {
    await page.goto(`/staff/survey/${path}`)
    await page.emulateMedia({ media: 'print' })
    await screenshot(page, `survey-print-${path}-${language}`)
    const printed = await page.pdf({ preferCSSPageSize: true })
    expect(printed.toString('latin1').match(/\/Type\s*\/Page\b/g), path).toHaveLength(1)
    await page.emulateMedia({ media: 'screen' })
  }
})
