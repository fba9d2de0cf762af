import type { PluginTransformResultArgs, RootOperationNode } from 'kysely'
import { expect, test } from 'vitest'
import type { Decision } from '#src/openings/change-openings.ts'
import { counterOf } from '../slots/sample-office.ts'
import { auditOf, bookedAtDesk } from '../reception/deeds.ts'
import { appointmentOf, cancelIt, held, holdAt } from '../booking/deeds.ts'
import { instant, openWard, type Ward } from '../support/ward.ts'
import { administrator, change, dated, idsOf, preview } from './changes.ts'

const register = ['tennyu']
const tuesday = '2026-12-08'

function idoUntil(ward: Ward, closes: number) {
  return [dated(counterOf(ward.office, 'ido').id, tuesday, [540, closes])]
}

async function messagesOf(ward: Ward, appointmentId: number) {
  const rows = await ward.deps.store.read(db =>
    db
      .selectFrom('outbox')
      .select('kind')
      .where('appointment_id', '=', appointmentId)
      .orderBy('id')
      .execute(),
  )
  return rows.map(({ kind }) => kind)
}

async function decisionsOf(ward: Ward) {
  return ward.deps.store.read(db =>
    db
      .selectFrom('opening_decisions')
      .select(['appointment_id', 'decision', 'why', 'from_at', 'to_at', 'reason'])
      .orderBy('appointment_id')
      .execute(),
  )
}

test('a change that hits nobody is saved, and what is free follows it at once', async () => {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  await ward.booked(register, '2026-12-08T10:00')
  const before = await ward.deps.availability.days(ward.office, ward.wish(...register), tuesday, tuesday)

  const outcome = await change(ward, idoUntil(ward, 720))

  const office = await ward.deps.offices.bySlug('mihon')
  if (!office) throw new Error('no office')
  const after = await ward.deps.availability.days(office, ward.wish(...register), tuesday, tuesday)
  expect(outcome).toMatchObject({ ok: true, kept: 0, moved: 0, cancelled: 0 })
  expect(office.revision).toBe(ward.office.revision + 1)
  expect(before.days[0]?.slots.at(-1)?.startMinute).toBe(1020)
  expect(after.days[0]?.slots.at(-1)?.startMinute).toBe(690)
})

test('nothing is saved while somebody who is hit has no decision, and all who are hit are named', async () => {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  const first = await ward.booked(register, '2026-12-08T14:00')
  const second = await ward.booked(register, '2026-12-08T15:00')
  const rows = idoUntil(ward, 720)

  const outcome = await change(ward, rows, [[first.appointmentId, { kind: 'cancel' }]])

  expect(outcome).toMatchObject({ ok: false, reason: 'undecided' })
  expect('hits' in outcome ? idsOf(outcome.hits) : []).toEqual([first.appointmentId, second.appointmentId])
  expect((await appointmentOf(ward, first.appointmentId))?.state).toBe('booked')
  expect((await ward.deps.offices.bySlug('mihon'))?.revision).toBe(ward.office.revision)
})

