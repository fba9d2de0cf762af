import type { Db } from '#db/store.ts'
import { recordAudit } from '../audit/queries.ts'
import type { Need } from '../booking/appointment.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { mayRead } from '../opinions/opinion.ts'
import { contactKey } from '../persons/contact.ts'
import { type StaffMember, worksAt } from '../staff/staff-member.ts'
import { type Found, type Held, type HeldBooking, type HeldOpinion, type Sought, without } from './held.ts'
import {
  contactKeysOf,
  deedsAbout,
  documentsOf,
  findBookings,
  heldBookings,
  linesOf,
  laterLegsOf,
  servicesOfBookings,
  ticketsOf,
} from './booking-queries.ts'
import { messagesAbout, messagesOfVisits } from './message-queries.ts'
import { deedsAboutOpinions, findOpinions, heldOpinions } from './opinion-queries.ts'
import { findWaits } from './wait-queries.ts'

/**
 * What may be held on somebody: bookings and opinions with the same reference, address or number, at the counters of
 * whoever looks. A reference leads on to what was made with the same contact. That somebody looked is written down.
 */
export function searchHeld(
  { store, clock }: Deps,
  office: Office,
  staff: StaffMember,
  sought: Sought,
): Promise<Found> {
  const at = clock.now()
  return store.write(async db => {
    const found = await find(db, office, sought)
    const mine = {
      bookings: found.bookings.filter(({ counterId }) => worksAt(staff, { officeId: office.id, counterId })),
      opinions: found.opinions.filter(({ counterId }) => mayRead(staff, { officeId: office.id, counterId })),
      waits: found.waits.filter(({ counterId }) => worksAt(staff, { officeId: office.id, counterId })),
    }
    const details = { by: sought.by, bookings: mine.bookings.length, opinions: mine.opinions.length }
    const entry = { officeId: office.id, at, actor: `staff:${staff.id}` }
    await recordAudit(db, { ...entry, deed: 'person_searched', details })
    return mine
  })
}

async function find(db: Db, office: Office, { by, value }: Sought): Promise<Found> {
  const officeId = office.id
  const known = by === 'reference' ? await contactKeysOf(db, officeId, value) : undefined
  const email = by === 'email' ? value : (known?.email ?? null)
  const phone = by === 'phone' ? value : (known?.phone ?? null)
  const emailKeys = [contactKey(officeId, email) ?? []].flat()
  const phoneKeys = [contactKey(officeId, phone) ?? []].flat()
  return {
    bookings: await findBookings(db, officeId, {
      ...(by === 'reference' && { reference: value }),
      ...{ emailKeys, phoneKeys },
    }),
    waits: await findWaits(db, officeId, { emailKeys, phoneKeys }),
    opinions: await findOpinions(db, officeId, {
      emails: [email ?? []].flat(),
      phones: [phone ?? []].flat(),
    }),
  }
}

export type Wanted = { appointmentIds: readonly number[]; opinionIds: readonly number[] }

/**
 * Everything held on somebody in these bookings and opinions; what belongs to other counters is left out. Who looks is
 * written down with each of them in the same step.
 */
export function readHeld(
  { store, clock }: Deps,
  office: Office,
  staff: StaffMember,
  wanted: Wanted,
  deed: 'person_held_viewed' | 'person_held_exported',
): Promise<Held> {
  const at = clock.now()
  return store.write(async db => {
    const bookings = await bookingsHeld(db, office, staff, wanted.appointmentIds)
    const opinions = await opinionsHeld(db, office, staff, wanted.opinionIds)
    const entry = { officeId: office.id, at, actor: `staff:${staff.id}`, deed }
    for (const { appointmentId } of bookings) await recordAudit(db, { ...entry, appointmentId })
    for (const { opinionId } of opinions) await recordAudit(db, { ...entry, details: { opinionId } })
    return { madeAt: at, bookings, opinions }
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
      services: services.flatMap(of =>
        isOwn(of) ? (office.services.find(({ id }) => id === of.serviceId)?.name ?? []) : [],
      ),
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

function byTime(a: { at: Instant }, b: { at: Instant }): number {
  return a.at - b.at
}
