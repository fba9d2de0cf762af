import { expect, test } from 'vitest'
import { tokenHash } from '#src/access/token.ts'
import { isSessionValid, validSessions } from '#src/staff/find-session.ts'
import { openSite, type Site } from '../support/site.ts'
import { bearer, letVisitorIn, samplePassword } from '../support/staff.ts'
import { openVisitor, type Visitor } from '../support/visitor.ts'

const now = '2026-12-01T09:00'

async function clerkAt(site: Site): Promise<Visitor> {
  const visitor = openVisitor(site)
  await letVisitorIn(site, visitor, 'clerk')
  return visitor
}

function hashOf(visitor: Visitor): string {
  return tokenHash(visitor.cookies.get('madoguchi-staff') ?? '')
}

/** All that is not about who is signed in. */
function theRest(site: Site) {
  return site.deps.store.read(async db => [
    await db.selectFrom('windows').selectAll().orderBy('id').execute(),
    await db.selectFrom('tickets').selectAll().execute(),
    await db.selectFrom('visit_events').selectAll().execute(),
  ])
}

test('a browser that nobody has used for the idle time asks for the password, and goes on where it was', async () => {
  const site = await openSite({ now })
  const clerk = await clerkAt(site)
  site.setNow('2026-12-01T09:14')
  expect((await clerk.send('/staff')).status).toBe(200)
  const before = await theRest(site)

  site.setNow('2026-12-01T09:29')

  const page = await clerk.get('/staff')
  expect(page.path).toBe('/staff/lock')
  expect(page.html).toContain('見本 みなとさん')
  const wrong = await clerk.submit(page, '/staff/lock', { password: 'wrong' })
  expect([wrong.status, wrong.path]).toEqual([422, '/staff/lock'])
  const token = clerk.cookies.get('madoguchi-staff')
  const open = await clerk.submit(wrong, '/staff/lock', { password: samplePassword })
  expect([open.status, open.path]).toEqual([200, '/staff'])
  expect(clerk.cookies.get('madoguchi-staff')).not.toBe(token)
  expect(await theRest(site)).toEqual(before)
})

test('a browser that was used while the clock was a week ahead is locked when the clock is right again', async () => {
  const site = await openSite({ now: '2026-12-08T09:00' })
  const clerk = await clerkAt(site)
  expect((await clerk.send('/staff')).status).toBe(200)

  site.setNow('2026-12-01T09:20')

  expect((await clerk.get('/staff')).path).toBe('/staff/lock')
  expect(await isSessionValid(site.deps, hashOf(clerk))).toBe(false)
})

test('a deed in a locked browser is not done', async () => {
  const site = await openSite({ now })
  const clerk = await clerkAt(site)
  site.setNow('2026-12-01T09:15')

  const answer = await clerk.send('/staff/lock/now', {
    method: 'POST',
    headers: { Origin: site.url, Referer: `${site.url}/staff/windows/3`, 'Content-Type': 'text/plain' },
  })

  expect([answer.status, answer.headers.get('Location')]).toEqual([
    303,
    `/staff/lock?next=${encodeURIComponent('/staff/windows/3')}`,
  ])
  const rows = await site.deps.store.read(db => db.selectFrom('audit').select('deed').execute())
  expect(rows.map(({ deed }) => deed)).toEqual(['signed_in'])
})

test('what a page asks for by itself keeps no browser awake, and is shut out of a locked one', async () => {
  const site = await openSite({ now })
  const clerk = await clerkAt(site)
  for (const minute of ['05', '10', '14']) {
    site.setNow(`2026-12-01T09:${minute}`)
    expect((await clerk.send('/staff', { headers: { 'X-Live': '1' } })).status).toBe(200)
  }

  site.setNow('2026-12-01T09:15')

  expect((await clerk.send('/staff', { headers: { 'X-Live': '1' } })).status).toBe(401)
  expect((await clerk.send('/staff')).status).toBe(303)
})

test('somebody locks the screen before going away', async () => {
  const site = await openSite({ now })
  const clerk = await clerkAt(site)

  const page = await clerk.submit(await clerk.get('/staff'), '/staff/lock/now')

  expect(page.path).toBe('/staff/lock')
  expect((await clerk.send('/staff')).status).toBe(303)
  expect(await isSessionValid(site.deps, hashOf(clerk))).toBe(false)
  const back = await clerk.submit(page, '/staff/lock', { password: samplePassword })
  expect(back.path).toBe('/staff')
})

test('unlocking takes the password of whoever is signed in, not another', async () => {
  const site = await openSite({ now })
  const clerk = await clerkAt(site)
  await clerk.post('/staff/lock/now', {})
  await site.change(db =>
    db.updateTable('staff').set({ is_disabled: 1 }).where('login', '=', 'clerk').execute(),
  )

  const page = await clerk.post('/staff/lock', { password: samplePassword })

  expect(page.status).toBe(401)
})

test('the idle time is the one of the office; what a program does needs none', async () => {
  const site = await openSite({ now })
  await site.change(db => db.updateTable('offices').set({ idle_lock_minutes: 1 }).execute())
  const clerk = await clerkAt(site)
  const program = await bearer(site, 'clerk')
  for (const second of ['20', '40', '59']) {
    site.setNow(`2026-12-01T09:00:${second}`)
    expect((await clerk.send('/staff')).status).toBe(200)
  }
  site.setNow('2026-12-01T09:01:40')
  expect((await clerk.send('/staff')).status).toBe(200)

  site.setNow('2026-12-01T11:00')

  expect((await clerk.send('/staff')).status).toBe(303)
  const hash = tokenHash(program.Authorization.slice('Bearer '.length))
  expect(await isSessionValid(site.deps, hash)).toBe(true)
})

test('a stream goes on while its session is signed in, unlocked and of an account that is not disabled', async () => {
  const site = await openSite({ now })
  const [clerk, other] = [await clerkAt(site), openVisitor(site)]
  await letVisitorIn(site, other, 'supervisor')
  const valid = () =>
    site.deps.store.read(db => validSessions(db, [hashOf(clerk), hashOf(other), 'x'], site.deps.clock.now()))
  expect(await valid()).toEqual(
    new Map([
      [hashOf(clerk), 'clerk'],
      [hashOf(other), 'supervisor'],
    ]),
  )
  const [first, second] = [hashOf(clerk), hashOf(other)]

  await clerk.post('/staff/sign-out', {})
  await site.change(db =>
    db.updateTable('staff').set({ is_disabled: 1 }).where('login', '=', 'supervisor').execute(),
  )

  expect(await valid()).toEqual(new Map())
  expect(await isSessionValid(site.deps, first)).toBe(false)
  expect(await isSessionValid(site.deps, second)).toBe(false)
})