test('each decision is carried out with its message, its audit and its line in the history', async () => {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  const [kept, moved, cancelled] = [
    await ward.booked(register, '2026-12-08T14:00'),
    await ward.booked(register, '2026-12-08T15:00'),
    await ward.booked(register, '2026-12-08T16:00'),
  ]
  const startsAt = instant('2026-12-08T11:00')

  const outcome = await change(ward, idoUntil(ward, 720), [
    [kept.appointmentId, { kind: 'keep', reason: '電話で約束した' }],
    [moved.appointmentId, { kind: 'move', startsAt }],
    [cancelled.appointmentId, { kind: 'cancel' }],
  ])

  expect(outcome).toMatchObject({ ok: true, kept: 1, moved: 1, cancelled: 1 })
  expect((await appointmentOf(ward, kept.appointmentId))?.leg.startsAt).toBe(instant('2026-12-08T14:00'))
  expect((await appointmentOf(ward, moved.appointmentId))?.leg.startsAt).toBe(startsAt)
  expect((await appointmentOf(ward, cancelled.appointmentId))?.state).toBe('cancelled')
  expect(await messagesOf(ward, kept.appointmentId)).toEqual(['booked'])
  expect(await messagesOf(ward, moved.appointmentId)).toEqual(['booked', 'rescheduled'])
  expect(await messagesOf(ward, cancelled.appointmentId)).toEqual(['booked', 'cancelled'])
  expect((await auditOf(ward, kept.appointmentId)).at(-1)?.deed).toBe('keep')
  expect((await auditOf(ward, cancelled.appointmentId)).at(-1)).toMatchObject({
    deed: 'cancel',
    details: { by: 'office' },
  })
  expect((await decisionsOf(ward)).map(({ decision, why, reason }) => [decision, why, reason])).toEqual([
    ['keep', 'closed', '電話で約束した'],
    ['move', 'closed', null],
    ['cancel', 'closed', null],
  ])
})

test('a booking that was kept is not hit by the next change', async () => {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  const { appointmentId } = await ward.booked(register, '2026-12-08T14:00')
  await change(ward, idoUntil(ward, 720), [[appointmentId, { kind: 'keep', reason: '約束' }]])

  expect(await change(ward, [dated(counterOf(ward.office, 'koseki').id, tuesday, [540, 600])])).toMatchObject(
    {
      ok: true,
    },
  )
})

test('a new time that is closed under the new rules, or full, is refused and names the booking', async () => {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  const { appointmentId } = await ward.booked(register, '2026-12-08T14:00')
  for (let place = 1; place <= 5; place += 1)
    await bookedAtDesk(ward, { ...administrator, officeId: ward.office.id }, register, '2026-12-08T09:00')
  const moveTo = (at: string) =>
    change(ward, idoUntil(ward, 720), [[appointmentId, { kind: 'move', startsAt: instant(at) }]])

  expect(await moveTo('2026-12-08T13:00')).toEqual({ ok: false, reason: 'slot_closed', appointmentId })
  expect(await moveTo('2026-12-08T09:00')).toEqual({ ok: false, reason: 'slot_full', appointmentId })
  expect(await moveTo('2026-12-08T10:00')).toMatchObject({ ok: true, moved: 1 })
})

test('two whom a change hits may change places', async () => {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  const counterId = counterOf(ward.office, 'kyodo').id
  const [service] = ward.office.services.filter(one => one.counterId === counterId && one.isBookable)
  const slugs = [service?.slug ?? '']
  const first = await ward.booked(slugs, '2026-12-08T14:00')
  const second = await ward.booked(slugs, '2026-12-09T14:00')
  const rows = [...[tuesday, '2026-12-09'].map(date => dated(counterId, date, [840 + 5, 1020]))]
  const at = (date: string) => instant(`${date}T14:05`)

  const outcome = await change(ward, rows, [
    [first.appointmentId, { kind: 'move', startsAt: at('2026-12-09') }],
    [second.appointmentId, { kind: 'move', startsAt: at('2026-12-08') }],
  ])

  expect(outcome).toMatchObject({ ok: true, moved: 2 })
})

test('what is held at a time that closes is released', async () => {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  const { appointmentId } = await held(ward, register, '2026-12-08T14:00')

  expect(await change(ward, idoUntil(ward, 720))).toMatchObject({ ok: true })
  expect(await appointmentOf(ward, appointmentId)).toBeNull()
})

test('pressed twice it is done once, and by an old page not at all', async () => {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  const rows = idoUntil(ward, 720)

  const first = await change(ward, rows, [], { seen: ward.office.revision, key: 'once' })
  const again = await change(ward, rows, [], { seen: ward.office.revision, key: 'once' })
  const old = await change(ward, idoUntil(ward, 780), [], { seen: ward.office.revision })

  expect(again).toEqual(first)
  expect(old).toEqual({ ok: false, reason: 'stale' })
  expect(await change(ward, [{ kind: 'remove_rule', id: 999_999 }])).toEqual({ ok: false, reason: 'stale' })
})

