import type { Db } from '#db/store.ts'
import { grantAccess } from '../access/queries.ts'
import type { Appointment } from '../booking/appointment.ts'
import type { Instant } from '../clock.ts'
import { putInOutbox, type VisitMessage, type VisitMessageKind } from './outbox.ts'

type Told = {
  email: string | null | undefined
  /** Of the link in the message; without one it gets a link of its own. */
  token?: string
  closing?: VisitMessage['closing'] | undefined
}

/** Tells whoever has booked what has become of the visit, in every way they can be reached, in the deed's transaction. */
export async function tellVisitor(
  db: Db,
  appointment: Appointment,
  kind: VisitMessageKind,
  { email, token, closing }: Told,
  now: Instant,
): Promise<void> {
  if (!email) return
  const { officeId, id: appointmentId } = appointment
  const link =
    token ?? (await grantAccess(db, { officeId, appointmentId, kind: 'link', expiresAt: null }, now))
  await putInOutbox(db, appointment, kind, { to: email, token: link, closing }, now)
}
