import type { Db } from '#db/store.ts'
import type { RetentionDays } from '../offices/retention.ts'

/** Saves how long an office keeps what; false when its rules have changed since they were looked at. */
export async function saveRetention(
  db: Db,
  office: { id: number; revision: number },
  days: RetentionDays,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('offices')
    .set(eb => ({
      keep_bookings_days: days.bookings,
      keep_mails_days: days.mails,
      keep_contacts_days: days.contacts,
      keep_opinions_days: days.opinions,
      keep_comments_days: days.comments,
      revision: eb('revision', '+', 1),
    }))
    .where('id', '=', office.id)
    .where('revision', '=', office.revision)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Saves for how long the audit is kept; false when the office's rules have changed since they were seen. */
export async function saveAuditDays(
  db: Db,
  office: { id: number; revision: number },
  days: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('offices')
    .set(eb => ({ keep_audit_days: days, revision: eb('revision', '+', 1) }))
    .where('id', '=', office.id)
    .where('revision', '=', office.revision)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Lets an office's erasing begin; false when it has. */
export async function startErasing(db: Db, officeId: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('offices')
    .set(eb => ({ is_erasing: 1, revision: eb('revision', '+', 1) }))
    .where('id', '=', officeId)
    .where('is_erasing', '=', 0)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
