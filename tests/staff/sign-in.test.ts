import { expect, test } from 'vitest'
import { tokenHash } from '#src/access/token.ts'
import { openSite, type Site } from '../support/site.ts'
import { letVisitorIn, samplePassword, signIn } from '../support/staff.ts'
import { openVisitor, type Visitor } from '../support/visitor.ts'
import { traces } from '../support/traces.ts'

const now = '2026-12-01T08:30'
const right = { login: 'clerk', password: samplePassword }

async function signInAs(visitor: Visitor, fields: Record<string, string> = right, path = '/staff/sign-in') {
  return visitor.submit(await visitor.get(path), '/staff/sign-in', fields)
}

function sessions(site: Site) {
  return site.deps.store.read(db => db.selectFrom('staff_sessions').selectAll().execute())
}

function audited(site: Site) {
  return site.deps.store.read(async db => {
    const rows = await db.selectFrom('audit').selectAll().orderBy('id').execute()
    return rows.map(row => `${row.actor.replace(/\d+/, 'n')} ${row.deed}`)
  })
}

test('a clerk signs in, sees the counters and signs out', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)

  const page = await signInAs(visitor)

  expect(page.path).toBe('/staff')
  expect(page.heading).toContain('見本 みなと')
  expect(page.html).toContain('窓口担当')
  const [session] = await sessions(site)
  const token = visitor.cookies.get('madoguchi-staff') ?? ''
  expect(session).toMatchObject({ token_hash: tokenHash(token), kind: 'browser', step: 'open' })

  const out = await visitor.submit(page, '/staff/sign-out')
  expect(out.path).toBe('/staff/sign-in?done=ended')
  expect(out.html).toContain('サインアウトしました')
  expect(visitor.cookies.has('madoguchi-staff')).toBe(false)
  expect(await sessions(site)).toEqual([])
  expect(await audited(site)).toEqual(['staff:n signed_in', 'staff:n signed_out'])
})

test('the cookie is for HTTP alone, and a token that was signed out is good for nothing', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  const answer = await visitor.send('/staff/sign-in', {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: site.url },
    body: new URLSearchParams(right).toString(),
  })

  expect(answer.headers.getSetCookie().join('\n')).toMatch(
    /^madoguchi-staff=[\w-]{22}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/m,
  )
  const stolen = visitor.cookies.get('madoguchi-staff') ?? ''
  await visitor.post('/staff/sign-out', {})
  visitor.cookies.set('madoguchi-staff', stolen)
  expect((await visitor.send('/staff')).headers.get('Location')).toBe('/staff/sign-in')
})

test('a wrong password, an unknown login and a disabled account are told alike, after one hashing each', async () => {
  const site = await openSite({ now })
  await site.change(db =>
    db.updateTable('staff').set({ is_disabled: 1 }).where('login', '=', 'reception').execute(),
  )
  let hashings = 0
  const { isRight } = site.deps.passwords
  site.deps.passwords.isRight = (...of) => {
    hashings += 1
    return isRight(...of)
  }

  const pages: string[] = []
  for (const [login, password] of [
    ['clerk', 'wrong'],
    ['nobody', samplePassword],
    ['reception', samplePassword],
  ] as const) {
    const page = await signInAs(openVisitor(site), { login, password })
    expect(page.status).toBe(422)
    pages.push(page.html.replaceAll(login, ''))
  }

  expect(new Set(pages).size).toBe(1)
  expect(hashings).toBe(3)
  expect(await sessions(site)).toEqual([])
  expect(await audited(site)).toEqual([
    'staff:n sign_in_failed',
    'staff:unknown sign_in_failed',
    'staff:n sign_in_failed',
  ])
})

test('what was typed wrong comes back without the password', async () => {
  const site = await openSite({ now })

  const page = await signInAs(openVisitor(site), { login: 'clerk', password: 'not-this-one' })

  expect(page.html).toContain('value="clerk"')
  expect(page.html).not.toContain('not-this-one')
  const empty = await signInAs(openVisitor(site), { login: '', password: '' })
  expect(empty.status).toBe(422)
  expect(empty.html).toContain('入力してください')
})

test('a login is taken in any width and case', async () => {
  const site = await openSite({ now })

  const page = await signInAs(openVisitor(site), { login: '　Ｃｌｅｒｋ ', password: samplePassword })

  expect(page.path).toBe('/staff')
})

test('signing in gives a new session, and ends the one the browser had', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  visitor.cookies.set('madoguchi-staff', 'A'.repeat(22))
  await signInAs(visitor)
  const first = visitor.cookies.get('madoguchi-staff') ?? ''
  expect(first).not.toBe('A'.repeat(22))

  await signInAs(visitor, { login: 'supervisor', password: samplePassword })

  const second = visitor.cookies.get('madoguchi-staff') ?? ''
  expect((await sessions(site)).map(session => session.token_hash)).toEqual([tokenHash(second)])
})

test('after signing in the page that was asked for opens', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  const asked = await visitor.send('/staff/counters/ido?from=menu')
  expect(asked.headers.get('Location')).toBe(
    `/staff/sign-in?next=${encodeURIComponent('/staff/counters/ido?from=menu')}`,
  )

  const page = await signInAs(visitor, right, asked.headers.get('Location') ?? '')

  expect(page.locations[0]).toBe('/staff/counters/ido?from=menu')
})

