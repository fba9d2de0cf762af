import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { sealAudit } from '#src/audit/seal.ts'
import { checkInvariants } from '#src/invariants/check.ts'
import { invariantIds, stateOf, type InvariantId, type Verdict } from '#src/invariants/invariant.ts'
import { forgettingJob } from '#src/invariants/ended-queries.ts'
import { cancelIt, held, move } from '../booking/deeds.ts'
import { done, openWindows, walkIn } from '../support/queue.ts'
import { tamper } from '../support/tamper.ts'
import { anybody, engine, instant, openWard, type Ward } from '../support/ward.ts'

/** A ward with a moved visit, a cancelled one, a hold, two people at windows and one who waits. */
async function openBusyWard(): Promise<Ward> {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  const moved = await ward.booked(['tennyu'], '2026-12-02T09:00')
  await move(ward, moved.appointmentId, '2026-12-02T10:00')
  const cancelled = await ward.booked(['tennyu'], '2026-12-02T09:00')
  await cancelIt(ward, cancelled.appointmentId)
  await held(ward, ['tennyu'], '2026-12-02T11:00')
  const [desk, other] = await openWindows(ward, 'shomei', 2)
  for (let count = 0; count < 3; count += 1) await walkIn(ward, 'shomei')
  done(await desk?.callNext())
  done(await other?.callNext())
  return ward
}

function broken(verdicts: readonly Verdict[]): InvariantId[] {
  return verdicts.filter(verdict => stateOf(verdict) === 'broken').map(({ id }) => id)
}

test('a ward in order keeps every invariant, and each that a database can show has been looked at', async () => {
  const verdicts = await checkInvariants((await openBusyWard()).deps)

  expect(verdicts.map(({ id }) => id)).toEqual(invariantIds)
  expect(verdicts.flatMap(({ examples }) => examples)).toEqual([])
  expect(verdicts.filter(({ looked }) => looked === 0).map(({ id }) => id)).toEqual(['INV-14'])
  expect(verdicts.filter(verdict => stateOf(verdict) === 'not_shown').map(({ id }) => id)).toEqual(['INV-14'])
})

test('an empty database keeps every invariant', async () => {
  const ward = await openWard()

  expect(broken(await checkInvariants(ward.deps))).toEqual([])
})

const anotherOffice = `insert into offices
  (id, slug, name, contact_json, time_zone, slot_minutes, hold_minutes, booking_days_ahead, is_same_day_bookable,
   lead_minute, bookable_share_percent, lunch_from_minute, lunch_to_minute, active_bookings_per_contact_max,
   services_per_booking_max, people_per_booking_max, check_in_opens_minutes_before, late_grace_minutes,
   no_show_after_minutes)
  select 99, 'other', name, contact_json, time_zone, slot_minutes, hold_minutes, booking_days_ahead,
   is_same_day_bookable, lead_minute, bookable_share_percent, lunch_from_minute, lunch_to_minute,
   active_bookings_per_contact_max, services_per_booking_max, people_per_booking_max,
   check_in_opens_minutes_before, late_grace_minutes, no_show_after_minutes from offices`

const ofBooked = "(select id from appointments where state = 'booked')"

