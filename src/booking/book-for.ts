import type { Deps } from '../deps.ts'
import type { Intent } from '../intents/once.ts'
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { type BookOutcome, confirm, inOneGo } from './book.ts'
import { findAppointment } from './appointment-queries.ts'

/**
 * Turns a hold of staff into a booking with the details saved for it. It takes the same places and sends the same
 * message as a booking by the resident; only how many a contact may have does not bind staff.
 */
export function bookFor(
  deps: Deps,
  office: Office,
  staff: StaffMember,
  appointmentId: number,
  intent: Intent,
): Promise<BookOutcome> {
  return inOneGo(deps, office, { intent, isPatient: false }, async (db, current, now) => {
    const found = await findAppointment(db, current, appointmentId)
    if (found?.channel !== 'staff') return { ok: false, reason: 'hold_expired' }
    if (found.state !== 'held') return { ok: false, reason: 'already_booked' }
    return confirm(db, current, found, undefined, `staff:${staff.id}`, now)
  })
}
