import { Secret, TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { rowsOf } from '../support/audit-rows.ts'
import { openSite, type Site } from '../support/site.ts'
import { letVisitorIn, samplePassword } from '../support/staff.ts'
import { type HtmlPage, openVisitor, textOf, type Visitor } from '../support/visitor.ts'

const now = '2026-12-01T09:00'
const credentials = { login: 'supervisor', password: samplePassword }

function secretOn(page: HtmlPage): string {
  return textOf(/<code[^>]*>(.*?)<\/code>/s.exec(page.html)?.[1] ?? '').replaceAll(' ', '')
}

/** What an authenticator app shows. */
function codeOf(site: Site, secret: string, stepsAhead = 0): string {
  const timestamp = site.deps.clock.now() + stepsAhead * 30_000
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp })
}

/** A supervisor who has set one-time passwords up. */
async function enrolled(site: Site): Promise<{ visitor: Visitor; secret: string }> {
  const visitor = openVisitor(site)
  await letVisitorIn(site, visitor, 'supervisor')
  const page = await visitor.get('/staff/totp')
  const secret = secretOn(page)
  const fields = { code: codeOf(site, secret), password: samplePassword }
  const done = await visitor.submit(page, '/staff/totp', fields)
  expect(done.path).toBe('/staff')
  return { visitor, secret }
}

function stored(site: Site) {
  return site.deps.store.read(db =>
    db
      .selectFrom('staff')
      .select(['id', 'totp_secret', 'totp_used_step'])
      .where('login', '=', 'supervisor')
      .executeTakeFirst(),
  )
}

test('somebody sets it up of their own will, with password and a first code, and gets a new session', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  await letVisitorIn(site, visitor, 'supervisor')
  const token = visitor.cookies.get('madoguchi-staff')
  const page = await visitor.get('/staff/totp')
  const secret = secretOn(page)
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  expect(page.html).toContain('<svg')
  expect(secretOn(await visitor.get('/staff/totp'))).toBe(secret)

  const wrongCode = await visitor.submit(page, '/staff/totp', { code: '000000', password: samplePassword })
  expect(wrongCode.status).toBe(422)
  const wrongPassword = await visitor.submit(page, '/staff/totp', {
    code: codeOf(site, secret),
    password: 'x',
  })
  expect(wrongPassword.status).toBe(422)
  expect(await stored(site)).toMatchObject({ totp_secret: null, totp_used_step: null })

  const done = await visitor.submit(page, '/staff/totp', {
    code: codeOf(site, secret),
    password: samplePassword,
  })

  expect(done.path).toBe('/staff')
  expect(visitor.cookies.get('madoguchi-staff')).not.toBe(token)
  const row = await stored(site)
  expect(row?.totp_secret).toBe(secret)
  const enrolments = () => rowsOf(site, 'totp_enrolled')
  expect(await enrolments()).toEqual([{ actor: `staff:${row?.id}`, role: 'supervisor' }])
  const again = await visitor.get('/staff/totp')
  expect(again.heading).toBe('ワンタイムパスワードは設定ずみです')
  expect(again.html).not.toContain(secret)
  expect(
    (await visitor.post('/staff/totp', { code: codeOf(site, secret, 1), password: samplePassword })).heading,
  ).toBe(again.heading)
  expect(await enrolments()).toHaveLength(1)
})

test('from then on the password alone opens nothing', async () => {
  const site = await openSite({ now })
  const { secret } = await enrolled(site)
  site.setNow('2026-12-01T09:05')
  const visitor = openVisitor(site)

  const page = await visitor.post('/staff/sign-in', { ...credentials, next: '/staff/counters/ido' })

  expect(page.path).toBe(`/staff/one-time-password?next=${encodeURIComponent('/staff/counters/ido')}`)
  for (const path of ['/staff', '/staff/totp', '/staff/lock'])
    expect((await visitor.get(path)).path, path).toMatch(/^\/staff\/one-time-password/)
  await visitor.post('/staff/lock', { password: samplePassword })
  expect((await visitor.get('/staff')).path).toMatch(/^\/staff\/one-time-password/)
  const token = visitor.cookies.get('madoguchi-staff')
  const open = await visitor.submit(page, '/staff/one-time-password', {
    code: ` ${codeOf(site, secret).replace(/^(.{3})/, '$1 ')} `,
  })
  expect(open.locations[0]).toBe('/staff/counters/ido')
  expect(visitor.cookies.get('madoguchi-staff')).not.toBe(token)
  expect((await visitor.get('/staff')).path).toBe('/staff')
})

