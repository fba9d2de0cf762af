import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'

export type LivePlace = {
  startsAt: Instant
  placeNumber: number
  createdAt: Instant
  /** Booked or moved by staff, to whom all windows are open. */
  isByStaff: boolean
  /** Taken above all windows with a reason that the audit keeps. */
  isOverbooked: boolean
}

/** Starts of slots of a counter in which anything is taken. */
export async function slotStartsAfter(
  db: Db,
  counterId: number,
  after: Instant,
  countMax: number,
): Promise<Instant[]> {
  const rows = await db
    .selectFrom('places')
    .select('starts_at')
    .distinct()
    .where('counter_id', '=', counterId)
    .where('starts_at', '>', after)
    .orderBy('starts_at')
    .limit(countMax)
    .execute()
  return rows.map(row => row.starts_at)
}

/** Places of booked appointments and of holds whose time is not over. */
export async function livePlaces(
  db: Db,
  counterId: number,
  { from, to, now }: { from: Instant; to: Instant; now: Instant },
): Promise<LivePlace[]> {
  const rows = await db
    .selectFrom('places as place')
    .innerJoin('legs as leg', 'leg.id', 'place.leg_id')
    .innerJoin('appointments as appointment', 'appointment.id', 'leg.appointment_id')
    .select([
      'place.starts_at as startsAt',
      'place.place_number as placeNumber',
      'appointment.created_at as createdAt',
      'appointment.channel',
    ])
    .select(outer => {
      const count = outer
        .selectFrom('audit')
        .whereRef('audit.appointment_id', '=', 'appointment.id')
        .select(eb => eb.fn.countAll().as('count'))
      return [
        count.where('audit.actor', 'like', 'staff:%').as('deedsOfStaff'),
        count.where('audit.deed', '=', 'overbook').as('overbookings'),
      ]
    })
    .where('place.counter_id', '=', counterId)
    .where('place.starts_at', '>=', from)
    .where('place.starts_at', '<=', to)
    .where(eb => eb.or([eb('appointment.state', '!=', 'held'), eb('appointment.held_until_at', '>', now)]))
    .execute()
  return rows.map(({ channel, deedsOfStaff, overbookings, ...place }) => ({
    ...place,
    isByStaff: channel === 'staff' || Number(deedsOfStaff) > 0,
    isOverbooked: Number(overbookings) > 0,
  }))
}
