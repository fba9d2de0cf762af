import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { HitReason } from './affected.ts'
import type { RowHistory } from './opening-change.ts'

const rowsAtOnce = 100

export type NewChange = {
  officeId: number
  revision: number
  at: Instant
  pseudonym: string
  rows: readonly RowHistory[]
}

/** Keeps a change in the history; answers its id. */
export async function insertChange(db: Db, change: NewChange): Promise<number> {
  const { id } = await db
    .insertInto('opening_changes')
    .values({
      office_id: change.officeId,
      revision: change.revision,
      at: change.at,
      staff_pseudonym: change.pseudonym,
      rows_json: JSON.stringify(change.rows),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export type NewDecision = {
  changeId: number
  officeId: number
  appointmentId: number
  decision: 'keep' | 'move' | 'cancel'
  why: HitReason
  from: Instant
  to: Instant | null
  reason: string | null
}

export async function insertDecisions(db: Db, decisions: readonly NewDecision[]): Promise<void> {
  const rows = decisions.map(({ changeId, officeId, appointmentId, from, to, ...decision }) => ({
    ...{ change_id: changeId, office_id: officeId, appointment_id: appointmentId, from_at: from, to_at: to },
    ...decision,
  }))
  for (let at = 0; at < rows.length; at += rowsAtOnce)
    await db
      .insertInto('opening_decisions')
      .values(rows.slice(at, at + rowsAtOnce))
      .execute()
}

export type PastDecision = {
  reference: string
  decision: 'keep' | 'move' | 'cancel'
  from: Instant
  to: Instant | null
  reason: string | null
}

export type PastChange = {
  id: number
  at: Instant
  /** Null when the account is no longer there. */
  staffName: string | null
  login: string | null
  rows: RowHistory[]
  decisions: PastDecision[]
}

/** Changes of an office with what was decided about bookings, newest first; those before one, where it is given. */
export async function pastChanges(
  db: Db,
  officeId: number,
  count: number,
  before: number | null = null,
): Promise<PastChange[]> {
  const changes = await db
    .selectFrom('opening_changes as change')
    .leftJoin('staff', 'staff.pseudonym', 'change.staff_pseudonym')
    .select(['change.id', 'change.at', 'change.rows_json as rows', 'staff.name as staffName', 'staff.login'])
    .where('change.office_id', '=', officeId)
    .$if(before !== null, query => query.where('change.id', '<', before ?? 0))
    .orderBy('change.id', 'desc')
    .limit(count)
    .execute()
  const ids = changes.map(({ id }) => id)
  const decisions = ids.length === 0 ? [] : await decisionsOfChanges(db, ids)
  return changes.map(({ rows, ...change }) => ({
    ...change,
    rows: JSON.parse(rows),
    decisions: decisions.filter(({ changeId }) => changeId === change.id),
  }))
}

function decisionsOfChanges(db: Db, changeIds: readonly number[]) {
  return db
    .selectFrom('opening_decisions as decided')
    .leftJoin('appointments as appointment', 'appointment.id', 'decided.appointment_id')
    .select(eb => [
      'decided.change_id as changeId',
      eb.fn.coalesce('appointment.reference', eb.val('')).as('reference'),
      'decided.decision',
      'decided.from_at as from',
      'decided.to_at as to',
      'decided.reason',
    ])
    .where('decided.change_id', 'in', changeIds)
    .orderBy('decided.from_at')
    .orderBy('decided.appointment_id')
    .execute()
}
