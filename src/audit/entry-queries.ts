import type { ExpressionBuilder } from 'kysely'
import { chunksOf } from '#db/chunks.ts'
import { type Blanks, prepared } from '#db/prepared.ts'
import type { Database } from '#db/schema.ts'
import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { AuditDeed } from './deed.ts'

export type AuditEntry = {
  officeId: number
  at: Instant
  /** `staff:` and the account's id, `staff:unknown`, `web`, `api` or `system`. */
  actor: string
  deed: AuditDeed
  appointmentId?: number | null
  /** Where it happened; of an appointment its own counter is taken. */
  counterId?: number | null
  /** Without personal data: the entry outlives the person's. */
  details?: Record<string, unknown>
}

/** Writes down who did what, and as what, in the transaction of the deed. */
export async function recordAudit(db: Db, entry: AuditEntry): Promise<void> {
  await insertAudit(db, rowOf(entry))
}

/** The same for many, in their order. */
export async function recordAudits(db: Db, entries: readonly AuditEntry[]): Promise<void> {
  for (const some of chunksOf(entries))
    await db
      .insertInto('audit')
      .values(eb => some.map(entry => auditColumns(eb, rowOf(entry))))
      .execute()
}

function rowOf({ details = {}, appointmentId = null, counterId = null, ...entry }: AuditEntry): NewEntry {
  const [, staffId] = /^staff:(\d+)$/.exec(entry.actor) ?? []
  return {
    ...{ ...entry, appointmentId, counterId },
    staffId: staffId === undefined ? null : Number(staffId),
    details: JSON.stringify(details),
  }
}

type NewEntry = Omit<AuditEntry, 'details' | 'appointmentId' | 'counterId'> & {
  details: string
  appointmentId: number | null
  counterId: number | null
  staffId: number | null
}

const insertAudit = prepared((db, blank: Blanks<NewEntry>) =>
  db.insertInto('audit').values(eb =>
    auditColumns(eb, {
      officeId: blank('officeId'),
      at: blank('at'),
      actor: blank('actor'),
      staffId: blank('staffId'),
      deed: blank('deed'),
      appointmentId: blank('appointmentId'),
      counterId: blank('counterId'),
      details: blank('details'),
    }),
  ),
)

function auditColumns(eb: ExpressionBuilder<Database, 'audit'>, entry: NewEntry) {
  return {
    office_id: entry.officeId,
    at: entry.at,
    actor: entry.actor,
    actor_role: eb.selectFrom('staff').select('role').where('id', '=', entry.staffId),
    deed: entry.deed,
    appointment_id: entry.appointmentId,
    counter_id: eb.fn.coalesce(
      eb.cast<number>(eb.val(entry.counterId), 'bigint'),
      eb
        .selectFrom('legs')
        .select('counter_id')
        .where('appointment_id', '=', entry.appointmentId)
        .where('position', '=', 0),
    ),
    details_json: entry.details,
  }
}

/** The first office there is, in whose log stands what belongs to none. */
export async function anyOfficeId(db: Db): Promise<number | null> {
  const row = await db.selectFrom('offices').select('id').orderBy('id').limit(1).executeTakeFirst()
  return row?.id ?? null
}
