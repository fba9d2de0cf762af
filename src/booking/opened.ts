import { appointmentOpenedBy } from '../access/queries.ts'
import { isTokenShaped } from '../access/token.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { Appointment } from './appointment.ts'
import { findAppointment } from './appointment-queries.ts'

export type Opened = {
  office: Office
  appointment: Appointment
  /** Opened by the link that the resident was sent, which works on the pages too. */
  isByLink: boolean
}

/** The booking that a link's or a session's token opens, with its office; null for every other text. */
export async function openedBooking(deps: Deps, token: string): Promise<Opened | null> {
  if (!isTokenShaped(token)) return null
  return deps.store.read(async db => {
    const opened = await appointmentOpenedBy(db, token, ['link', 'session'], deps.clock.now())
    if (!opened) return null
    const office = await deps.offices.current(db, opened.officeId)
    const appointment = await findAppointment(db, office, opened.appointmentId)
    if (!appointment || appointment.state === 'held') return null
    return { office, appointment, isByLink: opened.kind === 'link' }
  })
}
