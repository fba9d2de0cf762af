import { expect, test } from 'vitest'
import { answerFor, openSiteWithDirectory, signInByDirectory } from '../support/directory.ts'
import { addPerson, deedsOf, rowOf, signInAs } from '../support/people.ts'
import { openSite, type Site } from '../support/site.ts'
import { letVisitorIn, signIn } from '../support/staff.ts'
import { openVisitor, textOf } from '../support/visitor.ts'

const name = 'sakura@city.example.jp'

/** Enters a name of the directory for an account, as its administrator does. */
async function enter(site: Site, login: string, typed = name) {
  const admin = openVisitor(site)
  await letVisitorIn(site, admin, 'admin')
  const { id } = await rowOf(site, login)
  const path = `/staff/people/${id}/directory`
  return { admin, id, path, page: await admin.submit(await admin.get(path), path, { name: typed }) }
}

async function openLinked(settings: Record<string, string> = {}) {
  const { site, directory } = await openSiteWithDirectory(settings)
  const entered = await enter(site, 'clerk')
  const clerk = openVisitor(site)
  const page = await signInByDirectory(clerk)
  return { site, directory, clerk, ...entered, page }
}

function links(site: Site) {
  return site.deps.store.read(db => db.selectFrom('directory_accounts').selectAll().execute())
}

test('whoever first signs in under the name that was entered is linked by subject, and the name is forgotten', async () => {
  const { site, page, id } = await openLinked()

  expect(page.path).toBe('/staff')
  expect(page.heading).toContain('見本')
  expect(await links(site)).toMatchObject([{ staff_id: id, subject: 'u-0001', awaited_name: null }])
  expect(await deedsOf(site)).toEqual([
    { deed: 'directory_name_entered', details: { staffId: id } },
    { deed: 'directory_linked', details: {} },
  ])
})

test('from then on the subject counts, and not the name', async () => {
  const { site, directory } = await openLinked()

  directory.person = { subject: 'u-0001', name: 'married@city.example.jp' }
  expect((await signInByDirectory(openVisitor(site))).path).toBe('/staff')
  directory.person = { subject: 'u-0002', name }
  const other = await signInByDirectory(openVisitor(site))

  expect(other.status).toBe(403)
  expect(other.heading).toContain('アカウントがありません')
})

test('a name is compared in any case and width, and waits for 14 days', async () => {
  const { site } = await openSiteWithDirectory()
  await enter(site, 'clerk', '  ＳＡＫＵＲＡ@city.example.jp ')

  site.setNow('2026-12-15T08:59')
  expect((await signInByDirectory(openVisitor(site))).path).toBe('/staff')
})

test('a name that has waited for 14 days waits no more', async () => {
  const { site } = await openSiteWithDirectory()
  await enter(site, 'clerk')

  site.setNow('2026-12-15T09:00')
  expect((await signInByDirectory(openVisitor(site))).status).toBe(403)
})

test('somebody whom nobody has entered gets a page and no account', async () => {
  const { site } = await openSiteWithDirectory()
  const before = await site.deps.store.read(db => db.selectFrom('staff').selectAll().execute())

  const page = await signInByDirectory(openVisitor(site))

  expect(page.status).toBe(403)
  expect(page.links).toContain('/staff/sign-in')
  expect(await site.deps.store.read(db => db.selectFrom('staff').selectAll().execute())).toEqual(before)
  const failed = await site.deps.store.read(db =>
    db.selectFrom('audit').select(['actor', 'details_json']).where('deed', '=', 'sign_in_failed').execute(),
  )
  expect(failed).toEqual([
    { actor: 'staff:unknown', details_json: JSON.stringify({ at: 'directory', reason: 'unknown_account' }) },
  ])
})

test('disabled stays disabled, and who is disabled meanwhile is out', async () => {
  const { site, admin, clerk, id } = await openLinked()

  await admin.submit(await admin.get(`/staff/people/${id}/disable`), `/staff/people/${id}/disable`)

  expect((await clerk.get('/staff')).path).toContain('/staff/sign-in')
  const page = await signInByDirectory(openVisitor(site))
  expect(page.status).toBe(403)
  expect(page.heading).toContain('停止')
})

test('what was wanted comes after, and never another site', async () => {
  const { site } = await openLinked()

  const wanted = '/staff/directory?next=%2Fstaff%2Faccount'
  const visitor = openVisitor(site)
  const answer = await answerFor(visitor, wanted)
  expect(answer).not.toContain('account')
  expect((await visitor.get(answer)).path).toBe('/staff/account')
  for (const next of ['//evil.example', '/\\evil', 'https:evil', '%2F%0d%0aevil', '/staff/directory'])
    expect(
      (await signInByDirectory(openVisitor(site), `/staff/directory?next=${encodeURIComponent(next)}`)).path,
    ).toBe('/staff')
})

