import { randomUUID } from 'node:crypto'
import { bookHold, type BookOutcome } from '#src/booking/book.ts'
import type { Appointment, Details } from '#src/booking/appointment.ts'
import type { HoldOutcome } from '#src/booking/hold.ts'
import { holdPlan } from '#src/booking/hold-plan.ts'
import type { PlanWish } from '#src/booking/plan.ts'
import { findAppointment } from '#src/booking/appointment-queries.ts'
import { anybody, instant, type Ward } from '../support/ward.ts'

/** Services of one counter and when they begin there: `['tennyu', '09:00']`. */
export type LegWished = [services: string, time: string]

/** Moving in: registration on the ground floor, then the insurance, then the children's counter upstairs. */
export const movingIn: LegWished[] = [
  ['tennyu', '09:00'],
  ['kokuho-kanyu', '10:00'],
  ['jidoteate', '11:00'],
]

export const planDate = '2026-12-02'

export function planOf(ward: Ward, legs: readonly LegWished[], date = planDate): PlanWish {
  return {
    people: 1,
    legs: legs.map(([services, time]) => ({
      services: ward.wish(...services.split('+')).services,
      startsAt: instant(`${date}T${time}`),
    })),
  }
}

export function holdPlanned(
  ward: Ward,
  legs: readonly LegWished[],
  { date = planDate, key = randomUUID() }: { date?: string; key?: string } = {},
): Promise<HoldOutcome> {
  const wish = planOf(ward, legs, date)
  const request = { ...wish, language: 'ja', channel: 'web' } as const
  return holdPlan(ward.deps, ward.office, request, { key, scope: 'hold plan', body: { legs, date } })
}

/** Holds a plan and books what is held. */
export async function bookPlan(
  ward: Ward,
  legs: readonly LegWished[],
  { date = planDate, ...more }: { date?: string } & Partial<Details> = {},
): Promise<BookOutcome> {
  const held = await holdPlanned(ward, legs, { date })
  if (!held.ok) return held
  const details = { ...anybody(), ...more }
  const intent = { key: randomUUID(), scope: 'book plan', body: { hold: held.hold } }
  return bookHold(ward.deps, ward.office, { hold: held.hold, details, actor: 'web' }, intent)
}

/** A booked plan as it is kept; fails the test where it is refused. */
export async function bookedPlan(
  ward: Ward,
  legs: readonly LegWished[] = movingIn,
  more: { date?: string } & Partial<Details> = {},
): Promise<Appointment> {
  const booked = await bookPlan(ward, legs, more)
  if (!booked.ok) throw new Error(`not booked: ${booked.reason}`)
  return appointmentKept(ward, booked.appointmentId)
}

export async function appointmentKept(ward: Ward, id: number): Promise<Appointment> {
  const found = await ward.deps.store.read(db => findAppointment(db, ward.office, id))
  if (!found) throw new Error(`no appointment ${id}`)
  return found
}
