import type { Db } from '#db/store.ts'
import { appointmentOpenedBy, grantAccess } from '../access/queries.ts'
import { newReference } from '../access/token.ts'
import { recordAudit } from '../audit/queries.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { type Intent, type KeyReused, once } from '../intents/once.ts'
import { tellVisitor } from '../notifications/tell-visitor.ts'
import type { Office } from '../offices/office.ts'
import { bookingsOfContact, saveDetails } from '../persons/queries.ts'
import { questionFor, refuseStart } from '../slots/slot.ts'
import {
  type Appointment,
  type Booker,
  bookingsPerContactDayMax,
  type Details,
  isStaffBooker,
  visitEndsAt,
} from './appointment.ts'
import { type HoldRefusal, type HoldRequest, placeHold } from './hold.ts'
import { findAppointment, isReferenceUsed, keepsPlaces, markBooked } from './queries.ts'
import { type Spot, spotsOf, tellPlaces } from './tell-places.ts'

export type BookRefusal =
  HoldRefusal | 'hold_expired' | 'already_booked' | 'details_missing' | 'too_many_bookings' | 'too_many_today'

export type Booked = {
  ok: true
  appointmentId: number
  reference: string
  /** The manage link's token. */
  token: string
  /** A browser's session on this appointment; null when no browser booked it. */
  session: string | null
  /** Of the first leg. */
  counterId: number
  startsAt: Instant
  /** Of the last one. */
  endsAt: Instant
  /** All legs; not in answers that were kept by versions before there could be several. */
  spots?: Spot[]
}

type Outcome = Booked | { ok: false; reason: BookRefusal }
export type BookOutcome = Outcome | KeyReused

export const sessionMilliseconds = 30 * 60_000

/** Turns a hold into a booking, with the details saved for it before or given now. */
export function bookHold(
  deps: Deps,
  office: Office,
  request: { hold: string; details?: Details; actor: Booker },
  intent: Intent,
): Promise<BookOutcome> {
  const isPatient = !isStaffBooker(request.actor)
  return inOneGo(deps, office, { intent, isPatient }, async (db, current, now) => {
    const opened = await appointmentOpenedBy(db, request.hold, ['hold'], now)
    const found = opened ? await findAppointment(db, current, opened.appointmentId) : null
    if (!found) return { ok: false, reason: 'hold_expired' }
    if (found.state !== 'held') return { ok: false, reason: 'already_booked' }
    return confirm(db, current, found, request.details, request.actor, now)
  })
}

/** Books a time in one step, without anything typed in between. */
export function bookNow(
  deps: Deps,
  office: Office,
  request: HoldRequest & { details: Details; channel: 'web' | 'api' },
  intent: Intent,
): Promise<BookOutcome> {
  return inOneGo(deps, office, { intent, isPatient: true }, async (db, current, now) => {
    const held = await placeHold(db, current, request, now)
    return held.ok ? confirm(db, current, held.appointment, request.details, request.channel, now) : held
  })
}

/** Runs a deed that ends in a booking as one transaction, by the office's rules of now. */
export async function inOneGo(
  deps: Deps,
  office: Office,
  { intent, isPatient }: { intent: Intent; isPatient: boolean },
  deed: (db: Db, office: Office, now: Instant) => Promise<Outcome>,
): Promise<BookOutcome> {
  const now = deps.clock.now()
  const outcome = await deps.store.write(
    db =>
      once<Outcome>(db, intent, now, async () => deed(db, await deps.offices.current(db, office.id), now)),
    { rerunnable: true, isPatient },
  )
  if (outcome.ok) tellPlaces(deps, office, outcome.spots ?? [outcome])
  return outcome
}

/**
 * Turns what is held into a booking. How many a contact may have binds residents, not staff, who are told of it
 * before.
 */
export async function confirm(
  db: Db,
  office: Office,
  appointment: Appointment,
  details: Details | undefined,
  actor: Booker,
  now: Instant,
): Promise<Outcome> {
  const contact = details ?? appointment.person
  if (!contact || (!contact.email && !contact.phone)) return { ok: false, reason: 'details_missing' }
  if (appointment.heldUntil === null || appointment.heldUntil <= now)
    return { ok: false, reason: 'hold_expired' }

  const { people, leg, legs } = appointment
  const share = isStaffBooker(actor) ? 'staff' : 'public'
  for (const { services, startsAt } of legs) {
    const refusal = refuseStart(questionFor(office, { services, people }, now, share), startsAt)
    if (refusal) return { ok: false, reason: refusal }
  }

  const { active, recent } = await bookingsOfContact(db, office, contact, now)
  if (share === 'public' && active >= office.rules.activePerContactMax)
    return { ok: false, reason: 'too_many_bookings' }
  if (share === 'public' && recent >= bookingsPerContactDayMax) return { ok: false, reason: 'too_many_today' }

  const reference = await freeReference(db)
  if (!(await markBooked(db, appointment.id, { reference, now })) || !(await keepsPlaces(db, legs)))
    return { ok: false, reason: 'hold_expired' }
  if (details) await saveDetails(db, office, appointment, details)

  const access = { officeId: office.id, appointmentId: appointment.id }
  const token = await grantAccess(db, { ...access, kind: 'link', expiresAt: null }, now)
  const sessionEnd = now + sessionMilliseconds
  const session =
    actor === 'web' ? await grantAccess(db, { ...access, kind: 'session', expiresAt: sessionEnd }, now) : null
  const language = details?.language ?? appointment.language
  const { email } = contact
  await tellVisitor(db, { ...appointment, reference, language }, 'booked', { email, token }, now)
  await recordAudit(db, { officeId: office.id, at: now, actor, deed: 'book', appointmentId: appointment.id })

  return {
    ok: true,
    appointmentId: appointment.id,
    reference,
    token,
    session,
    counterId: leg.counterId,
    startsAt: leg.startsAt,
    endsAt: visitEndsAt(appointment),
    spots: spotsOf(legs),
  }
}

async function freeReference(db: Db): Promise<string> {
  for (;;) {
    const reference = newReference()
    if (!(await isReferenceUsed(db, reference))) return reference
  }
}
