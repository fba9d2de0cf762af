import type { Db } from '#db/store.ts'
import { appointmentOpenedBy } from '../access/queries.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { type Intent, type KeyReused, once } from '../intents/once.ts'
import type { Office } from '../offices/office.ts'
import { saveDocuments, savePerson } from '../persons/queries.ts'
import { questionFor, refuseStart } from '../slots/slot.ts'
import { type Appointment, type Booker, type Details, isStaffBooker } from './appointment.ts'
import type { HoldRefusal } from './hold.ts'
import { freeReference, refuseContact, tellBooked } from './new-booking.ts'
import { findAppointment } from './appointment-queries.ts'
import { markBooked } from './booked-queries.ts'
import { keepsPlaces } from './hold-queries.ts'
import { type Spot, tellPlaces } from './tell-places.ts'

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

/** What a deed that ends in a booking came to. */
export type Outcome = Booked | { ok: false; reason: BookRefusal }
export type BookOutcome = Outcome | KeyReused

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

  const { people, legs } = appointment
  const share = isStaffBooker(actor) ? 'staff' : 'public'
  for (const { services, startsAt } of legs) {
    const refusal = refuseStart(questionFor(office, { services, people }, now, share), startsAt)
    if (refusal) return { ok: false, reason: refusal }
  }

  const tooMany = share === 'public' ? await refuseContact(db, office, contact, now) : null
  if (tooMany) return { ok: false, reason: tooMany }

  const reference = await freeReference(db)
  const language = details?.language ?? appointment.language
  const personId = details
    ? await savePerson(db, office, appointment.person, details)
    : (appointment.person?.id ?? null)
  const isBooked = await markBooked(db, appointment.id, { reference, language, personId, now })
  if (!isBooked || !(await keepsPlaces(db, legs))) return { ok: false, reason: 'hold_expired' }
  if (details)
    await saveDocuments(db, office, appointment.id, {
      before: appointment.documents,
      after: details.documents,
    })

  const booked = { ...appointment, reference, language }
  return tellBooked(db, booked, { email: contact.email, actor, now })
}
