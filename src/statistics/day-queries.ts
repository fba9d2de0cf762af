import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { BookedLeg } from './bookings.ts'
import type { CounterWindowEvent } from './sessions.ts'

/** What windows did in a span of an office's day, with the counter of each. */
export function windowEventsBetween(
  db: Db,
  officeId: number,
  { from, to }: { from: Instant; to: Instant },
): Promise<CounterWindowEvent[]> {
  return db
    .selectFrom('window_events as event')
    .innerJoin('windows as window', 'window.id', 'event.window_id')
    .select([
      'event.window_id as windowId',
      'event.type',
      'event.occurred_at as at',
      'window.counter_id as counterId',
    ])
    .where('event.office_id', '=', officeId)
    .where('event.occurred_at', '>=', from)
    .where('event.occurred_at', '<', to)
    .orderBy('event.occurred_at')
    .orderBy('event.id')
    .execute()
}

/** The legs at some counters that begin in a span, with what became of them. */
export async function legsBetween(
  db: Db,
  counterIds: readonly number[],
  { from, to, slotMinutesAt }: { from: Instant; to: Instant; slotMinutesAt: (at: Instant) => number },
): Promise<Array<BookedLeg & { counterId: number }>> {
  const rows = await db
    .selectFrom('legs as leg')
    .innerJoin('appointments as appointment', 'appointment.id', 'leg.appointment_id')
    .leftJoin('visit_events as missed', join =>
      join.onRef('missed.leg_id', '=', 'leg.id').on('missed.ticket_id', 'is', null),
    )
    .select(eb => [
      'leg.counter_id as counterId',
      'leg.starts_at as startsAt',
      'leg.minutes',
      'appointment.booked_at as bookedAt',
      'appointment.created_at as createdAt',
      'appointment.cancelled_at as cancelledAt',
      'appointment.cancelled_by as cancelledBy',
      'missed.id as missedId',
      // A ticket that was a trial has no facts: nobody has come to that counter with the booking.
      eb
        .selectFrom('ticket_facts as facts')
        .innerJoin('tickets as ticket', 'ticket.id', 'facts.ticket_id')
        .select('facts.ticket_id')
        .whereRef('ticket.leg_id', '=', 'leg.id')
        .limit(1)
        .as('cameWith'),
    ])
    .where('leg.counter_id', 'in', counterIds)
    .where('leg.starts_at', '>=', from)
    .where('leg.starts_at', '<', to)
    .where('appointment.state', '!=', 'held')
    .orderBy('leg.starts_at')
    .orderBy('leg.id')
    .execute()
  return rows.map(row => ({
    counterId: row.counterId,
    startsAt: row.startsAt,
    bookedAt: row.bookedAt ?? row.createdAt,
    cancelledAt: row.cancelledAt,
    cancelledBy: row.cancelledBy,
    hasCome: row.cameWith !== null,
    isNoShow: row.missedId !== null,
    places: Math.ceil(row.minutes / slotMinutesAt(row.startsAt)),
  }))
}