test.for<[InvariantId, string, string, ...string[]]>([
  [
    'INV-1',
    'a place above those on offer',
    'a number above its 2 places',
    'update places set place_number = 4 where place_number = 1',
  ],
  [
    'INV-2',
    'a confirmed booking that is gone',
    'tells of a booking that is not there',
    `delete from outbox where appointment_id in ${ofBooked}`,
    'update appointments set person_id = null',
    'delete from persons',
    `delete from appointments where id in ${ofBooked}`,
  ],
  [
    'INV-2',
    'a booking of nobody',
    'nobody',
    'update appointments set person_id = null',
    'delete from persons',
  ],
  [
    'INV-3',
    'a booking made twice by one intent',
    'booked 2, cancelled 0 times',
    `insert into audit (office_id, at, actor, deed, appointment_id, details_json)
     select office_id, at, actor, deed, appointment_id, details_json from audit
     where deed = 'book' and appointment_id in ${ofBooked}`,
    `insert into outbox (office_id, appointment_id, kind, message_id, state, message_json, attempts, due_at, created_at)
     select office_id, appointment_id, kind, 'again', state, message_json, attempts, due_at, created_at from outbox
     where kind = 'booked' and appointment_id in ${ofBooked}`,
  ],
  [
    'INV-3',
    'a key whose effect was never answered',
    '1 idempotency keys without an answer',
    "insert into idempotency_keys values ('k', 'f', '', 0)",
  ],
  [
    'INV-4',
    'a place of a cancelled visit',
    'keeps 1 places',
    `insert into places (counter_id, starts_at, place_number, leg_id, office_id)
     select counter_id, starts_at, 1, id, office_id from legs
     where appointment_id in (select id from appointments where state = 'cancelled')`,
  ],
  [
    'INV-5',
    'half of the places of a visit',
    'has 1 places, needs 2 in a row',
    `delete from places where starts_at > (select min(starts_at) from legs where appointment_id in ${ofBooked})
     and leg_id in (select id from legs where appointment_id in ${ofBooked})`,
  ],
  [
    'INV-5',
    'a place at another counter',
    'at another counter',
    'update places set counter_id = counter_id + 1',
  ],
  [
    'INV-6',
    'a message that was never written',
    'messages [booked] for deeds [booked rescheduled]',
    "delete from outbox where kind = 'rescheduled'",
  ],
  [
    'INV-7',
    'a number given to nobody',
    'was given to nobody',
    'update ticket_series set last_number = last_number + 1',
  ],
  [
    'INV-7',
    'two people at one window',
    'two tickets at window',
    'drop index tickets_at_window',
    "update tickets set window_id = (select max(window_id) from tickets) where state = 'called'",
  ],
  [
    'INV-8',
    "a ticket in another office's data",
    'rows of tickets refer to visits of another office',
    anotherOffice,
    "update tickets set office_id = 99 where state = 'waiting'",
  ],
  [
    'INV-9',
    'an address in the audit',
    'holds an address or a number',
    `update audit set details_json = '{"to":"mihon@example.jp"}' where deed = 'cancel'`,
  ],
  [
    'INV-9',
    'a telephone number in the audit',
    'holds an address or a number',
    `update audit set details_json = '{"reason":"06-1234-5678 に連絡"}' where deed = 'cancel'`,
  ],
  [
    'INV-9',
    'a token kept as it is',
    '1 tokens are not kept as digests',
    `update access_tokens set token_hash = 'plain' where token_hash = (select min(token_hash) from access_tokens)`,
  ],
  ['INV-10', 'a change without its entry', '0 times "cancel"', "delete from audit where deed = 'cancel'"],
  ['INV-10', 'a skipped sequence', 'sequence 2', 'update appointments set sequence = sequence + 1'],
  [
    'INV-11',
    'a visit in seconds instead of milliseconds',
    'does not begin on a minute of this century',
    'update legs set starts_at = starts_at / 1000',
  ],
  [
    'INV-11',
    'a ticket on another day than its arrival',
    'arrived on 2026-12-01',
    "update tickets set business_date = '2026-12-11' where state = 'waiting'",
  ],
  [
    'INV-12',
    'somebody without an appointment',
    'belongs to 0 appointments',
    "insert into persons (office_id, name, needs_json) select id, '見本 残', '[]' from offices",
  ],
  [
    'INV-12',
    'an answer kept after its day',
    '1 rows of idempotency_keys should be gone',
    "insert into idempotency_keys values ('k', 'f', 'a', 0)",
    `insert into job_runs values ('${forgettingJob}', ${instant('2026-12-01T09:00')}, ${instant('2026-12-01T09:00')}, 0)`,
  ],
  [
    'INV-13',
    'an entry that nobody can read',
    'details_json cannot be read',
    "update audit set details_json = '{' where deed = 'cancel'",
  ],
])('%s finds %s', async ([id, , complaint, ...statements]) => {
  const ward = await openBusyWard()

  await tamper(ward, ...statements)

  const verdicts = await checkInvariants(ward.deps)
  expect(broken(verdicts)).toContain(id)
  expect(verdicts.find(verdict => verdict.id === id)?.examples.join('\n')).toContain(complaint)
})

