import { dateOf, type Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { Availability } from '../slots/availability.ts'
import type { Day, Slot } from '../slots/slot.ts'
import type { Appointment, Leg } from './appointment.ts'
import { fitTogether } from './plan.ts'

/** The same with the times to which a visit can move: over several counters, those where all of them are free. */
export function movable(deps: Deps, appointment: Appointment): Deps {
  return appointment.legs.length === 1
    ? deps
    : { ...deps, availability: wholeVisitTimes(deps.availability, appointment) }
}

/**
 * Free places as a whole visit can move to them: where its first leg has one and every other leg has one as much
 * later as it is booked. The wish that is asked for is that of the first leg.
 */
function wholeVisitTimes(
  availability: Availability,
  { leg: first, legs, people }: Appointment,
): Availability {
  return {
    ...availability,
    async days(office, wish, from, to, share) {
      const found = await availability.days(office, wish, from, to, share)
      let { days, goodUntil } = found
      for (const leg of legs.filter(({ id }) => id !== first.id)) {
        const ofLeg = { services: leg.services, people }
        const there = await availability.days(office, ofLeg, from, to, share)
        const free = new Map(there.days.flatMap(({ slots }) => slots.map(slot => [slot.startsAt, slot.free])))
        const later = leg.startsAt - first.startsAt
        days = days.map(day =>
          withFree(day, slot => Math.min(slot.free, free.get(slot.startsAt + later) ?? 0)),
        )
        goodUntil = Math.min(goodUntil, there.goodUntil)
      }
      return { ...found, days, goodUntil }
    },
  }
}

function withFree(day: Day, freeOf: (slot: Slot) => number): Day {
  if (day.state !== 'open') return day
  const slots = day.slots.map(slot => ({ ...slot, free: freeOf(slot) }))
  return { ...day, slots, state: slots.some(({ free }) => free > 0) ? 'open' : 'full' }
}

/** Whether one leg can begin then while the others stay: their order and the way between them are kept. */
function fitsAlone(office: Office, { legs }: Appointment, leg: Leg, startsAt: Instant): boolean {
  return fitTogether(
    office,
    legs.map(one => (one.id === leg.id ? { ...one, startsAt } : one)),
  )
}

/** The free times of its day to which one leg of a visit can move alone. */
export async function legTimes(
  { availability }: Pick<Deps, 'availability'>,
  office: Office,
  appointment: Appointment,
  leg: Leg,
  share: 'public' | 'staff' = 'public',
): Promise<Slot[]> {
  const date = dateOf(leg.startsAt, office.timeZone)
  const wish = { services: leg.services, people: appointment.people }
  const { days } = await availability.days(office, wish, date, date, share)
  return days
    .flatMap(({ slots }) => slots)
    .filter(
      ({ startsAt, free }) =>
        free > 0 && startsAt !== leg.startsAt && fitsAlone(office, appointment, leg, startsAt),
    )
}
