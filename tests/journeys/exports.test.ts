import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { factsOf, plantFacts } from '../exports/facts.ts'
import { look as lookAt, openBrowser, walkedOn } from '../support/browser.ts'
import { openSite, type Site } from '../support/site.ts'
import { signIn } from '../support/staff.ts'

type Screen = { name: string; width: number; height: number; language: 'ja' | 'en' }

const screens: Screen[] = [
  { name: 'exports-phone', width: 360, height: 740, language: 'ja' },
  { name: 'exports-pc', width: 1280, height: 800, language: 'ja' },
  { name: 'exports-narrow-en', width: 320, height: 640, language: 'en' },
]

async function openOffice(): Promise<Site> {
  const site = await openSite({ now: '2026-12-01T10:00' })
  await plantFacts(
    site,
    Array.from({ length: 30 }, (_, index) => factsOf(site, index + 1)),
  )
  await site.change(db =>
    db
      .updateTable('counters')
      .set({ name: JSON.stringify({ ja: '住民異動・𠮷野（Nguyễn）' }) })
      .where('slug', '=', 'ido')
      .execute(),
  )
  return site
}

async function openPage(
  site: Site,
  { width, height, language }: Screen,
  javaScriptEnabled = true,
): Promise<Page> {
  const browser = await openBrowser()
  const context = await browser.newContext({
    ...{ viewport: { width, height }, locale: language, baseURL: site.url },
    ...{ acceptDownloads: true, javaScriptEnabled },
  })
  onTestFinished(() => context.close())
  const [, token = ''] = (await signIn(site, 'supervisor')).Cookie.split('=')
  await context.addCookies([{ name: 'madoguchi-staff', value: token, url: site.url }])
  return context.newPage()
}

describe.each(walkedOn(screens))('on $name', screen => {
  test('a supervisor chooses, is told how many rows there are, and takes a file', async () => {
    const site = await openOffice()
    const page = await openPage(site, screen)
    await page.goto('/staff/exports')
    await lookAt(page, `${screen.name}-choose`)

    await page.locator('#table-visits').check()
    await page.locator('[name=span][value=custom]').check()
    await page.fill('#from', '2026-11-30')
    await page.fill('#to', '2026-11-01')
    await lookAt(page, `${screen.name}-days`)
    await page.locator('.export-form .button').click()
    await lookAt(page, `${screen.name}-wrong`)

    await page.fill('#from', '2026-11-01')
    await page.fill('#to', '2026-11-30')
    await page.locator('#table-codes').check()
    await page.locator('[name=encoding][value=cp932]').check()
    await page.locator('.export-form .button').click()
    await lookAt(page, `${screen.name}-lost`)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('[data-export]').first().click(),
    ])
    expect(download.suggestedFilename()).toBe('来庁の記録_2026-11-01_2026-11-30.csv')

    await page.goto('/staff/exports?tables=visits&span=this_month')
    await lookAt(page, `${screen.name}-nothing`)
    await page.goto('/staff/exports/dictionary')
    await page.locator('#visits ~ div summary').first().click()
    await lookAt(page, `${screen.name}-dictionary`)
  })
})

test('a file that is being written is shown with how far it is, and the page follows by itself', async () => {
  const site = await openOffice()
  const supervisor = await site.deps.store.read(db =>
    db.selectFrom('staff').select('id').where('login', '=', 'supervisor').executeTakeFirstOrThrow(),
  )
  const started = { staffId: supervisor.id, tables: ['来庁の記録'], startedAt: 0, rows: 1_204_000 }
  const running = site.deps.exports.begin(started)
  if (!running) throw new Error('no place')
  running.done = 301_000
  const page = await openPage(site, { name: '', width: 1280, height: 800, language: 'ja' })
  await page.goto('/staff/exports')
  await lookAt(page, 'exports-pc-running')

  running.done = 903_000
  await page.getByText('903,000 / 1,204,000行').waitFor()
  site.deps.exports.end(running)
  await page.getByText('作成中のファイル').waitFor({ state: 'hidden' })
  expect(await page.locator('progress').count()).toBe(0)
})

test('everything works without script', async () => {
  const site = await openOffice()
  const page = await openPage(site, { name: '', width: 1280, height: 800, language: 'ja' }, false)
  await page.goto('/staff/exports')
  await page.locator('#table-visits').check()
  await page.locator('[name=format][value=xlsx]').check()
  await page.locator('.export-form .button').click()

  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-export]').click()])
  expect(download.suggestedFilename()).toBe('来庁の記録_2026-11-01_2026-11-30.xlsx')
})
