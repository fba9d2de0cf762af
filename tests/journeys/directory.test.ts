import { expect, onTestFinished, test } from 'vitest'
import { look, openBrowser, screenshot } from '../support/browser.ts'
import { openSiteWithDirectory } from '../support/directory.ts'
import { rowOf } from '../support/people.ts'
import { signIn } from '../support/staff.ts'

test.for([360, 1280])('somebody is entered, signs in by the directory and unlocks, at %i', async width => {
  const { site } = await openSiteWithDirectory()
  const browser = await openBrowser()
  const open = async () => {
    const context = await browser.newContext({
      ...{ viewport: { width, height: 740 }, locale: 'ja', baseURL: site.url },
    })
    onTestFinished(() => context.close())
    return context.newPage()
  }
  const [clerk, admin] = [await open(), await open()]
  const lookAt = width === 360 ? look : screenshot
  const byDirectory = () => clerk.getByRole('link', { name: '庁内アカウントでサインイン' }).click()

  await clerk.goto('/staff/sign-in')
  await lookAt(clerk, `directory-${width}-1-sign-in`)
  await byDirectory()
  await clerk.getByRole('heading', { name: 'このシステムのアカウントがありません' }).waitFor()
  await lookAt(clerk, `directory-${width}-2-unknown`)

  const { id } = await rowOf(site, 'clerk')
  const { Cookie } = await signIn(site, 'admin')
  const [name = '', value = ''] = Cookie.split('=')
  await admin.context().addCookies([{ name, value, url: site.url }])
  await admin.goto(`/staff/people/${id}`)
  await admin.getByRole('link', { name: '庁内アカウントでのサインイン' }).click()
  await admin.getByRole('button', { name: '登録する' }).click()
  await lookAt(admin, `directory-${width}-3-name-missing`)
  await admin.getByLabel(/庁内アカウントの名前/).fill('sakura@city.example.jp')
  await admin.getByRole('button', { name: '登録する' }).click()
  await admin.getByText('登録しました').waitFor()
  await lookAt(admin, `directory-${width}-4-waiting`)

  await clerk.goto('/staff/sign-in')
  await byDirectory()
  await clerk.waitForURL('**/staff')
  await admin.goto(`/staff/people/${id}/directory`)
  await lookAt(admin, `directory-${width}-5-linked`)
  await admin.goto(`/staff/people/${id}`)
  await lookAt(admin, `directory-${width}-6-person`)
  await clerk.getByRole('button', { name: 'ロック' }).click()
  await clerk.getByRole('link', { name: '庁内アカウントでロックを解除' }).waitFor()
  await lookAt(clerk, `directory-${width}-7-locked`)
  await clerk.getByRole('link', { name: '庁内アカウントでロックを解除' }).click()
  await clerk.waitForURL('**/staff')

  expect(new URL(clerk.url()).search).not.toContain('sakura')
})
