import { expect, test } from 'vitest'
import { newPasswordCode } from '#src/people/new-password-code.ts'
import { signIn } from '#src/staff/sign-in.ts'
import { signInProgram } from '#src/staff/sign-in-program.ts'
import {
  addPerson,
  choose,
  codeOn,
  deedsOf,
  invite,
  openAdministrator,
  ownPassword,
  rowOf,
  signInAs,
  somebody,
} from '../support/people.ts'
import type { Site } from '../support/site.ts'
import { letVisitorIn, samplePassword } from '../support/staff.ts'
import { openVisitor, textOf, valueOf, formOf } from '../support/visitor.ts'

const idOf = async (site: Site) => (await rowOf(site, 'sakura')).id

test('somebody invited chooses a password by login and code, signs in, and sees their own counters', async () => {
  const { site, admin } = await openAdministrator()

  const slip = await invite(admin)

  expect(slip.heading).toBe('見本 さくらさんの設定コード')
  expect(textOf(slip.html)).toContain('2026年（令和8年）12月4日（金曜日）9時00分')
  expect(slip.html).toContain(`${site.url}/staff/welcome`)
  const clerk = openVisitor(site)
  const door = await choose(clerk, codeOn(slip).toLowerCase().replaceAll('-', ' '))
  expect(door.path).toBe('/staff/sign-in?done=chosen')
  const home = await signInAs(clerk, 'sakura', ownPassword)
  expect(home.path).toBe('/staff')
  const own = home.links.filter(link => link.startsWith('/staff/counters/'))
  expect(own.toSorted()).toEqual(['/staff/counters/ido', '/staff/counters/shomei'])
  expect((await clerk.get('/staff/people')).status).toBe(403)
  expect(await deedsOf(site)).toEqual([
    { deed: 'person_invited', details: { staffId: await idOf(site), role: 'clerk', counters: 2 } },
    { deed: 'password_chosen', details: {} },
  ])
})

test('nobody signs in to an account that has no password yet', async () => {
  const { site, admin } = await openAdministrator()
  const code = codeOn(await invite(admin))

  for (const password of [code, code.replaceAll('-', ''), ' '])
    expect((await signInAs(openVisitor(site), 'sakura', password)).status).toBe(422)
})

