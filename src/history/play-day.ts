import type { LocalDate } from '../clock.ts'
import { createRandom } from '../demo/random.ts'
import { addDays, instantOf } from '../clock.ts'
import type { Office } from '../offices/office.ts'
import { isOpen } from '../queue/ticket.ts'
import type { Window } from '../windows/window.ts'
import { bookDay } from './book-day.ts'
import { clerkAt, work } from './clerk.ts'
import { createHall, type Hall, note } from './hall.ts'
import type { Ids, PastDay } from './past-day.ts'
import { daySeed, planOf, type Way } from './plan.ts'
import { expectVisitor } from './visit.ts'

export type Site = {
  office: Office
  windows: readonly Window[]
  /** Who books for people on the phone, as the audit says it. */
  bookers: readonly string[]
}

/**
 * Plays one day of an office from bookings to the night that ends it, by the rules of the product itself; null when
 * the office is closed. The same seed and the same next ids make the same day.
 */
export function playDay(
  { office, windows, bookers }: Site,
  date: LocalDate,
  way: Way,
  ids: Ids,
): PastDay | null {
  const plan = planOf(office, date, way)
  if (!plan) return null
  const seed = daySeed(way.seed, date)
  const hall = createHall(office, { date, ids, seed, counters: plan.counters })
  const random = createRandom(seed, 'bookings')
  const { bookings, ofVisitor } = bookDay({ office, date, ids, random, staff: bookers }, plan.visitors)
  hall.day.bookings = bookings

  for (const visitor of plan.visitors) {
    const booking = ofVisitor.get(visitor) ?? null
    // Nobody stays away from what they could not book.
    if (booking || visitor.appointmentMinute === null || !visitor.staysAway)
      expectVisitor(hall, visitor, booking)
  }
  for (const shift of plan.shifts) {
    const line = [...hall.lines.values()].find(({ counter }) => counter.slug === shift.counter)
    const window = windows.find(
      ({ counterId, number }) => counterId === line?.counter.id && number === shift.window,
    )
    if (line && window) hall.agenda.begin(work(hall, clerkAt(hall, line, shift, window.id, seed)))
  }
  hall.agenda.at(turnOf(office, date), () => endDay(hall))
  hall.agenda.play()
  return hall.day
}

/** When the night ends a day; the job that does it looks every minute. */
function turnOf(office: Office, date: LocalDate): number {
  return instantOf(addDays(date, 1), office.day.dayTurnsMinute, office.timeZone) + 30_000
}

function endDay(hall: Hall): void {
  const payload = { reason: 'reset' } as const
  for (const ticket of hall.day.tickets)
    if (isOpen(ticket.state)) note(hall, ticket, { type: 'voided', payload, by: { kind: 'system' } })
}
