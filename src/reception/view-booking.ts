import { recordAudit } from '../audit/entry-queries.ts'
import type { Appointment } from '../booking/appointment.ts'
import { findAppointment } from '../booking/appointment-queries.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { overbookReasonOf } from './queries.ts'

export type ViewedBooking = { appointment: Appointment; overbookReason: string | null }

/** A booking with all that is known of the person. Who looks is written down in the same step. */
export function viewBooking(
  { store, clock }: Deps,
  office: Office,
  staff: StaffMember,
  appointmentId: number,
): Promise<ViewedBooking | null> {
  const at = clock.now()
  return store.write(async db => {
    const appointment = await findAppointment(db, office, appointmentId)
    if (!appointment) return null
    const actor = `staff:${staff.id}`
    await recordAudit(db, {
      ...{ officeId: office.id, at, actor, deed: 'view', appointmentId, details: { on: 'booking' } },
    })
    return { appointment, overbookReason: await overbookReasonOf(db, appointmentId) }
  })
}
