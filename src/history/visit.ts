import type { Visitor } from '../demo/day.ts'
import { checkInOpensAt, isTakingTickets } from '../arrival/arrival-rule.ts'
import { type Service, servicesBySlug } from '../offices/office.ts'
import { ticketNumber } from '../queue/ticket.ts'
import { type Guest, type Hall, join, leaveLine, type Line, note, openTicket } from './hall.ts'
import type { By, PastBooking, PastTicket, PastVisit } from './past-day.ts'
import { pseudonymOf } from './past-names.ts'

const kioskShareOfBooked = 0.55
const ownPhoneShareOfBooked = 0.35
const kioskShareOfWalkIns = 0.92
const slipFailsShare = 0.002
const slipFailsMinutes = 0.4

type Arrival = { line: Line; services: readonly Service[]; visitor: Visitor; booking: PastBooking | null }

/** Puts down when somebody comes, with what they have booked. Who has booked and stays away is noted as missing. */
export function expectVisitor(hall: Hall, visitor: Visitor, booking: PastBooking | null): void {
  const { office, agenda } = hall
  if (visitor.staysAway) {
    if (booking) noteMissing(hall, booking)
    return
  }
  const services = servicesBySlug(office, visitor.services)
  const line = [...hall.lines.values()].find(({ counter }) => counter.slug === visitor.counter)
  if (!services || !line) return
  const earliest = booking ? checkInOpensAt(office, booking.startsAt) : 0
  const at = Math.max(hall.at(visitor.arrivesMinute), earliest)
  agenda.at(at, () => arrive(hall, { line, services, visitor, booking }))
}

function noteMissing({ office, agenda, ids, random }: Hall, booking: PastBooking): void {
  const at = booking.startsAt + office.rules.noShowAfterMinutes * 60_000 + random.uniform(0, 60_000)
  agenda.at(Math.round(at), () => {
    ids.event += 1
    booking.missed = { eventId: ids.event, at: agenda.now() }
  })
}

function arrive(hall: Hall, arrival: Arrival): void {
  const { agenda, office, random } = hall
  const { line, services, visitor, booking } = arrival
  const isLate = !isTakingTickets(office, line.counter, services, agenda.now())
  if (isLate && !booking) return
  const channel = channelOf(hall, visitor, booking)
  if (booking || !random.chance(slipFailsShare)) return enter(hall, arrival, channel)

  // The slip did not print: that number is voided, and another one given.
  const { ticket } = ticketFor(hall, arrival, channel)
  agenda.after(slipFailsMinutes, () => {
    note(hall, ticket, { type: 'voided', payload: { reason: 'printer' }, by: reception() })
    enter(hall, arrival, 'staff')
  })
}

function enter(hall: Hall, arrival: Arrival, channel: PastVisit['channel']): void {
  const { agenda } = hall
  const { visitor, line } = arrival
  const { ticket, services } = ticketFor(hall, arrival, channel)
  const { serviceMinutes, course, purposeMet, absence } = visitor
  const guest: Guest = {
    ...{ ticket, services, serviceMinutes, course, purposeMet, absence, isCalled: false, isGone: false },
  }
  join(hall, line, guest)
  agenda.after(visitor.patienceMinutes, () => {
    if (guest.isCalled || guest.ticket !== ticket) return
    guest.isGone = true
    if (!visitor.saysGoodbye) return
    leaveLine(line, guest)
    note(hall, ticket, { type: 'left', by: reception() })
  })
}

function channelOf(
  { random }: Hall,
  { isPriority }: Visitor,
  booking: PastBooking | null,
): PastVisit['channel'] {
  if (!booking) return !isPriority && random.chance(kioskShareOfWalkIns) ? 'kiosk' : 'staff'
  if (random.chance(kioskShareOfBooked)) return 'kiosk'
  return random.chance(ownPhoneShareOfBooked / (1 - kioskShareOfBooked)) ? 'web' : 'staff'
}

const byChannel: Record<PastVisit['channel'], () => By> = {
  web: () => ({ kind: 'resident' }),
  kiosk: () => ({ kind: 'kiosk' }),
  staff: reception,
}

function reception(): By {
  return { kind: 'staff', pseudonym: pseudonymOf('reception') }
}

/** A new visit with its first ticket, under the day's next number. */
function ticketFor(
  hall: Hall,
  { line, services, visitor, booking }: Arrival,
  channel: PastVisit['channel'],
): { ticket: PastTicket; services: readonly number[] } {
  const { agenda, day, ids } = hall
  const { counter } = line
  const serial = (day.series.get(counter.ticketPrefix) ?? 0) + 1
  day.series.set(counter.ticketPrefix, serial)
  ids.visit += 1
  const { people, language, isPriority } = visitor
  const appointmentId = booking?.id ?? null
  day.visits.push({
    id: ids.visit,
    people,
    channel,
    language,
    appointmentId,
    createdAt: agenda.now(),
    isAnswered: false,
  })
  const wished = services.map(({ id }) => id)
  const ticket = openTicket(
    hall,
    {
      ...{ visitId: ids.visit, position: 0, counterId: counter.id, isPriority, wished },
      number: ticketNumber(counter.ticketPrefix, serial),
      ...{ legId: booking?.legId ?? null, appointmentAt: booking?.startsAt ?? null },
      inLineSince: agenda.now(),
    },
    byChannel[channel](),
  )
  return { ticket, services: wished }
}
