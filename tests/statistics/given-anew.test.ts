import { expect, test } from 'vitest'
import { correctableEvents } from '#src/statistics/correction.ts'
import { makeFacts } from '#src/statistics/make-facts.ts'
import { createTally } from '#src/statistics/tally.ts'
import { latenessOf } from '#src/statistics/ticket-measures.ts'
import { factsOfDay } from '#src/ticket-facts/queries.ts'
import { eventsOf } from '#src/visit-events/queries.ts'
import { bookedPlan } from '../booking/plans.ts'
import { openCheckedWard } from '../support/invariants.ts'
import { checkIn, type Desk, done, openWindows, said, ticketNow } from '../support/queue.ts'
import { rules } from './told.ts'

const date = '2026-12-01'

async function serve(desk: Desk) {
  const ticket = done(await desk.callNext())
  done(await desk.act('serve', ticket))
  return done(await desk.act('finish', ticket))
}

test('a number given anew after a mistaken check-in counts as the arrival that it is', async () => {
  const ward = await openCheckedWard({ now: `${date}T08:00` })
  const { appointmentId } = await ward.booked(['tennyu'], `${date}T09:00`)
  const [desk] = await openWindows(ward, 'ido')
  const mistaken = done(await checkIn(ward, appointmentId, { at: `${date}T08:50` }))
  await makeFacts(ward.deps, ward.office, date)
  done(await desk.act('void', mistaken))
  done(await desk.act('void', done(await checkIn(ward, appointmentId, { at: `${date}T08:58` }))))
  const ticket = done(await checkIn(ward, appointmentId, { at: `${date}T09:20` }))
  expect(said(await desk.undo(mistaken))).toBe('moved_on')
  await serve(desk)

  await makeFacts(ward.deps, ward.office, date)
  const facts = await ward.deps.store.read(db => factsOfDay(db, ward.office.id, date))
  const tally = createTally(rules)
  tally.add(facts)

  expect(facts.map(({ ticketId }) => ticketId)).toEqual([ticket.id])
  expect(facts.map(latenessOf)).toEqual([20])
  expect(facts.map(({ position, isLateConverted }) => [position, isLateConverted])).toEqual([[0, true]])
  expect(tally.figures().oneStop).toMatchObject({ n: 1, of: 1 })
  const events = await ward.deps.store.read(db => eventsOf(db, ticket.id))
  expect(correctableEvents(await ticketNow(ward, ticket), events).map(({ type }) => type)).toContain(
    'checked_in',
  )
})

test('a number voided at a later counter and given anew there is still sent on to it', async () => {
  const ward = await openCheckedWard({ now: '2026-12-02T08:00' })
  const booked = await bookedPlan(ward, [
    ['tennyu', '09:00'],
    ['kokuho-kanyu', '10:00'],
  ])
  const [first] = await openWindows(ward, 'ido')
  const [second] = await openWindows(ward, 'kokuho')
  done(await checkIn(ward, booked.id, { at: '2026-12-02T08:55' }))
  const { visitId } = await serve(first)
  const there = await ward.deps.store.read(db =>
    db
      .selectFrom('tickets')
      .select('id')
      .where('visit_id', '=', visitId)
      .where('state', '=', 'waiting')
      .executeTakeFirstOrThrow(),
  )
  done(await second.act('void', await ticketNow(ward, there)))

  const anew = done(await checkIn(ward, booked.id, { at: '2026-12-02T09:30', actor: second.actor }))
  const served = await serve(second)

  expect([anew.position, served.id]).toEqual([1, anew.id])
})

test('a number that was voided twice counts as the arrival too when the first voiding is taken back', async () => {
  const ward = await openCheckedWard({ now: `${date}T08:00` })
  const { appointmentId } = await ward.booked(['tennyu'], `${date}T09:00`)
  const [desk, other] = await openWindows(ward, 'ido', 2)
  const first = done(await checkIn(ward, appointmentId, { at: `${date}T08:50` }))
  done(await desk.act('void', first))
  done(await other.act('void', done(await checkIn(ward, appointmentId, { at: `${date}T08:58` }))))

  done(await desk.undo(first))
  await serve(desk)

  await makeFacts(ward.deps, ward.office, date)
  const facts = await ward.deps.store.read(db => factsOfDay(db, ward.office.id, date))
  expect(facts.map(({ ticketId, position }) => [ticketId, position])).toEqual([[first.id, 0]])
  expect(facts.map(latenessOf)).toEqual([-10])
})
