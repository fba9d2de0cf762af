import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { Choice, Choices } from './choice.ts'
import type { Closing, ClosingState, Plan } from './closing.ts'

function closings(db: Db, officeId: number) {
  return db
    .selectFrom('closings as closing')
    .leftJoin('staff', 'staff.pseudonym', 'closing.changed_by')
    .selectAll('closing')
    .select('staff.name as changedBy')
    .where('closing.office_id', '=', officeId)
}

type ClosingRow = Awaited<ReturnType<ReturnType<typeof closings>['executeTakeFirstOrThrow']>>

function closingOf(row: ClosingRow): Closing {
  const [from, to] = [row.from_minute, row.to_minute]
  return {
    id: row.id,
    state: row.state,
    version: row.version,
    fromDate: row.from_date,
    toDate: row.to_date,
    hours: from === null || to === null ? null : { from, to },
    counterIds: JSON.parse(row.counter_ids_json),
    reason: JSON.parse(row.reason),
    isBookingStopped: row.is_booking_stopped === 1,
    begunAt: row.begun_at,
    changedAt: row.changed_at,
    changedBy: row.changedBy ?? '',
    endedAt: row.ended_at,
    changeId: row.change_id,
  }
}

export async function findClosing(db: Db, officeId: number, closingId: number): Promise<Closing | null> {
  const row = await closings(db, officeId).where('closing.id', '=', closingId).executeTakeFirst()
  return row ? closingOf(row) : null
}

/** Those in a state, the newest first. */
export async function listClosings(
  db: Db,
  officeId: number,
  state: ClosingState,
  countMax: number,
): Promise<Closing[]> {
  const rows = await closings(db, officeId)
    .where('closing.state', '=', state)
    .orderBy('closing.id', 'desc')
    .limit(countMax)
    .execute()
  return rows.map(closingOf)
}

function planColumns(plan: Plan) {
  return {
    from_date: plan.fromDate,
    to_date: plan.toDate,
    from_minute: plan.hours?.from ?? null,
    to_minute: plan.hours?.to ?? null,
    counter_ids_json: JSON.stringify(plan.counterIds),
    reason: JSON.stringify(plan.reason),
    is_booking_stopped: plan.isBookingStopped ? (1 as const) : (0 as const),
  }
}

export async function insertClosing(
  db: Db,
  officeId: number,
  plan: Plan,
  step: { by: string; at: Instant },
): Promise<number> {
  const { id } = await db
    .insertInto('closings')
    .values({
      ...{ office_id: officeId, state: 'begun', version: 1, ...planColumns(plan) },
      ...{ begun_by: step.by, begun_at: step.at, changed_by: step.by, changed_at: step.at },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** A step over the version that somebody has seen. */
export type Step = { closingId: number; officeId: number; seen: number; by: string; at: Instant }

/** Takes a step; false when somebody else has taken one meanwhile, or the closing has ended. */
export async function claimStep(db: Db, step: Step): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('closings')
    .set(eb => ({ version: eb('version', '+', 1), changed_by: step.by, changed_at: step.at }))
    .where('id', '=', step.closingId)
    .where('office_id', '=', step.officeId)
    .where('version', '=', step.seen)
    .where('state', '=', 'begun')
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function savePlan(db: Db, closingId: number, plan: Plan): Promise<void> {
  await db.updateTable('closings').set(planColumns(plan)).where('id', '=', closingId).execute()
}

/** Ends a closing: carried out by a change of the rules, or, for null, given up. */
export async function saveEnd(
  db: Db,
  closingId: number,
  changeId: number | null,
  at: Instant,
): Promise<void> {
  await db
    .updateTable('closings')
    .set({ state: changeId === null ? 'discarded' : 'done', ended_at: at, change_id: changeId })
    .where('id', '=', closingId)
    .execute()
}

export async function choicesOf(db: Db, closingId: number): Promise<Map<number, Choice>> {
  const rows = await db
    .selectFrom('closing_choices')
    .selectAll()
    .where('closing_id', '=', closingId)
    .execute()
  return new Map(
    rows.map(({ appointment_id, choice, to_at, reason }): [number, Choice] => [
      appointment_id,
      choice === 'move'
        ? { kind: choice, startsAt: to_at ?? 0 }
        : choice === 'keep'
          ? { kind: choice, reason: reason ?? '' }
          : { kind: choice },
    ]),
  )
}

const rowsAtOnce = 100

/** Writes choices over those that there are. */
export async function saveChoices(
  db: Db,
  { closingId, officeId }: Pick<Step, 'closingId' | 'officeId'>,
  choices: Choices,
): Promise<void> {
  const rows = [...choices].map(([appointment_id, choice]) => ({
    ...{ closing_id: closingId, appointment_id, office_id: officeId, choice: choice.kind },
    to_at: choice.kind === 'move' ? choice.startsAt : null,
    reason: choice.kind === 'keep' ? choice.reason : null,
  }))
  for (let from = 0; from < rows.length; from += rowsAtOnce)
    await db
      .insertInto('closing_choices')
      .values(rows.slice(from, from + rowsAtOnce))
      .onConflict(conflict =>
        conflict.columns(['closing_id', 'appointment_id']).doUpdateSet(eb => ({
          choice: eb.ref('excluded.choice'),
          to_at: eb.ref('excluded.to_at'),
          reason: eb.ref('excluded.reason'),
        })),
      )
      .execute()
}

/** What was chosen is in the change's own decisions once it is carried out, and of no use without it. */
export async function forgetChoices(db: Db, closingId: number): Promise<void> {
  await db.deleteFrom('closing_choices').where('closing_id', '=', closingId).execute()
}

type Told = 'waiting' | 'sent' | 'failed' | 'expired'

/** Somebody whose booking was decided about, with what became of the message; null where there was none. */
export type DecidedBooking = {
  appointmentId: number
  counterId: number
  decision: 'keep' | 'move' | 'cancel'
  from: Instant
  to: Instant | null
  told: Told | null
}

/** All that a change decided, in the order of the old times. */
export async function decidedBookings(db: Db, officeId: number, changeId: number): Promise<DecidedBooking[]> {
  const rows = await db
    .selectFrom('opening_decisions as decided')
    .innerJoin('opening_changes as change', 'change.id', 'decided.change_id')
    .innerJoin('legs as leg', join =>
      join.onRef('leg.appointment_id', '=', 'decided.appointment_id').on('leg.position', '=', 0),
    )
    .leftJoin('outbox as message', join =>
      join
        .onRef('message.appointment_id', '=', 'decided.appointment_id')
        .onRef('message.created_at', '=', 'change.at')
        .on('message.kind', 'in', ['rescheduled', 'cancelled']),
    )
    .select(['decided.appointment_id as appointmentId', 'leg.counter_id as counterId', 'decided.decision'])
    .select(['decided.from_at as from', 'decided.to_at as to', 'message.state as told'])
    .where('decided.change_id', '=', changeId)
    .where('decided.office_id', '=', officeId)
    .orderBy('decided.from_at')
    .orderBy('decided.appointment_id')
    .execute()
  const decided = new Map<number, DecidedBooking>()
  for (const row of rows) {
    const known = decided.get(row.appointmentId)
    if (!known || nearness(row.told) > nearness(known.told)) decided.set(row.appointmentId, row)
  }
  return [...decided.values()]
}

/** How near somebody is to being told: of a message by mail and one on LINE the one that arrives tells them. */
function nearness(told: Told | null): number {
  return told === 'sent' ? 2 : told === 'waiting' ? 1 : 0
}
