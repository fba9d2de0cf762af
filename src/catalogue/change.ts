import type { Db } from '#db/store.ts'
import type { deedGroups } from '../audit/deed.ts'
import { recordAudit } from '../audit/entry-queries.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { raiseRevision } from '../offices/queries.ts'

export type CatalogueDeed = (typeof deedGroups)['catalogue'][number]

export type Refused<Reason extends string> = { ok: false; reason: Reason }
export type CatalogueRefusal = 'not_found' | 'not_allowed' | 'stale'

/** Does a deed about what an office has decided in one transaction, and drops what is kept in memory of it. */
export async function change<Outcome>(
  { store, offices }: Pick<Deps, 'store' | 'offices'>,
  office: Pick<Office, 'id'>,
  deed: (db: Db) => Promise<Outcome>,
): Promise<Outcome> {
  const outcome = await store.write(deed)
  // Looked at once, so that the copies kept in memory are made anew.
  await store.read(db => offices.current(db, office.id))
  return outcome
}

/** Writes down what was changed, and that copies of the office are out of date. */
export async function recordChange(
  db: Db,
  { clock }: Pick<Deps, 'clock'>,
  { id: officeId }: Pick<Office, 'id'>,
  staff: StaffMember,
  deed: CatalogueDeed,
  details: Record<string, unknown>,
): Promise<void> {
  await raiseRevision(db, officeId)
  await recordAudit(db, { officeId, at: clock.now(), actor: `staff:${staff.id}`, deed, details })
}
