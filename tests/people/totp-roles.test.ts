import { expect, test } from 'vitest'
import { addPerson, deedsOf, openAdministrator, signInAs } from '../support/people.ts'
import { openVisitor, textOf } from '../support/visitor.ts'

const action = '/staff/people/one-time-passwords'
const check = `${action}?office=mihon&step=check`

test('before a role must use one-time passwords it is said who has to set them up', async () => {
  const { site, admin } = await openAdministrator()
  await addPerson(site, 'kanri', { officeId: null })

  const page = await admin.get(`${check}&roles=clerk&roles=administrator`)

  const said = textOf(page.html)
  expect(said).toContain('必須にする役割：窓口担当、管理者')
  expect(said).toContain('次のサインインのときに設定が必要になる人（3人）')
  expect(said).toContain('clerk · 窓口担当')
  expect(said).toContain('ほかに、すべての区役所の管理者1人')
  expect(said).not.toContain('kanri')
  expect(await deedsOf(site)).toEqual([])
})

test('once saved, whoever is signed in goes on and the next sign-in asks for it', async () => {
  const { site, admin } = await openAdministrator()
  const clerk = openVisitor(site)
  await signInAs(clerk, 'clerk')

  const done = await admin.submit(await admin.get(`${check}&roles=clerk`), action)

  expect(textOf(done.html)).toContain('ワンタイムパスワードを必須にする役割を変えました')
  expect((await clerk.get('/staff')).path).toBe('/staff')
  expect((await signInAs(openVisitor(site), 'clerk')).path).toBe('/staff/totp')
  expect((await signInAs(openVisitor(site), 'reception')).path).toBe('/staff')
  expect(await deedsOf(site)).toEqual([{ deed: 'totp_roles_changed', details: { from: [], to: ['clerk'] } }])
})

test('of two administrators at once the second sees it and keeps the choice', async () => {
  const { site, admin } = await openAdministrator()
  const [first, second] = [
    await admin.get(`${check}&roles=clerk`),
    await admin.get(`${check}&roles=supervisor`),
  ]
  await admin.submit(first, action)

  const lost = await admin.submit(second, action)

  expect(lost.status).toBe(409)
  expect(textOf(lost.html)).toContain('必須にする役割：係長・課長')
  expect((await deedsOf(site)).length).toBe(1)
  expect((await admin.submit(lost, action)).path).toBe('/staff/people?office=mihon&done=totp-roles')
})

test('the same choice pressed twice is one change', async () => {
  const { site, admin } = await openAdministrator()
  const form = await admin.get(`${check}&roles=clerk`)

  const pages = await Promise.all([admin.submit(form, action), admin.submit(form, action)])

  expect(pages.map(({ status }) => status)).toEqual([200, 200])
  expect(await deedsOf(site)).toHaveLength(1)
})

test('no role at all can be chosen again', async () => {
  const { admin } = await openAdministrator()
  await admin.submit(await admin.get(`${check}&roles=clerk`), action)

  const page = await admin.get(check)

  expect(textOf(page.html)).toContain('どの役割も必須にしません')
  expect(textOf(page.html)).toContain('新しく設定が必要になる人はいません')
  expect((await admin.submit(page, action)).status).toBe(200)
})

test('another office is not there', async () => {
  const { admin } = await openAdministrator()

  expect((await admin.get(`${action}?office=tonari`)).status).toBe(404)
  expect((await admin.post(action, { office: 'tonari', roles: 'clerk' })).status).toBe(404)
})