test('the session that a browser had ends', async () => {
  const { site } = await openLinked()
  const visitor = openVisitor(site)
  await letVisitorIn(site, visitor, 'reception')
  const before = visitor.cookies.get('madoguchi-staff') ?? ''

  await signInByDirectory(visitor)

  const kept = openVisitor(site)
  kept.cookies.set('madoguchi-staff', before)
  expect((await kept.get('/staff')).path).toContain('/staff/sign-in')
})

test('a locked browser is unlocked by its owner at the directory', async () => {
  const { site, clerk } = await openLinked()
  await clerk.post('/staff/lock/now', {})

  const lock = await clerk.get('/staff')
  expect(lock.path).toContain('/staff/lock')
  expect(lock.links).toContain('/staff/directory')
  expect((await signInByDirectory(clerk)).path).toBe('/staff')
  expect(site.deps.directory).not.toBeNull()
})

test('the office asks for its own one-time password, unless the directory has asked for one that counts', async () => {
  const { site, directory } = await openLinked({ OIDC_SECOND_FACTOR: 'mfa' })
  await site.change(db => db.updateTable('offices').set({ totp_roles_json: '["clerk"]' }).execute())

  expect((await signInByDirectory(openVisitor(site))).path).toContain('/staff/totp')
  directory.person = { subject: 'u-0001', name, amr: ['pwd', 'mfa'] }
  expect((await signInByDirectory(openVisitor(site))).path).toBe('/staff')
})

test('a password switched off opens nothing, and the directory does', async () => {
  const { site, admin, path, id } = await openLinked()

  const page = await admin.submit(await admin.get(path), `${path}/password-off`)

  expect(page.path).toBe(`${path}?done=password-off`)
  expect((await deedsOf(site)).at(-1)).toEqual({ deed: 'password_switched_off', details: { staffId: id } })
  expect((await rowOf(site, 'clerk')).password_hash).toBe('')
  expect((await signInAs(openVisitor(site), 'clerk')).status).toBe(422)
  const visitor = openVisitor(site)
  expect((await signInByDirectory(visitor)).path).toBe('/staff')
  const own = await visitor.get('/staff/account')
  expect(own.forms.map(({ action }) => action)).not.toContain('/staff/account/password')
})

test('the last administrator with a password keeps it', async () => {
  const { site } = await openSiteWithDirectory()
  const { admin, path } = await enter(site, 'admin')
  await signInByDirectory(admin)

  const refused = await admin.submit(await admin.get(path), `${path}/password-off`)

  expect(refused.status).toBe(409)
  expect(textOf(refused.html)).toContain('パスワードで入れる管理者')
  expect((await rowOf(site, 'admin')).password_hash).not.toBe('')
})

test('an administrator without a password cannot take the last one from another', async () => {
  const { site } = await openSiteWithDirectory()
  const other = await addPerson(site, 'other')
  const { admin, path } = await enter(site, 'admin')
  await signInByDirectory(admin)
  await admin.submit(await admin.get(path), `${path}/password-off`)

  for (const deed of ['disable', 'new-password']) {
    const page = await admin.submit(
      await admin.get(`/staff/people/${other}/${deed}`),
      `/staff/people/${other}/${deed}`,
    )
    expect(page.status, deed).toBe(409)
  }
  expect((await rowOf(site, 'other')).password_hash).not.toBe('')
})

test('a link taken away ends what was open by it', async () => {
  const { site, admin, clerk, path, id } = await openLinked()

  await admin.submit(await admin.get(path), `${path}/unlink`)

  expect((await deedsOf(site)).at(-1)).toEqual({ deed: 'directory_unlinked', details: { staffId: id } })

  expect((await clerk.get('/staff')).path).toContain('/staff/sign-in')
  expect((await signInByDirectory(openVisitor(site))).status).toBe(403)
})

test('one name waits for one account', async () => {
  const { site } = await openSiteWithDirectory()
  await enter(site, 'clerk')

  const { page } = await enter(site, 'reception')

  expect(page.status).toBe(422)
  expect(textOf(page.html)).toContain('ほかの人に登録')
})

test('without a directory there is no second door', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const visitor = openVisitor(site)

  expect((await visitor.get('/staff/sign-in')).links).not.toContain('/staff/directory')
  expect((await visitor.get('/staff/directory')).status).toBe(404)
  const headers = await signIn(site, 'admin')
  const { id } = await rowOf(site, 'clerk')
  expect((await visitor.send(`/staff/people/${id}/directory`, { headers })).status).toBe(404)
})
