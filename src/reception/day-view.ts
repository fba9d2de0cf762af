import type { Db } from '#db/store.ts'
import type { ReceptionView } from '#views/reception/reception-page.tsx'
import { appointmentOfReference, findAppointment } from '../booking/appointment-queries.ts'
import { parseReference } from '../access/token.ts'
import type { Appointment } from '../booking/appointment.ts'
import type { Deps } from '../deps.ts'
import { addDays, type Instant, instantOf } from '../clock.ts'
import type { Counter, Office } from '../offices/office.ts'
import { businessDate } from '../queue/day.ts'
import { ticketByNumber } from '../queue/ticket-queries.ts'
import { queueVersion } from '../queue/version-queries.ts'
import type { Ticket } from '../queue/ticket.ts'
import { seesNames, type StaffMember, worksAt } from '../staff/staff-member.ts'
import { type DayBooking, isAwaited, isNamed, ticketNumbersMeant, visitState } from './day-booking.ts'
import { bookingsOf } from './queries.ts'

/** The counters whose people somebody receives. */
export function ownCounters(office: Office, staff: StaffMember): Counter[] {
  return office.counters.filter(({ id }) => worksAt(staff, { officeId: office.id, counterId: id }))
}

/** Today's bookings of the counters somebody works at, in the order of time. */
async function bookingsToday(
  db: Db,
  office: Office,
  staff: StaffMember,
  now: Instant,
): Promise<DayBooking[]> {
  const date = businessDate(office, now)
  const turn = office.day.dayTurnsMinute
  const from = instantOf(date, turn, office.timeZone)
  const to = instantOf(addDays(date, 1), turn, office.timeZone)
  const counterIds = ownCounters(office, staff).map(({ id }) => id)
  const rows = await bookingsOf(db, counterIds, from, to)
  return rows.map(({ needs, ticketState, ...row }) => ({
    ...row,
    reference: row.reference ?? '',
    name: seesNames(staff) ? (row.name ?? '') : '',
    hasNeeds: (needs ?? '[]') !== '[]',
    state: visitState({ ticket: ticketState, startsAt: row.startsAt }, now, office.rules.noShowAfterMinutes),
  }))
}

/** What the page of reception shows: all counters of this person, or one. */
export function receptionView(
  { store, clock }: Deps,
  office: Office,
  staff: StaffMember,
  { counter, isAwaitedOnly }: { counter: Counter | null; isAwaitedOnly: boolean },
): Promise<ReceptionView> {
  const now = clock.now()
  const counters = ownCounters(office, staff)
  return store.read(async db => {
    // First: what is read after them is at least as new.
    const versions = await queueVersions(db, counters)
    const all = await bookingsToday(db, office, staff, now)
    const bookings = counter ? all.filter(({ counterId }) => counterId === counter.id) : all
    return { office, counters, counter, isAwaitedOnly, bookings, versions, now }
  })
}

/** Those that the page lists. */
export function shownBookings({ bookings, isAwaitedOnly }: ReceptionView): readonly DayBooking[] {
  return isAwaitedOnly ? bookings.filter(isAwaited) : bookings
}

/** The version of each queue, so that a page knows which changes it shows already. */
async function queueVersions(db: Db, counters: readonly Counter[]): Promise<string> {
  const versions: string[] = []
  for (const { id, slug } of counters) versions.push(`${slug}:${await queueVersion(db, id)}`)
  return versions.join(',')
}

type Found = {
  /** Bookings of today. */
  bookings: DayBooking[]
  /** A booking of another day, or one that was cancelled, by its reference. */
  other: Appointment | null
  /** Tickets of today that have no booking. */
  tickets: Ticket[]
}

/**
 * What a text typed at reception means: a reference of any day, a ticket number of today, or a name among today's
 * bookings; it may be several at once.
 */
export async function findBookings(
  db: Db,
  office: Office,
  staff: StaffMember,
  typed: string,
  now: Instant,
): Promise<Found> {
  const reference = parseReference(typed)
  const numbers = ticketNumbersMeant(typed)
  const today = await bookingsToday(db, office, staff, now)
  const bookings = today.filter(
    booking =>
      booking.reference === reference ||
      numbers.includes(booking.ticketNumber ?? '') ||
      isNamed(booking.name, typed),
  )

  const appointmentId =
    reference === null || bookings.some(booking => booking.reference === reference)
      ? null
      : await appointmentOfReference(db, office.id, reference)
  const appointment = appointmentId === null ? null : await findAppointment(db, office, appointmentId)
  const isOwn = (counterId: number) => worksAt(staff, { officeId: office.id, counterId })
  const tickets: Ticket[] = []
  for (const number of numbers) {
    const ticket = await ticketByNumber(db, office.id, businessDate(office, now), number)
    if (ticket?.appointmentId === null && isOwn(ticket.counterId)) tickets.push(ticket)
  }
  return {
    bookings,
    other:
      appointment &&
      appointment.state !== 'held' &&
      appointment.legs.some(({ counterId }) => isOwn(counterId))
        ? appointment
        : null,
    tickets,
  }
}