test.each(['//evil.example', '/\\evil.example', 'https:evil.example', '/staff/%0d%0aX-Evil:1', '/mihon'])(
  'signing in never leads to %s',
  async next => {
    const site = await openSite({ now })

    const page = await openVisitor(site).post('/staff/sign-in', { ...right, next })

    expect(page.locations[0]).toBe('/staff')
  },
)

test('a form of another site signs nobody in or out', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  await letVisitorIn(site, visitor, 'clerk')
  const before = await sessions(site)
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
  const body = new URLSearchParams(right).toString()

  for (const [path, more] of [
    ['/staff/sign-in', { Origin: 'https://evil.example' }],
    ['/staff/sign-in', { Origin: 'null' }],
    ['/staff/sign-in', {}],
    ['/staff/sign-out', { Origin: 'https://evil.example' }],
    ['/staff/lock/now', { 'Sec-Fetch-Site': 'cross-site' }],
  ] as const) {
    const answer = await visitor.send(path, { method: 'POST', headers: { ...headers, ...more }, body })
    expect(answer.status).toBe(403)
  }

  expect(await sessions(site)).toEqual(before)
})

test('a button pressed without a session does nothing and says so', async () => {
  const site = await openSite({ now })
  const before = await traces(site)

  const page = await openVisitor(site).post('/staff/lock/now', {})

  expect(page.status).toBe(401)
  expect(page.heading).toBe('サインインしてください')
  expect(page.links).toContain('/staff/sign-in')
  expect(await traces(site)).toEqual(before)
})

test('what a page asks for by itself is answered without a page', async () => {
  const site = await openSite({ now })

  for (const headers of [{ 'X-Live': '1' }, { Accept: 'text/event-stream' }]) {
    const answer = await openVisitor(site).send('/staff', { headers })
    expect([answer.status, answer.html]).toEqual([401, 'Unauthorized'])
  }
})

test('a session ends after twelve hours, however busy', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  await letVisitorIn(site, visitor, 'clerk')
  for (let minutes = 0; minutes < 12 * 60; minutes += 10) {
    const time = `2026-12-01T${String(8 + Math.floor((30 + minutes) / 60)).padStart(2, '0')}:${String((30 + minutes) % 60).padStart(2, '0')}`
    site.setNow(time)
    expect((await visitor.send('/staff')).status, time).toBe(200)
  }

  site.setNow('2026-12-01T20:30')

  expect((await visitor.send('/staff')).headers.get('Location')).toBe('/staff/sign-in')
})

test('an account that is disabled is out at the next request; a role that is lowered counts at once', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  await letVisitorIn(site, visitor, 'supervisor')
  expect((await visitor.get('/staff')).html).toContain('係長・課長')

  await site.change(db =>
    db.updateTable('staff').set({ role: 'contractor' }).where('login', '=', 'supervisor').execute(),
  )
  expect((await visitor.get('/staff')).html).toContain('委託スタッフ')
  await site.change(db =>
    db.updateTable('staff').set({ is_disabled: 1 }).where('login', '=', 'supervisor').execute(),
  )

  expect((await visitor.send('/staff')).headers.get('Location')).toBe('/staff/sign-in')
})

test('the start page names the counters somebody works at, and no others', async () => {
  const site = await openSite({ now })
  const visitor = openVisitor(site)
  await letVisitorIn(site, visitor, 'contractor')

  const { html } = await visitor.get('/staff')

  expect(html.match(/class="workplace"/g)).toHaveLength(2)
})

test('without an office the start page says so, and nothing else opens', async () => {
  const site = await openSite({ now })
  const { Cookie } = await signIn(site, 'admin')
  await site.change(db =>
    db.updateTable('staff').set({ office_id: null }).where('login', '=', 'admin').execute(),
  )
  site.deps.offices.asOfNow = async () => []

  const home = await openVisitor(site).send('/staff', { headers: { Cookie } })

  expect(home.status).toBe(200)
  expect(home.heading).toBe('まだ使えません')
})

test('strangers who guess passwords never keep a browser out that has signed in before', async () => {
  const site = await openSite({ now, settings: { RATE_LIMIT: 'on' } })
  const known = openVisitor(site)
  await signInAs(known)
  await known.post('/staff/sign-out', {})
  for (let time = 0; time < 10; time += 1)
    expect(
      (await openVisitor(site).post('/staff/sign-in', { login: 'clerk', password: 'guess' })).status,
    ).toBe(422)

  const stranger = await openVisitor(site).post('/staff/sign-in', right)

  expect(stranger.status).toBe(429)
  expect(Number(stranger.headers.get('Retry-After'))).toBeGreaterThan(800)
  expect(stranger.html).toContain('あと15分')
  expect((await signInAs(known)).path).toBe('/staff')
})

test('a browser is known to the accounts that signed in there, and to no others', async () => {
  const site = await openSite({ now, settings: { RATE_LIMIT: 'on' } })
  const shared = openVisitor(site)
  await signInAs(shared)
  await signInAs(shared, { login: 'supervisor', password: samplePassword })
  for (const login of ['clerk', 'supervisor', 'reception'])
    for (let time = 0; time < 10; time += 1)
      await openVisitor(site).post('/staff/sign-in', { login, password: 'guess' })

  expect((await signInAs(shared)).path).toBe('/staff')
  expect((await signInAs(shared, { login: 'supervisor', password: samplePassword })).path).toBe('/staff')
  expect((await signInAs(shared, { login: 'reception', password: samplePassword })).status).toBe(429)
})
