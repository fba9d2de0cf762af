import type { Appointment } from '../booking/appointment.ts'
import { findAppointment } from '../booking/appointment-queries.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { type StaffMember, worksAt } from '../staff/staff-member.ts'

/** An appointment that leads to a counter at which somebody works; null for every other, as if it did not exist. */
export async function ownAppointment(
  { store }: Deps,
  { office, staff }: { office: Office; staff: StaffMember },
  id: number | null,
): Promise<Appointment | null> {
  if (id === null) return null
  const found = await store.read(db => findAppointment(db, office, id))
  const isOwn = found?.legs.some(({ counterId }) => worksAt(staff, { officeId: office.id, counterId }))
  return found && isOwn ? found : null
}
