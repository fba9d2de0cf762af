import type { Db } from '#db/store.ts'
import { appointmentOpenedBy } from '../access/queries.ts'
import { isTokenShaped, parseReference, tokenHash } from '../access/token.ts'
import { appointmentOfReference } from '../booking/appointment-queries.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { businessDate } from '../queue/day.ts'
import { ticketOfToken } from '../queue/ticket-queries.ts'
import { checkIn } from './check-in.ts'

export type KioskRefusal = 'not_matching' | 'check_in_not_open' | 'rate_limited' | 'key_reused'

export type KioskOutcome = { ok: true; token: string } | { ok: false; reason: KioskRefusal }

/** What somebody typed or held under a scanner. */
type Shown =
  { kind: 'reference'; reference: string } | { kind: 'link'; token: string } | { kind: 'slip'; token: string }

/** A reference, or an address that leads to a booking (`/a/…`) or to a ticket (`/t/…`); null for anything else. */
export function parseShown(typed: string): Shown | null {
  const reference = parseReference(typed)
  if (reference) return { kind: 'reference', reference }
  const [, page, token = ''] = /\/(a|t)\/([\w-]{22})(?:[?#].*)?$/.exec(typed.normalize('NFKC').trim()) ?? []
  if (!isTokenShaped(token)) return null
  return { kind: page === 'a' ? 'link' : 'slip', token }
}

/**
 * Checks somebody in by their reference alone: in the building it leads to no more than a number. What cannot be
 * checked in today is one answer, whether there is such a booking or not; wrong tries are limited per kiosk.
 */
export async function checkInAtKiosk(
  deps: Deps,
  office: Office,
  { typed, kioskId, caller, key }: { typed: string; kioskId: number | null; caller: string; key: string },
): Promise<KioskOutcome> {
  const attempt = await deps.limits.tryArrival(kioskId === null ? caller : `kiosk ${kioskId}`)
  if (!attempt.ok) return { ok: false, reason: 'rate_limited' }

  const shown = parseShown(typed)
  const now = deps.clock.now()
  const found = shown && (await deps.store.read(db => findShown(db, office, shown, now)))
  if (!found) return { ok: false, reason: 'not_matching' }
  if ('token' in found) {
    await attempt.succeeded()
    return { ok: true, token: found.token }
  }

  const { appointmentId } = found
  const intent = { key, scope: `kiosk check-in ${office.id}`, body: { appointmentId } }
  const outcome = await checkIn(deps, office, { appointmentId, actor: { kind: 'kiosk', kioskId } }, intent)
  if (outcome.ok) {
    await attempt.succeeded()
    return { ok: true, token: outcome.token }
  }
  const { reason } = outcome
  const isSaid = reason === 'check_in_not_open' || reason === 'key_reused'
  return { ok: false, reason: isSaid ? reason : 'not_matching' }
}

async function findShown(
  db: Db,
  office: Office,
  shown: Shown,
  now: Instant,
): Promise<{ appointmentId: number } | { token: string } | null> {
  if (shown.kind === 'reference') {
    const appointmentId = await appointmentOfReference(db, office.id, shown.reference)
    return appointmentId === null ? null : { appointmentId }
  }
  if (shown.kind === 'link') {
    const opened = await appointmentOpenedBy(db, shown.token, ['link'], now)
    return opened?.officeId === office.id ? { appointmentId: opened.appointmentId } : null
  }
  const ticket = await ticketOfToken(db, tokenHash(shown.token))
  const isToday = ticket?.officeId === office.id && ticket.businessDate === businessDate(office, now)
  return isToday ? { token: shown.token } : null
}
