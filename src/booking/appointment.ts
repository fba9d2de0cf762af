import type { Instant } from '../clock.ts'
import type { Language } from '../languages.ts'
import type { Service } from '../offices/office.ts'

export type AppointmentState = 'held' | 'booked' | 'cancelled'

/** Needs a resident can tell in advance, shown to staff before the visit. */
export const needs = ['interpreter', 'sign_language', 'wheelchair', 'hearing', 'stroller'] as const
export type Need = (typeof needs)[number]

export type Channel = 'web' | 'api' | 'staff'

/** Who books, changes or cancels, as the audit says it. */
export type Booker = 'web' | 'api' | `staff:${number}`

export function isStaffBooker(booker: Booker): boolean {
  return booker.startsWith('staff:')
}

/** For whose sake a visit is cancelled: what the office calls off never counts against residents. */
export type CancelledBy = 'resident' | 'office'

/** What a resident tells about themselves and the visit. */
export type Details = {
  name: string
  email: string | null
  phone: string | null
  language: Language
  needs: Need[]
  /** Slugs of the documents ticked as ready. */
  documents: string[]
}

/** An appointment as its owner sees it. */
export type Appointment = {
  id: number
  officeId: number
  state: AppointmentState
  reference: string | null
  calendarUid: string
  sequence: number
  language: string
  people: number
  channel: Channel
  heldUntil: Instant | null
  isHoldExtended: boolean
  createdAt: Instant
  person: PersonDetails | null
  /** One after the other in time: several where one visit leads over several counters. */
  legs: Leg[]
  /** The first of them. */
  leg: Leg
  /** Those of all legs. */
  services: Service[]
  documents: string[]
  /** Somebody has checked in with it: the visit has begun. */
  hasArrived: boolean
}

/** What is promised at one counter. */
export type Leg = {
  id: number
  position: number
  counterId: number
  startsAt: Instant
  minutes: number
  services: Service[]
}

type PersonDetails = {
  id: number
  name: string
  email: string | null
  phone: string | null
  needs: Need[]
  mailFailedAt: Instant | null
}

export function endsAt(leg: { startsAt: Instant; minutes: number }): Instant {
  return leg.startsAt + leg.minutes * 60_000
}

/** When the last leg of a visit is over. */
export function visitEndsAt({ legs }: Pick<Appointment, 'legs'>): Instant {
  return Math.max(...legs.map(endsAt))
}

/** An appointment with other legs than it had. */
export function withLegs(appointment: Appointment, legs: readonly Leg[]): Appointment {
  const [leg] = legs
  if (!leg) throw new Error('an appointment without a leg')
  return { ...appointment, legs: [...legs], leg, services: legs.flatMap(({ services }) => services) }
}

/** Whether a visit's time has come or somebody has checked in for it. */
export function hasBegun(
  { leg, hasArrived }: Pick<Appointment, 'leg' | 'hasArrived'>,
  now: Instant,
): boolean {
  return hasArrived || leg.startsAt <= now
}

/** A booked visit can be changed or cancelled until it begins. */
export function isChangeable(
  appointment: Pick<Appointment, 'state' | 'leg' | 'hasArrived'>,
  now: Instant,
): boolean {
  return appointment.state === 'booked' && !hasBegun(appointment, now)
}

/** Bookings one contact may make within 24 hours, cancelled ones counted: each sends a message. */
export const bookingsPerContactDayMax = 10