test('a decision about a booking that was cancelled meanwhile is not needed', async () => {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  const { appointmentId } = await ward.booked(register, '2026-12-08T14:00')
  await cancelIt(ward, appointmentId)

  expect(await change(ward, idoUntil(ward, 720), [[appointmentId, { kind: 'cancel' }]])).toMatchObject({
    ok: true,
    cancelled: 0,
  })
})

test('whoever books while the change is saved is either decided upon or refused', async () => {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  const starts = Array.from(
    { length: 12 },
    (_, index) => `2026-12-08T${14 + (index >> 2)}:${['00', '15', '30', '45'][index % 4]}`,
  )

  const [outcome, ...bookings] = await Promise.all([
    change(ward, idoUntil(ward, 720)),
    ...starts.map(startsAt => holdAt(ward, register, startsAt)),
    ...starts.map(startsAt => ward.book(register, startsAt)),
  ])

  const after12 = await ward.deps.store.read(db =>
    db
      .selectFrom('places')
      .select('starts_at')
      .where('starts_at', '>=', instant('2026-12-08T12:00'))
      .execute(),
  )
  expect(bookings).toHaveLength(24)
  expect(outcome.ok ? after12 : outcome.reason).toEqual(outcome.ok ? [] : 'undecided')
})

test('sixty who are hit are offered times of which no two are the same last place, and all can move in few statements', async () => {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  const staff = { ...administrator, officeId: ward.office.id }
  for (let slot = 0; slot < 12; slot += 1)
    for (let place = 1; place <= 5; place += 1) {
      const minute = String((slot % 2) * 30).padStart(2, '0')
      await bookedAtDesk(
        ward,
        staff,
        register,
        `2026-12-08T${String(9 + (slot >> 1)).padStart(2, '0')}:${minute}`,
      ).catch(() => null)
    }
  const rows = idoUntil(ward, 545)

  const { hits } = await preview(ward, rows)
  const statements = countStatements(ward)
  const outcome = await change(
    ward,
    rows,
    hits.map(({ visit, newTimes }, index): [number, Decision] => {
      const [first] = newTimes
      if (!first) throw new Error('no new time')
      const decision: Decision =
        index % 10 === 0 ? { kind: 'cancel' } : { kind: 'move', startsAt: first.startsAt }
      return [visit.appointmentId, decision]
    }),
  )

  const cancelled = Math.ceil(hits.length / 10)
  expect(hits.length).toBeGreaterThan(50)
  expect(outcome).toMatchObject({ ok: true, moved: hits.length - cancelled, cancelled })
  // On PostgreSQL each is a way there and back, and all of a change have five seconds.
  expect(statements(), 'three for the places of each, and some for all').toBeLessThan(4 * hits.length + 80)
})

/** Counts the statements of the writes to come. */
function countStatements({ deps: { store } }: Ward): () => number {
  let count = 0
  const { write } = store
  const counting = {
    transformQuery: ({ node }: { node: RootOperationNode }) => node,
    async transformResult({ result }: PluginTransformResultArgs) {
      count += 1
      return result
    },
  }
  store.write = (fn, options) => write(db => fn(db.withPlugin(counting)), options)
  return () => count
}

test('contractors see the numbers of those who are hit and no name', async () => {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  const { reference } = await ward.booked(register, '2026-12-08T14:00', { name: 'カナリア 一郎' })

  const forAdministrator = await preview(ward, idoUntil(ward, 720))
  const forContractor = await preview(ward, idoUntil(ward, 720), { ...administrator, role: 'contractor' })

  expect(forAdministrator.hits[0]?.booking).toMatchObject({ reference, name: 'カナリア 一郎' })
  expect(forContractor.hits[0]?.booking.reference).toBe(reference)
  expect(JSON.stringify(forContractor)).not.toContain('カナリア')
})
