import type { Instant, LocalDate } from '../clock.ts'
import type { LeadBucket } from './bookings.ts'

/** The office's rules by which events become figures. */
export type FigureRules = {
  timeZone: string
  /** A booking that comes more than so many minutes late waits like a walk-in. */
  lateGraceMinutes: number
  /** The wait that the office has promised not to exceed. */
  targetMinutes: number
  /** Called so many minutes after appointment and arrival is still on time. */
  onTimeMinutes: number
  /** When the figures are made: whoever still waits has waited until then. */
  asOf: Instant
}

/** What an office promises unless it says otherwise. */
export const usualTargets = { targetMinutes: 15, onTimeMinutes: 5 } as const

/** From an instant to a later one, or the same. */
export type Span = { from: Instant; to: Instant }

/** How a ticket ended. `reset`: nobody ended it and the night did; no figure counts that as leaving. */
export type Outcome = 'served' | 'transferred' | 'left' | 'no_response' | 'reset' | 'open'

/**
 * What is known of one ticket when all its events and corrections are counted. A ticket that was voided for
 * any other reason than the night (a trial, a slip that did not print) has no facts.
 */
export type TicketFacts = {
  ticketId: number
  visitId: number
  /** Which leg of its visit, from 0. */
  position: number
  counterId: number
  /** The day of check-in. */
  businessDate: LocalDate
  /** The services really done, or those wished where nobody has told. */
  serviceIds: readonly number[]
  kind: 'booked' | 'walk_in'
  isPriority: boolean
  channel: 'web' | 'api' | 'kiosk' | 'staff'
  language: string
  people: number
  appointmentAt: Instant | null
  checkedInAt: Instant
  firstCalledAt: Instant | null
  /** The last call before the service began, or before it was sent on without one. */
  servedCallAt: Instant | null
  startedAt: Instant | null
  /** When the first stage ended, or when it was sent on. */
  serviceEndedAt: Instant | null
  /** Served time of the first stage without the time parked. */
  servingMilliseconds: number | null
  /** When somebody really served it, the time parked left out; both stages, in their order. */
  servingSpans: readonly Span[]
  /** The first call to collect. */
  deliveryCalledAt: Instant | null
  /** The last call to collect before the papers were handed over. */
  collectedCallAt: Instant | null
  deliveredAt: Instant | null
  leftAt: Instant | null
  lastEventAt: Instant
  calls: number
  /** Where it was served, or called last. */
  windowId: number | null
  outcome: Outcome
  purposeMet: 'yes' | 'partly' | 'no' | null
  /** Ended by the next call instead of by the clerk: counted as served, never timed. */
  isEndInferred: boolean
  /** A booking that came more than the grace too late and waited like a walk-in. */
  isLateConverted: boolean
  /** Received on paper and entered later. */
  isFromPaper: boolean
}

export const grains = ['day', 'week', 'month', 'fiscal_year'] as const
export type Grain = (typeof grains)[number]

/** A span of business days by its first one: weeks begin on Monday, fiscal years on 1 April. */
export type Period = { grain: Grain; start: LocalDate }

/**
 * By what a period is told apart, with the key of each part: nothing (`''`), `booked`/`walk_in`, the id of a
 * service, `09:00`, `1` (Monday), `1 09:00`, a language, a channel.
 */
export const breakdowns = [
  'all',
  'kind',
  'service',
  'half_hour',
  'weekday',
  'weekday_half_hour',
  'language',
  'channel',
] as const
export type Breakdown = (typeof breakdowns)[number]

/** Minutes (days, for lead times) of `n` cases, to one decimal. Null where there are too few to tell. */
export type Spread = { n: number; mean: number | null; p50: number | null; p90: number | null }

/** A part of a whole, in percent to one decimal; null of nothing. */
export type Share = { n: number; of: number; percent: number | null }

/** What is told of any set of tickets. Every page, file and answer shows these very numbers. */
export type Figures = {
  /** All that checked in, reset and open ones too. */
  tickets: number
  people: number
  visits: number
  booked: number
  walkIns: number
  served: number
  transferred: number
  left: number
  noResponse: number
  reset: number
  open: number
  recalls: number
  wait: Spread
  waitBooked: Spread
  waitWalkIn: Spread
  pastAppointment: Spread
  earlyWait: Spread
  lateness: Spread
  walking: Spread
  service: Spread
  handling: Spread
  secondWait: Spread
  stay: Spread
  visitWait: Spread
  /** Waits by `waitBounds` (a wait of exactly a bound lies below it), of booked and of walk-in tickets. */
  waitBuckets: { booked: readonly number[]; walkIn: readonly number[] }
  withinTarget: Share
  withinTargetStrict: Share
  onTime: Share
  abandoned: Share
  oneStop: Share
  purposeMet: Share
  sentOn: Share
  flagged: { inferred: number; tooShort: number; tooLong: number; lateConverted: number; fromPaper: number }
}

/** Upper bounds in minutes of the classes of the wait distribution; the last class is open. */
export const waitBounds = [5, 10, 15, 20, 30, 45, 60, 90] as const

/**
 * What is told of a counter, or all of them, over time: the windows and the line before them. The counts and
 * minutes are plain sums, not rounded, out of which `mergeFlows` makes the others anew for any number of days.
 */
export type Flow = {
  /** Days with at least one open window. */
  openDays: number
  /** Minutes with at least one window open or paused. */
  openMinutes: number
  /** Minutes of all windows, each without its pauses. */
  openWindowMinutes: number
  /** Minutes somebody was at a window: from the call to the end, without the time parked. */
  handlingMinutes: number
  /** Minutes that everybody has stood in line, those who left too. */
  queueMinutes: number
  arrivals: number
  /** Waits that ended with a call, and their sum: what the mean wait is made of. */
  called: number
  waitMinutes: number
  /** Services ended. */
  ended: number
  occupancy: Share
  throughputPerHour: number | null
  queueMean: number | null
  queueMax: number
  /** By how many percent the mean queue differs from arrivals times mean wait: lost events show here. */
  littleGapPercent: number | null
}

/**
 * What became of the bookings of a period, by the day of the appointment. Offered and blocked are places; all
 * other counts are bookings, and both shares of places count each booking with the places it took.
 */
export type Bookings = {
  offered: number
  /** Taken out before booking opened. */
  blocked: number
  /** All that were ever booked, cancelled ones too. */
  booked: number
  cancelledEarly: number
  /** By the resident less than two hours before. */
  cancelledLate: number
  cancelledByOffice: number
  attended: number
  noShow: number
  bookedShare: Share
  utilisation: Share
  noShowShare: Share
  leadDays: Spread
  /** The no-show rate by how many days before the appointment it was made. */
  byLead?: Array<{ days: LeadBucket; noShow: Share }>
}

export type Cell = {
  key: string
  figures: Figures
  flow?: Flow
  bookings?: Bookings
  /** Not shown but for a single day: too few visits, or what would tell how few another has. */
  isSmall?: true
}

/** The cells of one period at one counter, or of the whole office where it is null. */
export type Summary = {
  period: Period
  counterId: number | null
  breakdown: Breakdown
  /** 0 while the period may still change; from 1 on once its month was closed. */
  version: number
  cells: readonly Cell[]
}
