import type { Db } from '#db/store.ts'
import { recordAudit } from '../audit/entry-queries.ts'
import type { Instant } from '../clock.ts'
import { firstOfficeId } from './setup-code-queries.ts'

export type StaffDeed =
  | 'signed_in'
  | 'sign_in_failed'
  | 'signed_out'
  | 'locked'
  | 'unlocked'
  | 'totp_enrolled'
  | 'first_administrator_made'
  | 'password_chosen'
  | 'password_changed'
  | 'own_sessions_ended'
  | 'person_invited'
  | 'person_changed'
  | 'person_disabled'
  | 'person_enabled'
  | 'person_signed_out'
  | 'password_code_made'
  | 'totp_removed'
  | 'totp_roles_changed'
  | 'directory_name_entered'
  | 'directory_linked'
  | 'directory_unlinked'
  | 'password_switched_off'

/** Somebody, whoever runs the server, or nobody: a login that does not exist is written down by no name at all. */
type Actor = { id: number | 'system'; officeId: number | null } | null

/** By which a sign-in and its end are known to belong together; good for nothing else. */
export function sessionMark(tokenHash: string): string {
  return tokenHash.slice(0, 12)
}

/** Writes down what somebody did to their own access, in their office or else the first; without one, nowhere. */
export async function recordDeed(
  db: Db,
  actor: Actor,
  { deed, at, details = {} }: { deed: StaffDeed; at: Instant; details?: Record<string, unknown> },
): Promise<void> {
  // Asked for in any case: a login that is unknown costs no other work than a known one.
  const first = await firstOfficeId(db)
  const officeId = actor?.officeId ?? first
  if (officeId === null) return
  const name = actor?.id === 'system' ? 'system' : `staff:${actor?.id ?? 'unknown'}`
  await recordAudit(db, { officeId, at, actor: name, deed, details })
}