test('a code is good once', async () => {
  const { site, admin } = await openAdministrator()
  const code = codeOn(await invite(admin))

  const pages = await Promise.all([choose(openVisitor(site), code), choose(openVisitor(site), code)])

  expect(pages.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(pages.filter(({ status }) => status === 422)).toHaveLength(1)
  expect((await choose(openVisitor(site), code)).status).toBe(422)
})

test('a code is good for 72 hours', async () => {
  const { site, admin } = await openAdministrator()
  const code = codeOn(await invite(admin))

  site.setNow('2026-12-04T09:00')
  const late = await choose(openVisitor(site), code)
  expect(late.status).toBe(422)
  expect(textOf(late.html)).toContain('期限が切れています')
  site.setNow('2026-12-04T08:59')
  expect((await choose(openVisitor(site), code)).path).toBe('/staff/sign-in?done=chosen')
})

test('an unknown login, a wrong code and a code of somebody else are one answer', async () => {
  const { site, admin } = await openAdministrator()
  const code = codeOn(await invite(admin))
  const visitor = openVisitor(site)

  const answers = [
    await choose(visitor, 'ABCD-EFGH-2345'),
    await choose(visitor, code, { login: 'nobody' }),
    await choose(visitor, code, { login: 'clerk' }),
    await choose(visitor, 'not a code'),
  ]

  const shown = answers.map(({ status, html }) => `${status} ${html.replaceAll(/value="[^"]*"/g, '')}`)
  expect(new Set(shown).size).toBe(1)
  expect(shown[0]).toMatch(/^422/)
})

test('a password that breaks a rule comes back to be put right, and the code stays good', async () => {
  const { site, admin } = await openAdministrator()
  const visitor = openVisitor(site)
  const code = codeOn(await invite(admin))

  const page = await choose(visitor, code, { password: 'sakura no ki no shita de' })

  expect(page.status).toBe(422)
  expect(textOf(page.html)).toContain('パスワードにログイン名を入れないでください')
  expect(page.html).not.toContain('shita de')
  const again = await visitor.submit(page, '/staff/welcome', { password: ownPassword })
  expect(again.path).toBe('/staff/sign-in?done=chosen')
})

test('each field left empty is told', async () => {
  const { site } = await openAdministrator()

  const page = await openVisitor(site).post('/staff/welcome', {})

  expect(page.status).toBe(422)
  for (const field of ['login', 'code', 'password']) expect(page.links).toContain(`#${field}`)
})

test('guessing a code has to wait like guessing a password', async () => {
  const { site, admin } = await openAdministrator({ RATE_LIMIT: 'on' })
  const code = codeOn(await invite(admin))
  for (let time = 0; time < 10; time += 1)
    expect((await choose(openVisitor(site), 'ABCD-EFGH-2345')).status).toBe(422)

  const late = await choose(openVisitor(site), code)

  expect(late.status).toBe(429)
  expect(late.headers.get('Retry-After')).not.toBeNull()
})

test('only a digest of a code is stored, made like one of a password', async () => {
  const { site, admin } = await openAdministrator()
  const code = codeOn(await invite(admin))

  const rows = await site.deps.store.read(async db => ({
    codes: await db.selectFrom('welcome_codes').selectAll().execute(),
    answers: await db.selectFrom('idempotency_keys').selectAll().execute(),
    audit: await db.selectFrom('audit').selectAll().execute(),
  }))

  expect(rows.codes.map(row => row.code_hash.slice(0, 10))).toEqual(['$argon2id$'])
  expect(JSON.stringify(rows)).not.toContain(code)
  expect(JSON.stringify(rows)).not.toContain(code.replaceAll('-', ''))
  expect(JSON.stringify(rows)).not.toContain('さくら')
})

test('the form pressed twice invites once and shows the same code', async () => {
  const { site, admin } = await openAdministrator()
  const form = await admin.get('/staff/people/invitation')
  const press = () => admin.submit(form, '/staff/people/invitation', somebody)

  const pages = [...(await Promise.all([press(), press()])), await press()]

  expect(new Set(pages.map(codeOn)).size).toBe(1)
  expect((await choose(openVisitor(site), codeOn(pages[0] ?? form))).status).toBe(200)
  expect((await deedsOf(site)).filter(({ deed }) => deed === 'person_invited')).toHaveLength(1)
})

test('the same form for somebody else asks to press again, and keeps what was typed', async () => {
  const { site, admin } = await openAdministrator()
  const form = await admin.get('/staff/people/invitation')
  await admin.submit(form, '/staff/people/invitation', somebody)

  const other = await admin.submit(form, '/staff/people/invitation', { ...somebody, login: 'momiji' })

  expect(other.status).toBe(409)
  expect(valueOf(formOf(other, '/staff/people/invitation'), 'login')).toBe('momiji')
  expect(codeOn(await admin.submit(other, '/staff/people/invitation'))).not.toBe('')
  expect((await rowOf(site, 'momiji')).role).toBe('clerk')
})

test('a login that somebody has, in whatever case, is refused and nothing that was typed is lost', async () => {
  const { site, admin } = await openAdministrator()

  const page = await invite(admin, { ...somebody, login: 'CLERK' })

  expect(page.status).toBe(422)
  expect(textOf(page.html)).toContain('ログイン名：このログイン名は、ほかの人が使っています。')
  const form = formOf(page, '/staff/people/invitation')
  expect(valueOf(form, 'name')).toBe(somebody.name)
  expect(valueOf(form, 'role')).toBe('clerk')
  expect(form.fields.filter(([name]) => name === 'counters')).toHaveLength(2)
  expect(await deedsOf(site)).toEqual([])
})

test('a new password by an administrator stops the old one and every session at once', async () => {
  const { site, admin } = await openAdministrator()
  const clerk = openVisitor(site)
  await letVisitorIn(site, clerk, 'clerk')
  const { id } = await rowOf(site, 'clerk')
  const action = `/staff/people/${id}/new-password`

  const slip = await admin.submit(await admin.get(action), action)

  expect((await clerk.get('/staff')).path).toBe('/staff/sign-in')
  expect((await signInAs(clerk, 'clerk')).status).toBe(422)
  expect((await choose(clerk, codeOn(slip), { login: 'clerk' })).path).toBe('/staff/sign-in?done=chosen')
  expect((await signInAs(clerk, 'clerk', ownPassword)).path).toBe('/staff')
})

test('a newer code takes the place of the one before', async () => {
  const { site, admin } = await openAdministrator()
  const first = codeOn(await invite(admin))
  const action = `/staff/people/${await idOf(site)}/new-password`

  const second = codeOn(await admin.submit(await admin.get(action), action))

  expect((await choose(openVisitor(site), first)).status).toBe(422)
  expect((await choose(openVisitor(site), second)).status).toBe(200)
})

test('the button for a new code pressed twice shows the same code', async () => {
  const { site, admin } = await openAdministrator()
  const action = `/staff/people/${(await rowOf(site, 'clerk')).id}/new-password`
  const form = await admin.get(action)

  const pages = await Promise.all([admin.submit(form, action), admin.submit(form, action)])

  expect(new Set(pages.map(codeOn)).size).toBe(1)
  expect(codeOn(pages[0])).not.toBe('')
})

test('an administrator of all offices invites another one, who belongs to none', async () => {
  const { site, admin } = await openAdministrator()
  await addPerson(site, 'kanri', { officeId: null })
  const ofAll = openVisitor(site)
  await signInAs(ofAll, 'kanri')

  expect((await invite(admin, { ...somebody, role: 'all_offices' })).status).toBe(422)
  await invite(ofAll, { ...somebody, role: 'all_offices' })

  expect(await rowOf(site, 'sakura')).toMatchObject({ office_id: null, role: 'administrator' })
})

test('the administrator of all offices invites to the office just set up', async () => {
  const { site } = await openAdministrator()
  await addPerson(site, 'kanri', { officeId: null })
  const ofAll = openVisitor(site)
  await signInAs(ofAll, 'kanri')

  const form = await ofAll.get('/staff/people/invitation?office=mihon')
  expect(textOf(form.html)).toContain('招待する区役所：見本区役所')
  await ofAll.submit(form, '/staff/people/invitation', somebody)

  expect((await rowOf(site, 'sakura')).office_id).toBe(site.office.id)
})

test.for(['browser', 'program'])(
  'whoever signs in by %s while the password is taken away is not let in',
  async way => {
    const { site } = await openAdministrator()
    const { deps } = site
    const row = await rowOf(site, 'admin')
    const actor = { ...row, officeId: row.office_id, counterIds: [] }
    const { id, version } = await rowOf(site, 'clerk')
    const passwords = {
      ...deps.passwords,
      isRight: async (...shown: Parameters<typeof deps.passwords.isRight>) => {
        const isRight = await deps.passwords.isRight(...shown)
        const intent = { key: 'one', scope: 'test', body: null }
        await newPasswordCode(deps, actor, { personId: id, version }, intent)
        return isRight
      },
    }
    const typed = { login: 'clerk', password: samplePassword }

    const outcome =
      way === 'browser'
        ? await signIn({ ...deps, passwords }, typed, { caller: '::1', browser: null, replaces: null })
        : await signInProgram({ ...deps, passwords }, typed, '::1')

    expect(outcome).toEqual({ ok: false, reason: 'wrong_credentials' })
    const sessions = await deps.store.read(db =>
      db.selectFrom('staff_sessions').selectAll().where('staff_id', '=', id).execute(),
    )
    expect(sessions).toEqual([])
  },
)
