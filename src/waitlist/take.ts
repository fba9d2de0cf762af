import { type Booker, isStaffBooker } from '../booking/appointment.ts'
import { type BookOutcome, confirm, inOneGo } from '../booking/book.ts'
import { findAppointment } from '../booking/appointment-queries.ts'
import type { Deps } from '../deps.ts'
import type { Intent } from '../intents/once.ts'
import type { Office } from '../offices/office.ts'
import { findEntry } from './entry-queries.ts'
import { closeOffer } from './offer-queries.ts'
import { endWait, lockEntry } from './state-queries.ts'

/**
 * Turns the offered hold into a booking of whoever was waiting; it has the same checks and message as any other.
 * After the deadline, by a second's breadth too, it is refused as `hold_expired`.
 */
export function takeOffer(
  deps: Deps,
  office: Office,
  { entryId, actor }: { entryId: number; actor: Booker },
  intent: Intent,
): Promise<BookOutcome> {
  const isPatient = !isStaffBooker(actor)
  return inOneGo(deps, office, { intent, isPatient }, async (db, current, now) => {
    await lockEntry(db, entryId)
    const entry = await findEntry(db, current, entryId)
    if (entry?.state === 'booked') return { ok: false, reason: 'already_booked' }
    if (!entry?.offer || !entry.person || !(await closeOffer(db, entry.offer.id, 'taken', now)))
      return { ok: false, reason: 'hold_expired' }
    const { appointmentId } = entry.offer
    const found = appointmentId === null ? null : await findAppointment(db, current, appointmentId)
    if (found?.state !== 'held') return { ok: false, reason: 'hold_expired' }

    const details = { ...entry.person, language: entry.language, needs: [], documents: [] }
    const booked = await confirm(db, current, found, details, actor, now)
    if (booked.ok) await endWait(db, entryId, { reason: 'booked', at: now })
    return booked
  })
}
