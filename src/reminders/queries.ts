import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { ReminderKind } from './reminder.ts'

export type DueVisit = { appointmentId: number; startsAt: Instant }

type Wanted = {
  counterIds: readonly number[]
  kind: ReminderKind
  /** The visit up to which all have been read. */
  after: DueVisit
  until: Instant
}

/**
 * Booked visits that begin within a span and of which nothing is decided yet, in parts: it reads the places of the
 * span by their index and nothing else. A visit of several legs is reminded of by its first.
 */
export async function undecidedVisits(
  db: Db,
  { counterIds, kind, after, until }: Wanted,
  countMax: number,
): Promise<DueVisit[]> {
  if (counterIds.length === 0) return []
  return db
    .selectFrom('legs as leg')
    .innerJoin('appointments as appointment', 'appointment.id', 'leg.appointment_id')
    .leftJoin('reminders as reminder', join =>
      join
        .onRef('reminder.appointment_id', '=', 'leg.appointment_id')
        .onRef('reminder.starts_at', '=', 'leg.starts_at')
        .on('reminder.kind', '=', kind),
    )
    .select(['leg.appointment_id as appointmentId', 'leg.starts_at as startsAt'])
    .where('leg.counter_id', 'in', counterIds)
    .where('leg.starts_at', '>=', after.startsAt)
    .where('leg.starts_at', '<=', until)
    .where(eb =>
      eb.or([eb('leg.starts_at', '>', after.startsAt), eb('leg.appointment_id', '>', after.appointmentId)]),
    )
    .where('leg.position', '=', 0)
    .where('appointment.state', '=', 'booked')
    .where('reminder.appointment_id', 'is', null)
    .orderBy('leg.starts_at')
    .orderBy('leg.appointment_id')
    .limit(countMax)
    .execute()
}

/** When somebody was last told the time of their visit, by the booking or by a change of it. */
export async function lastToldAt(db: Db, appointmentId: number): Promise<Instant> {
  const row = await db
    .selectFrom('appointments as appointment')
    .select('appointment.booked_at as bookedAt')
    .select(eb =>
      eb
        .selectFrom('outbox')
        .select(({ fn }) => fn.max('outbox.created_at').as('at'))
        .whereRef('outbox.appointment_id', '=', 'appointment.id')
        .where('outbox.kind', 'in', ['booked', 'rescheduled'])
        .as('changedAt'),
    )
    .where('appointment.id', '=', appointmentId)
    .executeTakeFirst()
  return Math.max(row?.bookedAt ?? 0, row?.changedAt ?? 0)
}

type Decision = DueVisit & {
  officeId: number
  kind: ReminderKind
  outcome: 'told' | 'skipped'
  now: Instant
}

/** Writes down what was decided; false when that had been before. */
export async function decideReminder(db: Db, decision: Decision): Promise<boolean> {
  const result = await db
    .insertInto('reminders')
    .values({
      office_id: decision.officeId,
      appointment_id: decision.appointmentId,
      kind: decision.kind,
      starts_at: decision.startsAt,
      outcome: decision.outcome,
      decided_at: decision.now,
    })
    .onConflict(conflict => conflict.columns(['appointment_id', 'kind', 'starts_at']).doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Forgets what was decided about visits that are long over. */
export async function forgetReminders(db: Db, before: Instant): Promise<void> {
  await db.deleteFrom('reminders').where('starts_at', '<', before).execute()
}
