import type { Db } from '#db/store.ts'
import { addDays, type Instant, instantOf } from '../clock.ts'
import { counterById, type Office, type Service, servicesByIds } from '../offices/office.ts'
import { openAlarms, windowsOfCounter } from '../windows/queries.ts'
import type { Alarm, Window } from '../windows/window.ts'
import { inLine } from './call.ts'
import { isOnTime } from './calling-order.ts'
import { businessDate, windowLabel } from './day.ts'
import { dueBookings, type DueBooking, legsAhead } from '../day-list/queries.ts'
import { ticketsOfDay } from './line-queries.ts'
import { servicesOfTickets } from './service-queries.ts'
import { queueVersion } from './version-queries.ts'
import { lastTicketOfWindow } from './window-queries.ts'
import { eventsOf } from '../visit-events/queries.ts'
import { type EventType, isOpen, lastDeed, type Ticket } from './ticket.ts'

/** A ticket as staff see it. */
export type Line = Ticket & {
  services: Service[]
  done: readonly number[]
  /** The booking behind it; null for walk-ins. */
  booking: DueBooking | null
  isLate: boolean
  windowLabel: string | null
  /** The counter that it has booked next; its number goes on there by itself. */
  next: { counterId: number; startsAt: Instant } | null
}

export type AlarmShown = Alarm & { label: string }

/** A counter's day: its windows, everybody in its queue, and the bookings still to come. */
export type QueueView = {
  counterId: number
  version: number
  now: Instant
  windows: Array<Window & { label: string; line: Line | null }>
  /** In the order in which they will be called. */
  waiting: Line[]
  parked: Line[]
  /** Handed in, and to be called a second time. */
  handedIn: Line[]
  absent: Line[]
  ended: Line[]
  bookings: DueBooking[]
}

/** Reads it. With `withNames` false nothing that tells who somebody is leaves the database's side. */
export async function queueView(
  db: Db,
  office: Office,
  counterId: number,
  { now, withNames }: { now: Instant; withNames: boolean },
): Promise<QueueView> {
  const counter = counterById(office, counterId)
  const date = businessDate(office, now)
  const version = await queueVersion(db, counterId)
  const tickets = await ticketsOfDay(db, { counterId, date })
  const services = await servicesOfTickets(
    db,
    tickets.map(({ id }) => id),
  )
  const turn = office.day.dayTurnsMinute
  const found = await dueBookings(db, {
    counterId,
    from: instantOf(date, turn, office.timeZone),
    to: instantOf(addDays(date, 1), turn, office.timeZone),
  })
  const bookings = withNames ? found : found.map(booking => ({ ...booking, name: '', reference: '' }))
  const windows = await windowsOfCounter(db, counterId)
  const labels = new Map(windows.map(({ id, number }) => [id, windowLabel(counter, number)]))
  const rule = office.day.calling
  const ahead = await legsAhead(
    db,
    tickets.flatMap(({ appointmentId, state }) => (isOpen(state) ? (appointmentId ?? []) : [])),
  )

  const lines = tickets.map((ticket): Line => {
    const chosen = services.get(ticket.id)
    const ids = chosen?.wished ?? []
    return {
      ...ticket,
      services: servicesByIds(office, ids),
      done: chosen?.done ?? [],
      booking: bookings.find(({ legId }) => legId === ticket.legId) ?? null,
      isLate: ticket.kind === 'booked' && !isOnTime(ticket, rule),
      windowLabel: labels.get(ticket.windowId ?? 0) ?? null,
      next: (isOpen(ticket.state) && ahead.get(ticket.appointmentId ?? 0)?.[0]) || null,
    }
  })
  const inState = (...states: Array<Ticket['state']>) => lines.filter(({ state }) => states.includes(state))
  const order = await inLine(db, office, counterId, now)

  return {
    counterId,
    version,
    now,
    windows: windows.map(window => ({
      ...window,
      label: windowLabel(counter, window.number),
      line: lines.find(({ windowId }) => windowId === window.id) ?? null,
    })),
    waiting: order.flatMap(({ id }) => lines.find(line => line.id === id) ?? []),
    parked: inState('parked'),
    handedIn: inState('handed_in'),
    absent: inState('no_show'),
    ended: inState('served', 'left', 'transferred', 'voided').toSorted(
      (a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0),
    ),
    bookings,
  }
}

/** Whose bookings it shows. */
export function shownAppointments({ bookings }: QueueView): number[] {
  return bookings.map(({ appointmentId }) => appointmentId)
}

/** The same with what calls for help anywhere in the office: what a page about one counter shows. */
export type QueueShown = QueueView & { alarms: AlarmShown[] }

export async function queueShown(
  db: Db,
  office: Office,
  counterId: number,
  reader: { now: Instant; withNames: boolean },
): Promise<QueueShown> {
  return { ...(await queueView(db, office, counterId, reader)), alarms: await alarmsShown(db, office) }
}

/** The alarms of an office with the labels of the windows they come from. */
export async function alarmsShown(db: Db, office: Office): Promise<AlarmShown[]> {
  return (await openAlarms(db, office.id)).map(alarm => ({
    ...alarm,
    label: windowLabel(counterById(office, alarm.counterId), alarm.windowNumber),
  }))
}

/** What undoing at a window would take back now. */
export type Undoable = { ticketId: number; number: string; sequence: number; type: EventType }

export async function undoableAt(
  db: Db,
  office: Office,
  windowId: number,
  now: Instant,
): Promise<Undoable | null> {
  const ticket = await lastTicketOfWindow(db, windowId, businessDate(office, now))
  if (!ticket) return null
  const events = await eventsOf(db, ticket.id)
  const [first] = lastDeed(events)
  return first && first.windowId === windowId
    ? { ticketId: ticket.id, number: ticket.number, sequence: ticket.sequence, type: first.type }
    : null
}
