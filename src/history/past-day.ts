import type { CancelledBy } from '../booking/appointment.ts'
import type { Instant, LocalDate } from '../clock.ts'
import type { Ticket, TicketEvent } from '../queue/ticket.ts'
import type { PauseReason } from '../windows/window.ts'

/** Who did something, as the log says it. */
export type By = { kind: 'staff'; pseudonym: string } | { kind: 'kiosk' | 'resident' | 'system' }

export type PastEvent = TicketEvent & { ticketId: number; legId: number | null; by: By }

/** A ticket with all that has happened to it. */
export type PastTicket = Omit<Ticket, 'people' | 'language' | 'appointmentId'> & {
  wished: readonly number[]
  events: PastEvent[]
}

export type PastVisit = {
  id: number
  people: number
  channel: 'web' | 'kiosk' | 'staff'
  language: string
  appointmentId: number | null
  createdAt: Instant
  /** Whether its question has been answered on the page of its number. */
  isAnswered: boolean
}

export type PastWindowEvent = {
  windowId: number
  type: 'opened' | 'closed' | 'paused' | 'resumed'
  at: Instant
  by: string
  reason: PauseReason | null
}

/** What happened to a booking before its day. */
export type PastDeed = { at: Instant; actor: string } & (
  { deed: 'book' } | { deed: 'reschedule'; from: Instant } | { deed: 'cancel'; by: CancelledBy }
)

export type PastBooking = {
  id: number
  legId: number
  counterId: number
  services: readonly number[]
  people: number
  language: string
  channel: 'web' | 'api' | 'staff'
  startsAt: Instant
  minutes: number
  deeds: PastDeed[]
  /** Slots taken, with the number in each; none when it was cancelled. */
  places: Array<{ startsAt: Instant; number: number }>
  /** When it was noted that nobody came, and the event that says so. */
  missed: { eventId: number; at: Instant } | null
}

/** Everything that one day leaves in the tables. */
export type PastDay = {
  date: LocalDate
  bookings: PastBooking[]
  visits: PastVisit[]
  tickets: PastTicket[]
  windowEvents: PastWindowEvent[]
  /** The last number given under each prefix. */
  series: Map<string, number>
  /** How often each counter's queue was changed. */
  changes: Map<number, number>
}

/** The next free id of each table; ids go on over the days. */
export type Ids = { visit: number; ticket: number; event: number; booking: number; leg: number }
