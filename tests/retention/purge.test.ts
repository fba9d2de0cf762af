import { expect, test } from 'vitest'
import { cancel } from '#src/booking/cancel.ts'
import { dataClasses, usualRetention } from '#src/offices/retention.ts'
import { purge, purgeOffice } from '#src/retention/purge.ts'
import { dryRun } from '#src/retention/dry-run.ts'
import { checkIn } from '../support/queue.ts'
import { openWard, type Ward } from '../support/ward.ts'
import { keepFor, known, named } from './known.ts'

const nine = '2026-12-02T09:00'
const services = ['tennyu']

/** A booking whose usual thirty days are over with 1 January. */
async function openBooked(): Promise<{ ward: Ward; appointmentId: number }> {
  const ward = await openWard()
  const { appointmentId } = await ward.booked(services, nine, named('見本 一'))
  return { ward, appointmentId }
}

test('thirty whole days after the visit its person is erased, and not a night before', async () => {
  const { ward } = await openBooked()

  ward.setNow('2027-01-01T03:30')
  await purge(ward.deps)
  expect(await known(ward)).toEqual(['見本 一'])

  ward.setNow('2027-01-02T03:30')
  await purge(ward.deps)
  expect(await known(ward)).toEqual([])
})

test('the booking stays as statistics read it', async () => {
  const { ward, appointmentId } = await openBooked()
  ward.setNow('2027-01-03T03:30')

  await purge(ward.deps)

  const row = await ward.deps.store.read(db =>
    db.selectFrom('appointments').selectAll().where('id', '=', appointmentId).executeTakeFirstOrThrow(),
  )
  expect(row).toMatchObject({ state: 'booked', person_id: null, people: 1, language: 'ja', channel: 'web' })
  expect(row.reference).toHaveLength(6)
})

test('whoever has a visit to come is never erased, however early it was booked', async () => {
  const { ward } = await openBooked()
  await ward.booked(services, '2026-12-24T09:00', named('見本 二'))
  await keepFor(ward, { bookings: 1 })
  ward.setNow('2026-12-20T03:30')

  await purge(ward.deps)

  expect(await known(ward)).toEqual(['見本 二'])
})

test('whoever is still being served is not erased', async () => {
  const { ward, appointmentId } = await openBooked()
  await checkIn(ward, appointmentId, { at: '2026-12-02T08:55' })
  ward.setNow('2027-03-01T03:30')

  await purge(ward.deps)

  expect(await known(ward)).toEqual(['見本 一'])
})

test('a cancelled visit is over when it was cancelled', async () => {
  const ward = await openWard()
  const { appointmentId } = await ward.booked(services, '2026-12-24T09:00', named('見本 一'))
  const intent = { key: 'a', scope: 'test', body: {} }
  await cancel(ward.deps, ward.office, appointmentId, 'web', intent)

  ward.setNow('2026-12-31T03:30')
  await purge(ward.deps)
  expect(await known(ward)).toEqual(['見本 一'])

  ward.setNow('2027-01-01T03:30')
  await purge(ward.deps)
  expect(await known(ward)).toEqual([])
})

test('with the person go the links, the ticked documents and the message that nothing has sent', async () => {
  const ward = await openWard()
  await ward.booked(services, nine, { ...named('見本 一'), documents: ['honnin-kakunin'] })
  ward.setNow('2027-01-03T03:30')

  await purge(ward.deps)

  const left = await ward.deps.store.read(async db => ({
    tokens: await db.selectFrom('access_tokens').select('kind').execute(),
    documents: await db.selectFrom('appointment_documents').select('document_id').execute(),
    outbox: await db.selectFrom('outbox').select(['state', 'message_json']).execute(),
  }))
  expect(left).toEqual({
    tokens: [],
    documents: [],
    outbox: [{ state: 'expired', message_json: null }],
  })
})

