import { expect, test } from 'vitest'
import { grantAccess } from '#src/access/queries.ts'
import { newReference, newSetupCode, newToken } from '#src/access/token.ts'
import { lookUp } from '#src/booking/look-up.ts'
import { openedBooking } from '#src/booking/opened.ts'
import { choosePassword } from '#src/people/choose-password.ts'
import { replaceWelcomeCode } from '#src/people/queries.ts'
import { newWelcomeCode } from '#src/people/welcome-code.ts'
import { signInProgram } from '#src/staff/sign-in-program.ts'
import { openedEntry } from '#src/waitlist/opened.ts'
import { addPerson } from '../support/people.ts'
import { type Work, workOf } from '../support/recorded-work.ts'
import { openSite } from '../support/site.ts'
import { samplePassword } from '../support/staff.ts'
import { openWard, type Ward } from '../support/ward.ts'

const caller = '192.0.2.1'

/** What one of these costs, when it is shown that all of them cost the same. */
async function sameWork<T>(
  ward: Ward,
  tried: Record<string, T>,
  run: (one: T) => Promise<unknown>,
): Promise<Work> {
  const works: Record<string, Work> = {}
  for (const [what, one] of Object.entries(tried)) works[what] = await workOf(ward, () => run(one))
  const [first = { queries: [], hashings: 0 }] = Object.values(works)
  expect(works).toEqual(Object.fromEntries(Object.keys(works).map(what => [what, first])))
  return first
}

test('a reference that is unknown costs the same work as a wrong secret', async () => {
  const ward = await openWard()
  const booked = await ward.booked(['tennyu'], '2026-12-02T09:00', { phone: '09012345678' })
  const other = newReference()

  const work = await sameWork(
    ward,
    {
      'a wrong address': { reference: booked.reference, secret: 'somebody@example.test' },
      'wrong digits': { reference: booked.reference, secret: '0000' },
      'an unknown reference': { reference: other, secret: 'somebody@example.test' },
      'an unknown reference and digits': { reference: other, secret: '0000' },
      'no reference at all': { reference: 'x', secret: '0000' },
    },
    async typed => expect((await lookUp(ward.deps, typed, caller)).ok).toBe(false),
  )

  expect(work).toEqual({ queries: [expect.stringContaining('"reference" = ')], hashings: 0 })
})

test('a login that is unknown costs the same work as a wrong password: one hashing and the same queries', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  await addPerson(site, 'tomatta')
  await addPerson(site, 'mada')
  await site.change(async db => {
    await db.updateTable('staff').set({ is_disabled: 1 }).where('login', '=', 'tomatta').execute()
    await db.updateTable('staff').set({ password_hash: '' }).where('login', '=', 'mada').execute()
  })

  const work = await sameWork(
    site,
    {
      'a wrong password': { login: 'clerk', password: 'wrong' },
      'an unknown login': { login: 'nobody', password: samplePassword },
      'a disabled account': { login: 'tomatta', password: samplePassword },
      'an account without a password yet': { login: 'mada', password: samplePassword },
      'no login at all': { login: '', password: samplePassword },
    },
    async typed => expect(await signInProgram(site.deps, typed, caller)).toMatchObject({ ok: false }),
  )

  expect(work.hashings).toBe(1)
  expect(work.queries.length).toBeGreaterThan(1)
})

test('a login without a code for a password costs the same work as a wrong code', async () => {
  const site = await openSite({ now: '2026-12-01T09:00' })
  const staffId = await addPerson(site, 'sakura')
  const { codeHash, expiresAt } = await newWelcomeCode(site.deps)
  const invited = { staffId, officeId: site.office.id, codeHash, now: 0, expiresAt }
  await site.deps.store.write(db => replaceWelcomeCode(db, invited))
  const code = newSetupCode()

  const work = await sameWork(
    site,
    {
      'a wrong code': { login: 'sakura', code },
      'what is no code': { login: 'sakura', code: 'x' },
      'an account without a code': { login: 'clerk', code },
      'an unknown login': { login: 'nobody', code },
    },
    async typed =>
      expect(await choosePassword(site.deps, { ...typed, password: samplePassword }, caller)).toMatchObject({
        ok: false,
      }),
  )

  expect(work.hashings).toBe(1)
})

test('a link that is unknown costs the same work as one that has ended or opens something else', async () => {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  const { appointmentId } = await ward.booked(['tennyu'], '2026-12-02T09:00')
  const grant = (kind: 'session' | 'hold', expiresAt: number) =>
    ward.deps.store.write(db =>
      grantAccess(db, { officeId: ward.office.id, appointmentId, kind, expiresAt }, 0),
    )
  const tokens = {
    'an unknown one': newToken(),
    'one that has ended': await grant('session', 1),
    'one of a hold': await grant('hold', ward.deps.clock.now() + 60_000),
  }

  const toBookings = await sameWork(ward, tokens, async token =>
    expect(await openedBooking(ward.deps, token)).toBeNull(),
  )
  const toWaits = await sameWork(ward, tokens, async token =>
    expect(await openedEntry(ward.deps, token)).toBeNull(),
  )

  expect([toBookings.queries.length, toWaits.queries.length]).toEqual([1, 1])
})

test('work that differs is found', async () => {
  const ward = await openWard()
  const { store } = ward.deps
  const look = (times: number) => async () => {
    for (let time = 0; time < times; time += 1)
      await store.read(db => db.selectFrom('offices').select('id').where('id', '=', time).execute())
  }

  const [once, twice] = [await workOf(ward, look(1)), await workOf(ward, look(2))]

  expect(once).toEqual({ queries: [expect.stringContaining('"offices"')], hashings: 0 })
  expect(twice.queries).toEqual([...once.queries, ...once.queries])
})
