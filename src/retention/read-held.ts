import type { Db } from '#db/store.ts'
import { recordAudit } from '../audit/entry-queries.ts'
import type { Need } from '../booking/appointment.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { type Localized, type Office, servicesByIds } from '../offices/office.ts'
import { mayRead } from '../opinions/opinion.ts'
import { type StaffMember, worksAt } from '../staff/staff-member.ts'
import {
  type Chosen,
  type Held,
  type HeldBooking,
  type HeldLineUser,
  type HeldOpinion,
  type HeldWait,
  without,
} from './held.ts'
import {
  deedsAbout,
  documentsOf,
  heldBookings,
  linesOf,
  laterLegsOf,
  servicesOfBookings,
  ticketsOf,
} from './booking-queries.ts'
import { messagesAbout, messagesOfVisits } from './message-queries.ts'
import { deedsAboutOpinions, heldOpinions } from './opinion-queries.ts'
import { heldLineUsers } from './line-user-queries.ts'
import { deedsAboutWaits, heldWaits, offersOfWaits, servicesOfWaits } from './wait-queries.ts'

/**
 * Everything held on somebody in these bookings, opinions, waits and on LINE; what belongs to other counters is left out. Who looks is
 * written down with each of them in the same step.
 */
export function readHeld(
  { store, clock }: Deps,
  office: Office,
  staff: StaffMember,
  wanted: Chosen,
  deed: 'person_held_viewed' | 'person_held_exported',
): Promise<Held> {
  const at = clock.now()
  return store.write(async db => {
    const bookings = await bookingsHeld(db, office, staff, wanted.appointmentIds)
    const opinions = await opinionsHeld(db, office, staff, wanted.opinionIds)
    const waits = await waitsHeld(db, office, staff, wanted.entryIds)
    const lineUsers = await lineUsersHeld(db, office, staff, wanted.lineUserIds)
    const entry = { officeId: office.id, at, actor: `staff:${staff.id}`, deed }
    for (const { appointmentId } of bookings) await recordAudit(db, { ...entry, appointmentId })
    for (const { opinionId } of opinions) await recordAudit(db, { ...entry, details: { opinionId } })
    for (const { entryId } of waits) await recordAudit(db, { ...entry, details: { entryId } })
    for (const { lineUserId } of lineUsers) await recordAudit(db, { ...entry, details: { lineUserId } })
    return { madeAt: at, bookings, opinions, waits, lineUsers }
  })
}

async function bookingsHeld(
  db: Db,
  office: Office,
  staff: StaffMember,
  wanted: readonly number[],
): Promise<HeldBooking[]> {
  const all = await heldBookings(db, office.id, wanted)
  const rows = all.filter(({ counterId }) => worksAt(staff, { officeId: office.id, counterId }))
  if (rows.length === 0) return []
  const ids = rows.map(({ appointmentId }) => appointmentId)
  const services = await servicesOfBookings(db, ids)
  const laterLegs = await laterLegsOf(db, ids)
  const documents = await documentsOf(db, ids)
  const messages = [...(await messagesAbout(db, 'appointment_id', ids)), ...(await messagesOfVisits(db, ids))]
  const tickets = await ticketsOf(db, ids)
  const deeds = await deedsAbout(db, ids)
  const lines = await linesOf(db, ids)
  return rows.map(({ personId, email, phone, needs, ...row }) => {
    const isOwn = (of: { appointmentId: number | null }) => of.appointmentId === row.appointmentId
    return {
      ...row,
      person:
        personId === null
          ? null
          : { name: row.name, email, phone, needs: JSON.parse(needs ?? '[]') as Need[] },
      services: namesOf(office, services.filter(isOwn)),
      laterLegs: laterLegs.filter(isOwn).map(leg => without(leg, 'appointmentId')),
      documents: documents.filter(isOwn).map(({ name }) => name),
      line: lines.filter(isOwn).map(line => without(line, 'appointmentId'))[0] ?? null,
      messages: messages.flatMap(({ aboutId, ...message }) => (aboutId === row.appointmentId ? message : [])),
      tickets: tickets.filter(isOwn).map(ticket => without(ticket, 'appointmentId')),
      deeds: deeds.filter(isOwn).map(deed => without(deed, 'appointmentId')),
    }
  })
}

async function opinionsHeld(
  db: Db,
  office: Office,
  staff: StaffMember,
  wanted: readonly number[],
): Promise<HeldOpinion[]> {
  const all = await heldOpinions(db, office.id, wanted)
  const rows = all.filter(({ counterId }) => mayRead(staff, { officeId: office.id, counterId }))
  const ids = rows.map(({ opinionId }) => opinionId)
  const messages = await messagesAbout(db, 'opinion_id', ids)
  const deeds = await deedsAboutOpinions(db, ids)
  return rows.map(({ contactOf, email, phone, ...row }) => ({
    ...row,
    contact: contactOf === null ? null : { name: row.name, email, phone },
    messages: messages.flatMap(({ aboutId, ...message }) => (aboutId === row.opinionId ? message : [])),
    deeds: deeds
      .filter(({ opinionId }) => opinionId === row.opinionId)
      .map(deed => without(deed, 'opinionId'))
      .toSorted(byTime),
  }))
}

async function waitsHeld(
  db: Db,
  office: Office,
  staff: StaffMember,
  wanted: readonly number[],
): Promise<HeldWait[]> {
  const all = await heldWaits(db, office.id, wanted)
  const rows = all.filter(({ counterId }) => worksAt(staff, { officeId: office.id, counterId }))
  if (rows.length === 0) return []
  const ids = rows.map(({ entryId }) => entryId)
  const since = Math.min(...rows.map(({ joinedAt }) => joinedAt))
  const services = await servicesOfWaits(db, ids)
  const offers = await offersOfWaits(db, ids)
  const messages = await messagesAbout(db, 'waitlist_entry_id', ids)
  const deeds = await deedsAboutWaits(db, office.id, { ids, since })
  return rows.map(({ email, phone, ...row }) => {
    const isOwn = (of: { entryId: number }) => of.entryId === row.entryId
    return {
      ...row,
      contact: row.name === null ? null : { name: row.name, email, phone },
      services: namesOf(office, services.filter(isOwn)),
      offers: offers.filter(isOwn).map(offer => without(offer, 'entryId')),
      messages: messages.flatMap(({ aboutId, ...message }) => (aboutId === row.entryId ? message : [])),
      deeds: deeds.filter(isOwn).map(deed => without(deed, 'entryId')),
    }
  })
}

/** Who follows none of the staff member's bookings belongs to the whole office. */
async function lineUsersHeld(
  db: Db,
  office: Office,
  staff: StaffMember,
  wanted: readonly number[],
): Promise<HeldLineUser[]> {
  const officeId = office.id
  const all = await heldLineUsers(db, officeId, wanted)
  const isOfAll = mayRead(staff, { officeId, counterId: null })
  return all.flatMap(({ followed, ...user }) => {
    const own = followed.filter(({ counterId }) => worksAt(staff, { officeId, counterId }))
    return isOfAll || own.length > 0 ? { ...user, follows: own.map(({ reference }) => reference) } : []
  })
}

/** What was chosen, offered today or not. */
function namesOf(office: Office, chosen: ReadonlyArray<{ serviceId: number }>): Localized[] {
  const ids = chosen.map(({ serviceId }) => serviceId)
  return servicesByIds(office, ids).map(({ name }) => name)
}

function byTime(a: { at: Instant }, b: { at: Instant }): number {
  return a.at - b.at
}
