import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { Office } from '../offices/office.ts'
import { type BookingShown, bookingsShown } from '../openings/ahead-queries.ts'
import { usualChoice } from './choice.ts'
import type { Affected } from './people.ts'
import { type DecidedBooking, decidedBookings } from './queries.ts'

/** One line of the list of those who are told by telephone. `to` null: cancelled, or not decided yet. */
export type CallLine = {
  appointmentId: number
  counterId: number
  booking: BookingShown
  from: Instant
  to: Instant | null
  outcome: 'move' | 'cancel' | 'keep' | 'undecided'
}

/** While it is being prepared: whom no mail reaches, and who is to be called first. */
export function callsAhead(people: readonly Affected[]): CallLine[] {
  return people
    .filter(({ booking, choice }) => !booking.hasEmail || choice?.kind === 'call')
    .map(({ visit, booking, choice, newTimes }) => {
      const usual = usualChoice(newTimes)
      const proposed = choice === null || choice.kind === 'call' ? usual : choice
      return {
        ...{ appointmentId: visit.appointmentId, counterId: visit.counterId, booking },
        from: visit.startsAt,
        to: proposed.kind === 'move' ? proposed.startsAt : null,
        outcome: choice === null || choice.kind === 'call' ? 'undecided' : choice.kind,
      }
    })
}

/** Whether neither a mail nor LINE has told of what was decided. */
export function isToBeCalled({ decision, told }: DecidedBooking): boolean {
  return decision !== 'keep' && (told === null || told === 'failed' || told === 'expired')
}

/** Afterwards: those who were moved or cancelled and had no message, or none that arrived. */
export async function callsAfter(
  db: Db,
  office: Office,
  changeId: number,
  withNames: boolean,
): Promise<CallLine[]> {
  const decided = (await decidedBookings(db, office.id, changeId)).filter(isToBeCalled)
  const ids = decided.map(({ appointmentId }) => appointmentId)
  const bookings = await bookingsShown(db, ids, withNames)
  return decided.flatMap(({ appointmentId, counterId, from, to, decision }) => {
    const booking = bookings.get(appointmentId)
    return booking ? [{ appointmentId, counterId, booking, from, to, outcome: decision }] : []
  })
}