test('INV-10 finds an entry that was changed after it was sealed', async () => {
  const ward = await openBusyWard()
  await sealAudit(ward.deps)
  expect(broken(await checkInvariants(ward.deps))).toEqual([])

  await tamper(ward, "update audit set actor = 'somebody else' where deed = 'cancel'")

  const verdicts = await checkInvariants(ward.deps)
  expect(broken(verdicts)).toEqual(['INV-10'])
  expect(verdicts.flatMap(({ examples }) => examples)).toEqual([
    expect.stringMatching(/^row_changed \(entry \d+, seal \d+\)$/),
  ])
})

test('what a fault is told by names nobody', async () => {
  const ward = await openBusyWard()
  await tamper(ward, 'delete from places', 'update tickets set calls = 9', 'delete from audit')

  const examples = (await checkInvariants(ward.deps)).flatMap(verdict => verdict.examples)

  expect(examples.length).toBeGreaterThan(4)
  expect(examples.join('\n')).not.toMatch(/ミホン|example\.test/)
})

test('bookings from before a change of rules are held to their numbers alone, later ones to the new rules', async () => {
  const ward = await openWard()
  for (let count = 0; count < 2; count += 1) await ward.booked(['tennyu'], '2026-12-02T09:00')
  ward.setNow('2026-12-01T08:10')
  const now = ward.deps.clock.now()
  await ward.change(async db => {
    await sql`update offices set bookable_share_percent = 10`.execute(db)
    await sql`insert into audit (office_id, at, actor, deed, details_json)
      values (${ward.office.id}, ${now}, 'staff:1', 'change_rules', '{}')`.execute(db)
  })
  expect(broken(await checkInvariants(ward.deps))).toEqual([])

  ward.setNow('2026-12-01T08:20')
  await ward.booked(['tennyu'], '2026-12-02T14:00')
  await tamper(ward, `update places set place_number = 2 where starts_at >= ${instant('2026-12-02T14:00')}`)

  const verdicts = await checkInvariants(ward.deps)
  expect(verdicts[0]?.examples[0]).toContain('14:00 [2]: a number above its 1 places')
  expect(verdicts[0]?.faults).toBe(2)
})

test('looking while people book, move, cancel and are called finds nothing', async () => {
  const ward = await openBusyWard()
  const [desk] = await openWindows(ward, 'koseki', 1)
  let isWorking = true
  const booking = async () => {
    for (let hour = 9; hour < 17; hour += 1) {
      const outcome = await ward.book(['tennyu'], `2026-12-03T${String(hour).padStart(2, '0')}:00`, anybody())
      if (outcome.ok && hour % 2 === 0) await cancelIt(ward, outcome.appointmentId)
    }
  }
  const calling = async () => {
    for (let count = 0; count < 20; count += 1) {
      await walkIn(ward, 'koseki')
      await desk?.callNext({ endsCurrent: true })
    }
  }
  const working = Promise.all([booking(), booking(), calling()]).then(() => (isWorking = false))

  const found: Verdict[] = []
  do found.push(...(await checkInvariants(ward.deps)))
  while (isWorking)
  await working

  expect(found.flatMap(({ examples }) => examples)).toEqual([])
})

test('a snapshot sees the database as of its beginning, and pages beside it see the newest', async () => {
  const ward = await openWard()
  const count = (db: Parameters<Parameters<typeof ward.deps.store.read>[0]>[0]) =>
    db.selectFrom('appointments').select('id').execute()
  const seen: number[] = []

  await ward.deps.store.snapshot(async db => {
    seen.push((await count(db)).length)
    seen.push((await count(db)).length)
  })
  const [during] = await Promise.all([
    ward.deps.store.snapshot(async db => {
      const before = (await count(db)).length
      for (let turn = 0; turn < 50; turn += 1) await count(db)
      return [before, (await count(db)).length]
    }),
    ward.booked(['tennyu'], '2026-12-02T09:00'),
  ])

  expect(seen).toEqual([0, 0])
  expect(during[0]).toBe(during[1])
  expect((await ward.deps.store.snapshot(count)).length).toBe(1)
  expect((await ward.deps.store.read(count)).length).toBe(1)
})

test('a snapshot changes nothing', async () => {
  const ward = await openWard()

  const writing = ward.deps.store.snapshot(db => db.deleteFrom('closures').execute())

  await expect(writing).rejects.toThrow(engine === 'sqlite' ? 'readonly' : 'read-only')
  expect(await ward.deps.store.snapshot(db => db.selectFrom('offices').select('id').execute())).toHaveLength(
    1,
  )
})
