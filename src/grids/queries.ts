import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { Grid } from '../offices/office.ts'

/** When the last place of an office begins that is taken at `from` or later; null: none is, not even held. */
export async function lastTakenAt(db: Db, officeId: number, from: Instant): Promise<Instant | null> {
  const row = await db
    .selectFrom('places')
    .select(({ fn }) => fn.max('starts_at').as('startsAt'))
    .where('counter_id', 'in', eb => eb.selectFrom('counters').select('id').where('office_id', '=', officeId))
    .where('starts_at', '>=', from)
    .executeTakeFirst()
  return row?.startsAt ?? null
}

/** How many bookings of an office begin in a span. */
export async function bookingsBetween(
  db: Db,
  officeId: number,
  { from, to }: { from: Instant; to: Instant },
): Promise<number> {
  const { count } = await db
    .selectFrom('legs as leg')
    .innerJoin('appointments as appointment', 'appointment.id', 'leg.appointment_id')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('leg.counter_id', 'in', eb =>
      eb.selectFrom('counters').select('id').where('office_id', '=', officeId),
    )
    .where('leg.position', '=', 0)
    .where('leg.starts_at', '>=', from)
    .where('leg.starts_at', '<', to)
    .where('appointment.state', '=', 'booked')
    .executeTakeFirstOrThrow()
  return count
}

/** Takes back what was to begin on the day of this grid or later, and lets it begin unless the one before is the same. */
export async function saveGrid(
  db: Db,
  officeId: number,
  { from, minutes }: Grid,
  isSameAsBefore: boolean,
): Promise<void> {
  await db.deleteFrom('slot_grids').where('office_id', '=', officeId).where('from_date', '>=', from).execute()
  if (isSameAsBefore) return
  await db.insertInto('slot_grids').values({ office_id: officeId, from_date: from, minutes }).execute()
}
