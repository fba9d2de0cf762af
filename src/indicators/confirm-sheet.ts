import { createHash } from 'node:crypto'
import { recordAudit } from '../audit/entry-queries.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { confirmedSheets, insertConfirmed } from './sheet-queries.ts'
import { readSheet } from './read-sheet.ts'
import { asTold, type Sheet } from './sheet.ts'

export type ConfirmOutcome = { ok: true; version: number } | { ok: false; reason: 'changed_meanwhile' }

/** What tells one state of a sheet from another, by what it tells. */
export function digestOf(sheet: Sheet): string {
  return createHash('sha256')
    .update(JSON.stringify(asTold(sheet)))
    .digest('base64url')
}

/**
 * Keeps a copy of a year's sheet that later edits do not change, as one more version. Refused when the sheet is no
 * longer the one that was looked at; one that is confirmed already is not confirmed again.
 */
export function confirmSheet(
  { store, clock }: Deps,
  office: Office,
  staff: StaffMember,
  { fiscalYear, digest }: { fiscalYear: number; digest: string },
): Promise<ConfirmOutcome> {
  const now = clock.now()
  return store.write<ConfirmOutcome>(async db => {
    const sheet = asTold(await readSheet(db, office, fiscalYear, now))
    if (digestOf(sheet) !== digest) return { ok: false, reason: 'changed_meanwhile' }
    const [latest] = await confirmedSheets(db, office.id, fiscalYear)
    if (latest && digestOf(latest.sheet) === digest) return { ok: true, version: latest.version }

    const version = (latest?.version ?? 0) + 1
    const confirmed = { version, confirmedAt: now, confirmedBy: staff.pseudonym, sheet }
    if (!(await insertConfirmed(db, office.id, confirmed))) return { ok: false, reason: 'changed_meanwhile' }
    await recordAudit(db, {
      ...{ officeId: office.id, at: now, actor: `staff:${staff.id}`, deed: 'confirm_evaluation_sheet' },
      details: { fiscalYear, version, digest },
    })
    return { ok: true, version }
  })
}
