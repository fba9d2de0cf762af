import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { markBooked } from '#src/booking/booked-queries.ts'
import { insertHeld } from '#src/booking/hold-queries.ts'
import { takenPlaces } from '#src/slots/queries.ts'
import { freeNumbers } from '#src/slots/slot.ts'
import { checkInvariants, livePlaces, openCheckedWard, slotViolations } from '../support/invariants.ts'
import { randomNumbers } from '../support/random.ts'
import { engine, instant, openWard, type Ward } from '../support/ward.ts'
import { bookHeld, cancelIt, freeAt, holdAt, move, reasons } from './deeds.ts'

// Two windows, of which residents get one: one place in each slot.
const register = ['koseki-konin']

test('of two hundred people who want one place one has it and the others are told that it is full', async () => {
  const ward = await openCheckedWard()

  const outcomes = await Promise.all(
    Array.from({ length: 200 }, () => ward.book(register, '2026-12-02T09:00')),
  )

  expect(outcomes.filter(outcome => outcome.ok)).toHaveLength(1)
  expect(reasons(outcomes)).toEqual(Array.from({ length: 199 }, () => 'slot_full'))
  expect(await freeAt(ward, register, '2026-12-02T09:00')).toBe(0)
})

test('of two hundred people who want overlapping times all get what fits, and no slot is given twice', async () => {
  const ward = await openCheckedWard()
  const times = ['09:00', '09:15', '09:30', '09:45', '10:00']

  const outcomes = await Promise.all(
    Array.from({ length: 200 }, (_, index) => ward.book(register, `2026-12-02T${times[index % 5]}`)),
  )

  const booked = outcomes.filter(outcome => outcome.ok).length
  expect(booked).toBeGreaterThanOrEqual(2)
  expect(booked).toBeLessThanOrEqual(3)
})

test('the last of two places goes to one of a resident, a colleague at the desk and a call centre', async () => {
  const ward = await openCheckedWard()
  await ward.booked(['tennyu'], '2026-12-02T09:00')

  const outcomes = await Promise.all([1, 2, 3].map(() => ward.book(['tennyu'], '2026-12-02T09:00')))

  expect(outcomes.filter(outcome => outcome.ok)).toHaveLength(1)
  expect(reasons(outcomes)).toEqual(['slot_full', 'slot_full'])
})

test('a holds’ rush ends with as many holds as places, and each of them can be booked', async () => {
  const ward = await openCheckedWard()

  const holds = await Promise.all(
    Array.from({ length: 100 }, () => holdAt(ward, ['tennyu'], '2026-12-02T09:00')),
  )
  const live = holds.flatMap(outcome => (outcome.ok ? outcome.hold : []))
  expect(live).toHaveLength(2)

  const booked = await Promise.all(live.map(hold => bookHeld(ward, hold)))
  expect(booked.every(outcome => outcome.ok)).toBe(true)
})

test(
  'two thousand random deeds of fifty people at once keep every promise, at every moment',
  { timeout: 180_000 },
  async () => {
    const ward = await openCheckedWard()
    const journal = await keepJournal(ward)
    const watch = watchCapacity(ward)

    const { booked, done } = await randomDeeds(ward, { workers: 50, deeds: 2000, seed: 20_261_201 })
    const { samples, violations } = await watch.stop()

    expect(violations).toEqual([])
    expect(samples).toBeGreaterThan(10)
    expect(await journal.worst()).toBeLessThanOrEqual(2)
    for (const deed of ['book', 'cancel', 'reschedule']) expect(done[deed]).toBeGreaterThan(30)

    const rows = await ward.deps.store.read(db =>
      db.selectFrom('appointments').select(['id', 'state']).orderBy('id').execute(),
    )
    expect(rows.filter(row => row.state === 'booked').map(row => row.id)).toEqual(
      [...booked].toSorted((a, b) => a - b),
    )
    expect(rows.filter(row => row.state === 'held')).toEqual([])
  },
)

test.runIf(engine === 'postgres')(
  'visits of several slots that come and go at once never wait for each other in a circle',
  async () => {
    const ward = await openCheckedWard()
    const times = ['09:00', '09:15', '09:30', '09:45']
    const comeAndGo = async (worker: number) => {
      for (let round = 0; round < 12; round += 1) {
        const outcome = await ward.book(['tennyu'], `2026-12-02T${times[(worker + round) % 4]}`)
        if (outcome.ok) await cancelIt(ward, outcome.appointmentId)
      }
    }

    await Promise.all(Array.from({ length: 50 }, (_, worker) => comeAndGo(worker)))

    // PostgreSQL counts a connection's deadlocks within a second.
    await sleep(1200)
    const { rows } = await ward.deps.store.read(db =>
      sql<{ deadlocks: number }>`
        select deadlocks from pg_stat_database where datname = current_database()`.execute(db),
    )
    expect(rows[0]?.deadlocks).toBe(0)
  },
)

test('bookings that look first and write afterwards are found out by the same watch', async () => {
  const ward = await openWard()
  await forgetUniqueness(ward)
  const journal = await keepJournal(ward)
  const watch = watchCapacity(ward)

  for (let round = 0; round < 10; round += 1)
    await Promise.all(Array.from({ length: 20 }, () => bookCarelessly(ward, round)))
  const { violations } = await watch.stop()

  expect(violations.some(text => text.includes('a number twice'))).toBe(true)
  expect(violations.some(text => text.includes('more than its 1 places taken'))).toBe(true)
  expect(await journal.worst()).toBeGreaterThan(1)
  await expect(checkInvariants(ward)).rejects.toThrow('a number twice')
})

