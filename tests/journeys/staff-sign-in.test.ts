import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { newFirstCode } from '#src/staff/first-administrator.ts'
import { look as lookAt, openBrowser, screenshot, walkedOn } from '../support/browser.ts'
import { openSite, type Site } from '../support/site.ts'
import { samplePassword } from '../support/staff.ts'

type Screen = { width: number; language: 'ja' | 'en'; hasScript: boolean; name: string }

const screens: Screen[] = [
  { name: 'phone-ja', width: 360, language: 'ja', hasScript: true },
  { name: 'phone-ja-no-script', width: 360, language: 'ja', hasScript: false },
  { name: 'pc-ja', width: 1280, language: 'ja', hasScript: true },
  { name: 'pc-en', width: 1280, language: 'en', hasScript: true },
]

const words = {
  ja: {
    login: /ログイン名/,
    password: /パスワード/,
    signIn: 'サインイン',
    signOut: 'サインアウト',
    lock: 'ロック',
    unlock: 'ロックを解除',
    setUp: 'ワンタイムパスワードの設定',
    confirm: '設定する',
    code: /6けたの数字/,
    firstCode: /^コード/,
    name: /氏名/,
    make: '管理者を作る',
  },
  en: {
    login: /Login/,
    password: /Password/,
    signIn: 'Sign in',
    signOut: 'Sign out',
    lock: 'Lock',
    unlock: 'Unlock',
    setUp: 'Set up one-time passwords',
    confirm: 'Set up',
    code: /Six digits/,
    firstCode: /^Code/,
    name: /^Name/,
    make: 'Make the administrator',
  },
}

async function openPage(site: Site, { width, language, hasScript }: Screen): Promise<Page> {
  const browser = await openBrowser()
  const context = await browser.newContext({
    viewport: { width, height: 740 },
    javaScriptEnabled: hasScript,
    locale: language,
    baseURL: site.url,
  })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  // No page may ask another host for anything.
  page.on('request', request => expect(new URL(request.url()).origin).toBe(site.url))
  return page
}

const look = (page: Page, screen: Screen, name: string) =>
  (screen.hasScript ? lookAt : screenshot)(page, `staff-${screen.name}-${name}`)

describe.each(walkedOn(screens))('$name', screen => {
  const say = words[screen.language]
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

  async function signIn(page: Page, login: string): Promise<void> {
    await page.getByLabel(say.login).fill(login)
    await page.getByLabel(say.password).fill(samplePassword)
    await press(page, say.signIn)
  }

  test('somebody signs in, locks, unlocks and signs out', async () => {
    const site = await openSite({ now: '2026-12-01T08:30' })
    const page = await openPage(site, screen)

    await page.goto('/staff')
    expect(page.url()).toMatch(/\/staff\/sign-in$/)
    await look(page, screen, '01-sign-in')
    await page.getByLabel(say.login).fill('clerk')
    await page.getByLabel(say.password).fill('wrong')
    await press(page, say.signIn)
    expect(await page.getByRole('alert').innerText()).not.toBe('')
    expect(await page.getByLabel(say.login).inputValue()).toBe('clerk')
    await look(page, screen, '02-sign-in-wrong')

    await signIn(page, 'clerk')
    await page.waitForURL(/\/staff$/)
    await look(page, screen, '03-home')
    await press(page, say.lock)
    await look(page, screen, '04-locked')
    await page.goto('/staff')
    expect(page.url()).toMatch(/\/staff\/lock/)
    await page.getByLabel(say.password).fill(samplePassword)
    await press(page, say.unlock)
    await page.waitForURL(/\/staff$/)

    await press(page, say.signOut)
    await look(page, screen, '05-signed-out')
    await page.goBack()
    await page.goto('/staff')
    expect(page.url()).toMatch(/\/staff\/sign-in$/)
  })

  test('somebody sets up one-time passwords and signs in with one', async () => {
    const site = await openSite({ now: '2026-12-01T08:30' })
    const page = await openPage(site, screen)
    await page.goto('/staff')
    await signIn(page, 'supervisor')
    await look(page, screen, '10-home-supervisor')
    await page.goto('/staff/account')
    await page.getByRole('link', { name: say.setUp }).click()
    await look(page, screen, '11-set-up')
    const secret = (await page.locator('code').innerText()).replaceAll(/\s/g, '')
    const otp = () =>
      new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: site.deps.clock.now() })

    await page.getByLabel(say.code).fill(otp())
    await page.getByLabel(say.password).fill('wrong')
    await press(page, say.confirm)
    await look(page, screen, '12-set-up-wrong')
    await page.getByLabel(say.code).fill(otp())
    await page.getByLabel(say.password).fill(samplePassword)
    await press(page, say.confirm)
    await page.goto('/staff/totp')
    await look(page, screen, '13-is-set-up')

    await press(page, say.signOut)
    site.setNow('2026-12-01T08:35')
    await signIn(page, 'supervisor')
    await look(page, screen, '14-one-time-password')
    await page.getByLabel(say.code).fill('000000')
    await press(page, say.signIn)
    await look(page, screen, '15-one-time-password-wrong')
    await page.getByLabel(say.code).fill(otp())
    await press(page, say.signIn)
    await expect.poll(() => page.url()).toMatch(/\/staff$/)
  })

  test('the first administrator is made; a page that is not there says so', async () => {
    const site = await openSite({ now: '2026-12-01T08:30' })
    const page = await openPage(site, screen)
    await page.goto('/staff')
    await signIn(page, 'contractor')
    await look(page, screen, '20-home-contractor')
    const missing = await page.goto('/staff/windows/999999')
    expect(missing?.status()).toBe(404)
    await look(page, screen, '21-not-found')
    await press(page, say.signOut)

    await site.change(async db => {
      await db.deleteFrom('staff_counters').execute()
      await db.deleteFrom('staff').execute()
    })
    const code = (await newFirstCode(site.deps)) ?? ''
    await page.goto('/staff/first')
    await look(page, screen, '22-first')
    await page.getByLabel(say.firstCode).fill(code)
    await page.getByLabel(say.password).fill('password12345678')
    await press(page, say.make)
    await look(page, screen, '23-first-errors')
    await page.getByLabel(say.login).fill('kanri')
    await page.getByLabel(say.name).fill('見本 太郎')
    await page.getByLabel(say.password).fill('雨の日は傘をさして歩いて帰ります')
    await press(page, say.make)
    await look(page, screen, '24-first-done')
  })
})
