import { newToken, tokenHash } from '../access/token.ts'
import { recordAudit } from '../audit/entry-queries.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { deleteKiosk, insertKiosk } from './queries.ts'

/** Makes a browser a kiosk of an office. Returns its token: this is the only time it is known. */
export function registerKiosk({ store, clock }: Deps, office: Office, staff: StaffMember): Promise<string> {
  const now = clock.now()
  const token = newToken()
  const actor = `staff:${staff.id}`
  return store.write(async db => {
    const kiosk = { officeId: office.id, tokenHash: tokenHash(token), by: staff.pseudonym, now }
    const kioskId = await insertKiosk(db, kiosk)
    await recordAudit(db, {
      ...{ officeId: office.id, at: now, actor, deed: 'register_kiosk', details: { kioskId } },
    })
    return token
  })
}

/** Takes that back at once, wherever the browser is; false when the office has no such kiosk. */
export function revokeKiosk(
  { store, clock }: Deps,
  office: Office,
  staff: StaffMember,
  kioskId: number,
): Promise<boolean> {
  const actor = `staff:${staff.id}`
  return store.write(async db => {
    if (!(await deleteKiosk(db, office.id, kioskId))) return false
    await recordAudit(db, {
      ...{ officeId: office.id, at: clock.now(), actor, deed: 'revoke_kiosk', details: { kioskId } },
    })
    return true
  })
}
