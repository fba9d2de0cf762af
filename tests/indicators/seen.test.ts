import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Proof } from '#src/indicators/plan.ts'
import { seenIn } from '#src/indicators/seen.ts'
import { sent } from '../opinions/deeds.ts'
import { cancelIt } from '../booking/deeds.ts'
import { checkIn, done, walkIn } from '../support/queue.ts'
import type { Ward } from '../support/ward.ts'
import { openSupervisor } from './pages.ts'

function seen({ deps, office }: Ward, proof: Proof, fiscalYear: number) {
  return deps.store.read(db => seenIn(db, office, proof, fiscalYear, deps.clock.now()))
}

async function answered({ deps, office }: Ward, month: string): Promise<void> {
  const about = { office_id: office.id, counter_id: office.counters[0]?.id ?? 0, month }
  const said = { channel: 'ticket', language: 'ja', scores_json: '{"q-overall":5}' } as const
  await deps.store.write(db =>
    db
      .insertInto('survey_answers')
      .values({ id: randomUUID(), ...about, ...said })
      .execute(),
  )
}

test('months with answers, online bookings and opinions are counted of those that have begun', async () => {
  const { site } = await openSupervisor('2026-05-01T09:30')
  await walkIn(site, 'tennyu')
  await sent(site)
  const { appointmentId } = await site.booked(['tennyu'], '2026-05-29T09:00')
  done(await checkIn(site, appointmentId, { at: '2026-05-29T08:55' }))
  site.setNow('2026-06-30T23:59+09:00')
  for (const month of ['2026-03', '2026-04', '2026-05', '2026-05']) await answered(site, month)

  expect(await seen(site, 'questionnaire', 2026)).toEqual({ fiscalYear: 2026, count: 2, of: 3 })
  expect(await seen(site, 'opinions', 2026)).toEqual({ fiscalYear: 2026, count: 1, of: 2 })
  expect(await seen(site, 'online_booking', 2026)).toEqual({ fiscalYear: 2026, count: 1, of: 2 })
})

test('the months before the office began to use this system are none in which nothing happened', async () => {
  const { site } = await openSupervisor('2026-10-01T09:30')
  await walkIn(site, 'tennyu')
  for (const month of ['2026-10', '2026-11', '2026-12']) await answered(site, month)
  site.setNow('2027-01-04T09:00')

  expect(await seen(site, 'questionnaire', 2026)).toEqual({ fiscalYear: 2026, count: 3, of: 4 })
  site.setNow('2027-04-01T09:00')
  expect(await seen(site, 'questionnaire', 2026)).toEqual({ fiscalYear: 2026, count: 3, of: 6 })
  expect(await seen(site, 'questionnaire', 2027)).toEqual({ fiscalYear: 2027, count: 0, of: 1 })
})

test('a visit booked online is one to which somebody came: not a cancelled booking, a missed one or one to come', async () => {
  const { site } = await openSupervisor('2026-05-01T09:30')
  await walkIn(site, 'tennyu')
  const cancelled = await site.booked(['tennyu'], '2026-05-27T09:00')
  await cancelIt(site, cancelled.appointmentId)
  await site.booked(['tennyu'], '2026-05-29T09:00')

  expect(await seen(site, 'online_booking', 2026)).toMatchObject({ count: 0 })
  site.setNow('2026-05-31T09:00')
  expect(await seen(site, 'online_booking', 2026)).toMatchObject({ count: 0 })
})

test('what staff book is not booked online', async () => {
  const { site } = await openSupervisor('2026-05-01T09:30')
  await walkIn(site, 'tennyu')
  const { appointmentId } = await site.booked(['tennyu'], '2026-05-29T09:00')
  await site.deps.store.write(db => db.updateTable('appointments').set({ channel: 'staff' }).execute())
  done(await checkIn(site, appointmentId, { at: '2026-05-29T08:55' }))

  expect(await seen(site, 'online_booking', 2026)).toEqual({ fiscalYear: 2026, count: 0, of: 1 })
})

test('nothing is told of years before the office received anybody by this system, or of years to come', async () => {
  const { site } = await openSupervisor('2026-12-01T09:30')
  expect(await seen(site, 'questionnaire', 2026)).toBeNull()
  await walkIn(site, 'tennyu')

  expect(await seen(site, 'questionnaire', 2026)).toEqual({ fiscalYear: 2026, count: 0, of: 1 })
  expect(await seen(site, 'questionnaire', 2025)).toBeNull()
  expect(await seen(site, 'questionnaire', 2027)).toBeNull()
})
