import { grantAccess } from '../access/queries.ts'
import { parseReference } from '../access/token.ts'
import type { Deps } from '../deps.ts'
import { sessionMilliseconds } from './book.ts'
import { contactKey, lastFour } from '../persons/contact.ts'
import { findForLookup } from '../persons/queries.ts'

export type LookUpOutcome =
  | { ok: true; appointmentId: number; officeId: number; session: string }
  | { ok: false; reason: 'not_matching' | 'rate_limited' }

/**
 * Opens a booking by its reference and a second secret: the e-mail address or the last four digits of the
 * telephone number. Unknown reference and wrong secret are one answer; tries are limited per reference, per
 * caller and over all.
 */
export async function lookUp(
  deps: Deps,
  typed: { reference: string; secret: string },
  caller: string,
): Promise<LookUpOutcome> {
  const reference = parseReference(typed.reference)
  if (!(await deps.limits.allowLookUp(reference, caller))) return { ok: false, reason: 'rate_limited' }

  const now = deps.clock.now()
  const secret = typed.secret.normalize('NFKC').trim()
  return deps.store.write(async db => {
    const found = await findForLookup(db, reference ?? 'NOBODY')
    const isEmail = secret.includes('@')
    const isMatch =
      found !== undefined &&
      (isEmail
        ? contactKey(found.officeId, secret) === found.emailKey
        : /^\d{4}$/.test(secret) && found.phone !== null && lastFour(found.phone) === secret)
    if (!found || !isMatch) return { ok: false, reason: 'not_matching' }

    const session = await grantAccess(
      db,
      {
        officeId: found.officeId,
        appointmentId: found.id,
        kind: 'session',
        expiresAt: now + sessionMilliseconds,
      },
      now,
    )
    return { ok: true, appointmentId: found.id, officeId: found.officeId, session }
  })
}