async function randomDeeds(
  ward: Ward,
  { workers, deeds, seed }: { workers: number; deeds: number; seed: number },
) {
  const booked = new Set<number>()
  const done: Record<string, number> = {}
  const wishes = [
    { slugs: register, starts: ['09:00', '09:15', '09:45', '10:00', '14:00'] },
    { slugs: ['tennyu'], starts: ['09:00', '09:15', '09:30', '14:00'] },
  ]

  async function work(worker: number) {
    const random = randomNumbers(seed + worker)
    const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T

    for (let count = 0; count < deeds / workers; count += 1) {
      const { slugs, starts } = pick(wishes)
      const startsAt = `2026-12-0${pick([2, 3])}T${pick(starts)}`
      const someone = booked.size > 0 ? pick([...booked]) : null
      const what = someone === null ? 0 : random()

      if (what < 0.45) {
        let outcome
        if (random() < 0.5) outcome = await ward.book(slugs, startsAt)
        else {
          const held = await holdAt(ward, slugs, startsAt)
          outcome = held.ok ? await bookHeld(ward, held.hold) : held
        }
        if (outcome.ok) booked.add(outcome.appointmentId)
        else expect(outcome.reason).toBe('slot_full')
        note('book', outcome.ok)
      } else if (what < 0.75) {
        const outcome = await move(ward, someone ?? 0, startsAt)
        if (!outcome.ok) expect(['slot_full', 'already_cancelled']).toContain(outcome.reason)
        note('reschedule', outcome.ok)
      } else {
        const outcome = await cancelIt(ward, someone ?? 0)
        expect(outcome.ok).toBe(true)
        booked.delete(someone ?? 0)
        note('cancel', outcome.ok && outcome.isNew)
      }
    }
  }
  const note = (deed: string, isDone: boolean) => {
    if (isDone) done[deed] = (done[deed] ?? 0) + 1
  }

  await Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)))
  return { booked, done }
}

/** Looks at all places again and again, each time in one query and so at one moment. */
function watchCapacity(ward: Ward) {
  const violations = new Set<string>()
  const watching = { isStopped: false }
  let samples = 0
  async function watch() {
    while (!watching.isStopped) {
      const places = await ward.deps.store.read(db => livePlaces(db, ward.deps.clock.now()))
      for (const violation of slotViolations(ward.office, places)) violations.add(violation)
      samples += 1
      await new Promise(resolve => setTimeout(resolve, 2))
    }
  }
  const ended = watch()
  return {
    async stop() {
      watching.isStopped = true
      await ended
      return { samples, violations: [...violations] }
    },
  }
}

/** Has the database itself write down how many places of a slot there are after each one that is added. */
async function keepJournal(ward: Ward) {
  const count = 'from places where counter_id = new.counter_id and starts_at = new.starts_at'
  const statements =
    engine === 'sqlite'
      ? [
          'create table journal (taken integer not null)',
          `create trigger journal_places after insert on places begin
             insert into journal select count(*) ${count}; end`,
        ]
      : [
          'create table journal (taken bigint not null)',
          `create function write_journal() returns trigger language plpgsql as $$
             begin insert into journal select count(*) ${count}; return null; end $$`,
          // At commit: by then whatever was committed before can be seen.
          `create constraint trigger journal_places after insert on places
             deferrable initially deferred for each row execute function write_journal()`,
        ]
  await ward.deps.store.write(async db => {
    for (const statement of statements) await sql.raw(statement).execute(db)
  })
  return {
    async worst(): Promise<number> {
      const { rows } = await ward.deps.store.read(db =>
        sql<{ worst: number }>`select max(taken) as worst from journal`.execute(db),
      )
      return rows[0]?.worst ?? 0
    },
  }
}

/** Takes away from the table what makes a double booking impossible. */
async function forgetUniqueness(ward: Ward) {
  const statements =
    engine === 'sqlite'
      ? [
          'drop table places',
          `create table places (counter_id integer not null, starts_at integer not null,
             place_number integer not null, leg_id integer not null, office_id integer not null) strict`,
        ]
      : ['alter table places drop constraint places_pkey']
  await ward.deps.store.write(async db => {
    for (const statement of statements) await sql.raw(statement).execute(db)
  })
}

/** What must not be done: the look in one transaction, the write in another. */
async function bookCarelessly(ward: Ward, round: number) {
  const { store, clock } = ward.deps
  const now = clock.now()
  const startsAt = instant('2026-12-02T09:00') + round * 15 * 60_000
  const [service] = ward.wish(...register).services
  if (!service) throw new Error('no service')

  const taken = await store.read(db => takenPlaces(db, service.counterId, startsAt, startsAt + 1))
  const [number] = freeNumbers(
    1,
    2,
    taken.map(place => place.placeNumber),
  )
  if (number === undefined) return

  await store.write(async db => {
    const held = { officeId: ward.office.id, calendarUid: crypto.randomUUID(), language: 'ja', people: 1 }
    const leg = { position: 0, counterId: service.counterId, startsAt, minutes: 15, services: [service] }
    const { appointmentId, legs } = await insertHeld(
      db,
      { ...held, channel: 'web', heldUntil: now + 1, now },
      [leg],
    )
    await db
      .insertInto('places')
      .values({
        office_id: ward.office.id,
        counter_id: service.counterId,
        starts_at: startsAt,
        place_number: number,
        leg_id: legs[0]?.id ?? 0,
      })
      .execute()
    const booked = { reference: `R${appointmentId}`, language: 'ja', personId: null, now }
    await markBooked(db, appointmentId, booked)
  })
}
