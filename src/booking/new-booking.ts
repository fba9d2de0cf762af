import type { Db } from '#db/store.ts'
import { grantAccess } from '../access/queries.ts'
import { newReference } from '../access/token.ts'
import { recordAudit } from '../audit/entry-queries.ts'
import type { Instant } from '../clock.ts'
import type { ToldVisit } from '../notifications/outbox.ts'
import { tellVisitor } from '../notifications/tell-visitor.ts'
import type { Office } from '../offices/office.ts'
import { bookingsOfContact } from '../persons/queries.ts'
import { type Booker, bookingsPerContactDayMax, type Details, visitEndsAt } from './appointment.ts'
import type { Booked } from './book.ts'
import { isReferenceUsed } from './appointment-queries.ts'
import { spotsOf } from './tell-places.ts'

/** How long a browser that has booked may see the booking without its link. */
export const sessionMilliseconds = 30 * 60_000

/** Why a contact may not have one more booking, or null. */
export async function refuseContact(
  db: Db,
  office: Office,
  contact: Pick<Details, 'email' | 'phone'>,
  now: Instant,
): Promise<'too_many_bookings' | 'too_many_today' | null> {
  const { active, recent } = await bookingsOfContact(db, office, contact, now)
  if (active >= office.rules.activePerContactMax) return 'too_many_bookings'
  return recent >= bookingsPerContactDayMax ? 'too_many_today' : null
}

type NewlyBooked = ToldVisit & { reference: string }
type Told = { email: string | null; actor: Booker; now: Instant }

/** Opens a new booking to whoever has made it, tells them and writes it down. */
export async function tellBooked(
  db: Db,
  appointment: NewlyBooked,
  { email, actor, now }: Told,
): Promise<Booked> {
  const { id: appointmentId, officeId, reference, leg, legs } = appointment
  const { counterId, startsAt } = leg
  const access = { officeId, appointmentId }
  const token = await grantAccess(db, { ...access, kind: 'link', expiresAt: null }, now)
  const sessionEnd = now + sessionMilliseconds
  const session =
    actor === 'web' ? await grantAccess(db, { ...access, kind: 'session', expiresAt: sessionEnd }, now) : null
  await tellVisitor(db, appointment, 'booked', { email, token }, now)
  await recordAudit(db, { officeId, at: now, actor, deed: 'book', appointmentId, counterId })

  const endsAt = visitEndsAt(appointment)
  return {
    ...{ ok: true, appointmentId, reference, token, session, counterId, startsAt, endsAt },
    spots: spotsOf(legs),
  }
}

/** A reference that no booking has. */
export async function freeReference(db: Db): Promise<string> {
  for (;;) {
    const reference = newReference()
    if (!(await isReferenceUsed(db, reference))) return reference
  }
}