test('a code is good once, and for a minute and a half', async () => {
  const site = await openSite({ now })
  const { secret } = await enrolled(site)
  const enrolment = codeOf(site, secret)
  const visitor = openVisitor(site)
  const page = await visitor.post('/staff/sign-in', credentials)
  const attempt = (code: string) => visitor.submit(page, '/staff/one-time-password', { code })

  expect((await attempt(enrolment)).status).toBe(422)
  expect((await attempt(codeOf(site, secret, -1))).status).toBe(422)
  expect((await attempt(codeOf(site, secret, 2))).status).toBe(422)
  expect((await attempt(codeOf(site, secret, 1))).path).toBe('/staff')

  const other = openVisitor(site)
  const second = await other.post('/staff/sign-in', credentials)
  const replay = await other.submit(second, '/staff/one-time-password', { code: codeOf(site, secret, 1) })
  expect(replay.status).toBe(422)
})

test('of two who send one code at once, one gets in', async () => {
  const site = await openSite({ now })
  const { secret } = await enrolled(site)
  site.setNow('2026-12-01T09:05')
  const visitors = [openVisitor(site), openVisitor(site), openVisitor(site)]
  for (const visitor of visitors) await visitor.post('/staff/sign-in', credentials)

  const pages = await Promise.all(
    visitors.map(visitor => visitor.post('/staff/one-time-password', { code: codeOf(site, secret) })),
  )

  expect(pages.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 422, 422])
})

test('after five wrong codes there is a wait, even for the right one', async () => {
  const site = await openSite({ now, settings: { RATE_LIMIT: 'on' } })
  const { secret } = await enrolled(site)
  site.setNow('2026-12-01T09:05')
  const visitor = openVisitor(site)
  const page = await visitor.post('/staff/sign-in', credentials)
  for (let time = 0; time < 5; time += 1)
    expect((await visitor.submit(page, '/staff/one-time-password', { code: '000000' })).status).toBe(422)

  const refused = await visitor.submit(page, '/staff/one-time-password', { code: codeOf(site, secret) })

  expect(refused.status).toBe(429)
  expect(refused.html).toContain('あと15分')
  expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0)
})

test('a role that needs it sets it up before anything else opens', async () => {
  const site = await openSite({ now })
  await site.change(db => db.updateTable('offices').set({ totp_roles_json: '["supervisor"]' }).execute())
  const visitor = openVisitor(site)

  const page = await visitor.post('/staff/sign-in', { ...credentials, next: '/staff/live' })

  expect(page.path).toBe(`/staff/totp?next=${encodeURIComponent('/staff/live')}`)
  expect((await visitor.get('/staff')).path).toBe('/staff/totp')
  const done = await visitor.submit(page, '/staff/totp', { code: codeOf(site, secretOn(page)) })
  expect(done.locations[0]).toBe('/staff/live')
  expect((await visitor.get('/staff')).path).toBe('/staff')
  const clerk = await openVisitor(site).post('/staff/sign-in', { login: 'clerk', password: samplePassword })
  expect(clerk.path).toBe('/staff')
})

test('a password is good for ten minutes while the code is missing', async () => {
  const site = await openSite({ now })
  const { secret } = await enrolled(site)
  const visitor = openVisitor(site)
  await visitor.post('/staff/sign-in', credentials)

  site.setNow('2026-12-01T09:10')

  const late = await visitor.post('/staff/one-time-password', { code: codeOf(site, secret) })
  expect(late.status).toBe(401)
})

test('a locked browser sets nothing up', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  await letVisitorIn(site, visitor, 'supervisor')
  const page = await visitor.get('/staff/totp')
  await visitor.post('/staff/lock/now', {})

  const fields = { code: codeOf(site, secretOn(page)), password: samplePassword }
  expect((await visitor.submit(page, '/staff/totp', fields)).path).toBe('/staff/lock')
  expect((await visitor.get('/staff/totp')).path).toBe('/staff/lock')
  expect((await stored(site))?.totp_secret).toBeNull()
})
