import { grantAccess } from '../access/queries.ts'
import { parseReference } from '../access/token.ts'
import type { Deps } from '../deps.ts'
import { sessionMilliseconds } from './new-booking.ts'
import { contactKey, lastFour } from '../persons/contact.ts'
import { findForLookup } from '../persons/queries.ts'

export type LookUpOutcome =
  | { ok: true; appointmentId: number; officeId: number; session: string }
  | { ok: false; reason: 'not_matching' | 'rate_limited' }

/**
 * Opens a booking by its reference and a second secret: the e-mail address or the last four digits of the
 * telephone number; with `officeId` only one of that office. Unknown reference and wrong secret are one
 * answer; tries are limited per reference, per caller and over all.
 */
export async function lookUp(
  deps: Deps,
  typed: { reference: string; secret: string; officeId?: number },
  caller: string,
): Promise<LookUpOutcome> {
  const reference = parseReference(typed.reference)
  if (!(await deps.limits.allowLookUp(reference, caller))) return { ok: false, reason: 'rate_limited' }

  const secret = typed.secret.normalize('NFKC').trim()
  const found = await deps.store.read(db => findForLookup(db, reference ?? 'NOBODY'))
  const isHere = found && (typed.officeId === undefined || typed.officeId === found.officeId)
  // Compared with nobody's too, so that a reference that is unknown costs the same work.
  const isRight = isSecretOf(found ?? nobody, secret)
  if (!isHere || !isRight) return { ok: false, reason: 'not_matching' }

  const now = deps.clock.now()
  const { id: appointmentId, officeId } = found
  const expiresAt = now + sessionMilliseconds
  const session = await deps.store.write(db =>
    grantAccess(db, { officeId, appointmentId, kind: 'session', expiresAt }, now),
  )
  return { ok: true, appointmentId, officeId, session }
}

type Findable = { officeId: number; emailKey: string | null; phone: string | null }

const nobody: Findable = { officeId: 0, emailKey: null, phone: null }

function isSecretOf({ officeId, emailKey, phone }: Findable, secret: string): boolean {
  if (secret.includes('@')) return contactKey(officeId, secret) === emailKey
  return /^\d{4}$/.test(secret) && phone !== null && lastFour(phone) === secret
}
