import type { BrowserContext, Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { paths } from '#src/paths.ts'
import { verifyQueue } from '#src/queue/verify.ts'
import { openBrowser, screenshot } from '../support/browser.ts'
import { counterOf, walkIn } from '../support/queue.ts'
import { openSite, type Site } from '../support/site.ts'
import { signIn } from '../support/staff.ts'

async function openContext(site: Site, width: number, height: number): Promise<BrowserContext> {
  const browser = await openBrowser()
  const context = await browser.newContext({ viewport: { width, height }, locale: 'ja', baseURL: site.url })
  onTestFinished(() => context.close())
  await context.addInitScript('window.print = () => {}')
  return context
}

async function clerkAt(site: Site, counter: string): Promise<Page> {
  const context = await openContext(site, 1280, 900)
  const [name = '', value = ''] = (await signIn(site, 'clerk')).Cookie.split('=')
  await context.addCookies([{ name, value, url: site.url }])
  const { id } = await site.deps.store.read(db =>
    db
      .selectFrom('windows')
      .select('id')
      .where('counter_id', '=', counterOf(site, counter).id)
      .where('number', '=', 1)
      .executeTakeFirstOrThrow(),
  )
  const page = await context.newPage()
  await page.goto(paths.staffWindow(id))
  return page
}

test('a resident, a clerk and the lobby display see one and the same visit', async () => {
  const site = await openSite({ now: '2026-12-01T09:10' })
  const display = await (await openContext(site, 1920, 1080)).newPage()
  await display.goto('/display/mihon?counters=ido')
  const clerk = await clerkAt(site, 'ido')
  await clerk.getByRole('button', { name: '窓口を開く' }).click()
  await clerk.getByText('待っている人はいません').waitFor()

  // At the kiosk: a number.
  const kiosk = await (await openContext(site, 1080, 1920)).newPage()
  await kiosk.goto('/kiosk/mihon')
  await kiosk.getByRole('link', { name: /予約していない/ }).click()
  await kiosk.getByRole('link', { name: /住民異動/ }).click()
  await kiosk.getByLabel(/転入届（市外/).check()
  await kiosk.getByRole('button', { name: '番号を取る' }).click()
  expect(await kiosk.locator('main h1').innerText()).toContain('A-001')

  // On the phone: the same number, by the code on the slip.
  const phone = await (await openContext(site, 360, 740)).newPage()
  await phone.goto(new URL(kiosk.url()).pathname.replace('/kiosk/mihon', '/mihon'))
  await phone.getByText('次にお呼びします').waitFor()

  // At the window: who waits appears by itself; one key calls.
  await clerk.getByText('次は A-001').waitFor()
  await clerk.keyboard.press('Enter')
  await clerk.locator('.current-called').waitFor()
  await phone.getByText('2-1番窓口へお越しください').waitFor()
  await display.locator('[data-newest]', { hasText: 'A-001' }).waitFor()
  expect(await display.locator('[data-newest]').innerText()).toMatch(/A-001[\s\S]*2-1/)
  await screenshot(phone, 'day-1-phone-called')
  await screenshot(display, 'day-1-display-called')

  await clerk.keyboard.press('Enter')
  await clerk.locator('.current-serving').waitFor()
  await phone.getByText('窓口で対応しています').waitFor()

  // Handed in, and called a second time to collect.
  await clerk.keyboard.press('5')
  await clerk.getByRole('button', { name: '交付で呼ぶ A-001' }).waitFor()
  await phone.getByText('書類をお預かりしています').waitFor()
  await clerk.getByRole('button', { name: '交付で呼ぶ A-001' }).click()
  await clerk.locator('.current-called').waitFor()
  await phone.getByText('書類ができました').waitFor()
  await display.locator('[data-newest]', { hasText: 'A-001' }).waitFor()

  await clerk.keyboard.press('Enter')
  await clerk.getByText('待っている人はいません').waitFor()
  await phone.getByText('ご来庁ありがとうございました').waitFor()
  await screenshot(phone, 'day-2-phone-served')

  expect(await display.locator('main').innerText()).not.toMatch(/転入/)
  expect(await verifyQueue(site.deps.store)).toMatchObject({ tickets: 1, disagreements: [] })
})

test('a window page that loses the network for ten minutes says so, and is right again by itself', async () => {
  const site = await openSite({ now: '2026-12-01T09:10' })
  const clerk = await clerkAt(site, 'ido')
  await clerk.clock.install({ time: Date.now() })
  await clerk.reload()
  await clerk.getByRole('button', { name: '窓口を開く' }).click()
  await clerk.getByText('待っている人はいません').waitFor()

  await clerk.context().setOffline(true)
  await clerk.clock.runFor(10 * 60_000)
  await clerk.getByText('更新が止まっています').waitFor()
  await screenshot(clerk, 'window-1280-ja-8-offline')

  await walkIn(site, 'tennyu')
  await clerk.context().setOffline(false)
  for (let tries = 0; tries < 60 && !(await clerk.getByText('次は A-001').isVisible()); tries += 1) {
    await clerk.clock.runFor(1000)
    await new Promise(resolve => setTimeout(resolve, 50))
  }

  expect(await clerk.getByText('次は A-001').isVisible()).toBe(true)
  expect(await clerk.getByText('更新が止まっています').isVisible()).toBe(false)
})
