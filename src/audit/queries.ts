import { type Blanks, prepared } from '#db/prepared.ts'
import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'

export type AuditEntry = {
  officeId: number
  at: Instant
  actor: string
  deed: string
  appointmentId?: number | null
  /** Without personal data: the entry outlives the person's. */
  details?: Record<string, unknown>
}

/** Writes down who did what, in the transaction of the deed. */
export async function recordAudit(
  db: Db,
  { details = {}, appointmentId = null, ...entry }: AuditEntry,
): Promise<void> {
  await insertAudit(db, { ...entry, appointmentId, details: JSON.stringify(details) })
}

type NewEntry = Omit<AuditEntry, 'details' | 'appointmentId'> & {
  details: string
  appointmentId: number | null
}

const insertAudit = prepared((db, blank: Blanks<NewEntry>) =>
  db.insertInto('audit').values({
    office_id: blank('officeId'),
    at: blank('at'),
    actor: blank('actor'),
    deed: blank('deed'),
    appointment_id: blank('appointmentId'),
    details_json: blank('details'),
  }),
)
