import { randomUUID } from 'node:crypto'
import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Intent } from '../intents/once.ts'
import type { Office } from '../offices/office.ts'
import { saveDocuments, savePerson } from '../persons/queries.ts'
import type { Details } from './appointment.ts'
import { type BookOutcome, inOneGo, type Outcome } from './book.ts'
import { checkVisit, type HoldRequest } from './hold.ts'
import { freeReference, refuseContact, tellBooked } from './new-booking.ts'
import { insertBooked } from './booked-queries.ts'
import { takePlaces } from './take-places.ts'

type BookRequest = HoldRequest & { details: Details; channel: 'web' | 'api' }

/** Books a time in one step, without anything typed in between: no hold is written first. */
export function bookNow(
  deps: Deps,
  office: Office,
  request: BookRequest,
  intent: Intent,
): Promise<BookOutcome> {
  return inOneGo(deps, office, { intent, isPatient: true }, (db, current, now) =>
    bookAtOnce(db, current, request, now),
  )
}

async function bookAtOnce(db: Db, office: Office, request: BookRequest, now: Instant): Promise<Outcome> {
  const checked = checkVisit(office, request, now)
  if (!checked.ok) return checked
  const { details, people, channel, startsAt } = request
  if (!details.email && !details.phone) return { ok: false, reason: 'details_missing' }
  const refusal = await refuseContact(db, office, details, now)
  if (refusal) return { ok: false, reason: refusal }

  const booked = {
    ...{ officeId: office.id, people, channel, createdAt: now, language: details.language },
    calendarUid: randomUUID(),
    reference: await freeReference(db),
  }
  const personId = await savePerson(db, office, null, details)
  const { appointmentId, legs } = await insertBooked(db, { ...booked, personId }, [checked.leg])
  const [leg] = legs
  if (!leg || !(await takePlaces(db, checked.places, leg.id, startsAt, now)))
    return { ok: false, reason: 'slot_full' }
  await saveDocuments(db, office, appointmentId, { before: [], after: details.documents })

  const appointment = { ...booked, id: appointmentId, sequence: 0, legs, leg, services: leg.services }
  return tellBooked(db, appointment, { email: details.email, actor: channel, now })
}