test('with the person goes why their booking was kept when a day closed', async () => {
  const { ward, appointmentId } = await openBooked()
  const office_id = ward.office.id
  await ward.deps.store.write(async db => {
    const { id: closing_id } = await db
      .insertInto('closings')
      .values({
        ...{ office_id, state: 'discarded', version: 1, from_date: '2026-12-02', to_date: '2026-12-02' },
        ...{
          from_minute: null,
          to_minute: null,
          counter_ids_json: '[]',
          reason: '{}',
          is_booking_stopped: 0,
        },
        ...{ begun_by: 'S-1', begun_at: 0, changed_by: 'S-1', changed_at: 0, ended_at: 0, change_id: null },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const choice = { closing_id, appointment_id: appointmentId, office_id, choice: 'keep' as const }
    await db
      .insertInto('closing_choices')
      .values({ ...choice, to_at: null, reason: '見本 一さんは遠くから来る' })
      .execute()
  })
  ward.setNow('2027-01-03T03:30')

  await purge(ward.deps)

  const kept = await ward.deps.store.read(db => db.selectFrom('closing_choices').select('reason').execute())
  expect(kept).toEqual([{ reason: '' }])
})

test('a day is purged once, also by two servers at once', async () => {
  const { ward } = await openBooked()
  ward.setNow('2027-01-03T03:30')

  const done = await Promise.all([purgeOffice(ward.deps, ward.office), purgeOffice(ward.deps, ward.office)])

  expect(done.toSorted()).toEqual([false, true])
  expect(await purgeOffice(ward.deps, ward.office)).toBe(false)
})

test('a purge that a crash cut off is taken up again after a quarter of an hour', async () => {
  const { ward } = await openBooked()
  ward.setNow('2027-01-03T03:30')
  const broken = { ...ward.deps, settings: { ...ward.deps.settings, mailFolder: '/dev/null/no-folder' } }
  await expect(purgeOffice(broken, ward.office)).rejects.toThrow('ENOTDIR')

  expect(await purgeOffice(ward.deps, ward.office)).toBe(false)
  ward.setNow('2027-01-03T03:46')
  expect(await purgeOffice(ward.deps, ward.office)).toBe(true)
})

test('an office that has kept everything waits until it says so', async () => {
  const { ward } = await openBooked()
  await ward.change(db => db.updateTable('offices').set({ is_erasing: 0 }).execute())
  ward.setNow('2027-01-03T03:30')

  await purge(ward.deps)

  expect(await known(ward)).toEqual(['見本 一'])
})

test('a dry run tells what the purge then does', async () => {
  const { ward } = await openBooked()
  await ward.booked(services, '2026-12-03T09:00', named('見本 二'))
  await ward.booked(services, '2026-12-24T09:00', named('見本 三'))
  ward.setNow('2027-01-08T03:30')

  const told = await dryRun(ward.deps, ward.office, usualRetention)

  expect(told.bookings).toEqual({ count: 2, oldest: '2026-12-02' })
  expect(dataClasses.filter(name => name !== 'bookings').map(name => told[name].count)).toEqual([0, 0, 0, 0])
  await purge(ward.deps)
  expect(await known(ward)).toEqual(['見本 三'])
  expect((await dryRun(ward.deps, ward.office, usualRetention)).bookings.count).toBe(0)
})

test('more people than fit into one part are all erased', async () => {
  const ward = await openWard()
  await ward.deps.store.write(async db => {
    const counter_id = ward.office.counters[0]?.id ?? 0
    for (let number = 0; number < 430; number += 1) {
      const office_id = ward.office.id
      const { id: person_id } = await db
        .insertInto('persons')
        .values({ office_id, name: `見本 ${number}`, needs_json: '[]' })
        .returning('id')
        .executeTakeFirstOrThrow()
      const row = {
        office_id,
        person_id,
        calendar_uid: `uid-${number}`,
        sequence: 0,
        language: 'ja',
        people: 1,
      }
      const { id: appointment_id } = await db
        .insertInto('appointments')
        .values({
          ...row,
          state: 'booked',
          reference: `R${number}`,
          channel: 'web',
          is_hold_extended: 0,
          created_at: 0,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      // Every third of them is still to come.
      const starts_at = ward.deps.clock.now() + (number % 3 === 0 ? 90 : 0) * 86_400_000
      await db
        .insertInto('legs')
        .values({ office_id, appointment_id, position: 0, counter_id, starts_at, minutes: 15 })
        .execute()
    }
  })
  ward.setNow('2027-01-20T03:30')

  await purge(ward.deps)

  expect(await known(ward)).toHaveLength(144)
})
