import type { Need } from '../booking/appointment.ts'
import type { Instant, LocalDate } from '../clock.ts'
import type { Localized } from '../offices/office.ts'
import type { Role } from '../staff/staff-member.ts'

export type Sought = { by: 'reference' | 'email' | 'phone' | 'line'; value: string }

/** More than anybody has; a form of ours holds no more. */
export const foundMax = 90

/** A booking or an opinion that may be somebody's, as it is told apart from others. */
export type FoundBooking = {
  appointmentId: number
  reference: string
  counterId: number
  startsAt: Instant
  state: 'booked' | 'cancelled'
  /** Null once it has been erased. */
  name: string | null
}
export type FoundOpinion = {
  opinionId: number
  receipt: string
  counterId: number | null
  receivedDate: LocalDate
  name: string | null
}
/** A wish in the line for freed places, known by name only while it waits. */
export type FoundWait = {
  entryId: number
  counterId: number
  fromDate: LocalDate
  toDate: LocalDate
  name: string | null
}
/** Somebody on LINE, by the name that LINE has given them for this office. */
export type FoundLineUser = { lineUserId: number; userKey: string; seenAt: Instant }
export type Found = {
  bookings: FoundBooking[]
  opinions: FoundOpinion[]
  waits: FoundWait[]
  lineUsers: FoundLineUser[]
}

/** Which of what was found is one person's: what is shown, made a file of or erased. */
export type Chosen = {
  appointmentIds: readonly number[]
  opinionIds: readonly number[]
  entryIds: readonly number[]
  lineUserIds: readonly number[]
}

export const nothingChosen: Chosen = { appointmentIds: [], opinionIds: [], entryIds: [], lineUserIds: [] }

export function isNothing(chosen: Chosen): boolean {
  return Object.values(chosen).every(ids => ids.length === 0)
}

/** Who of the staff did or saw something, by role and pseudonym. */
export type HeldDeed = { at: Instant; deed: string; role: Role | null; pseudonym: string | null }

export type HeldMessage = { kind: string; state: string; createdAt: Instant }

type HeldTicket = {
  number: string
  businessDate: LocalDate
  counterId: number
  state: string
  checkedInAt: Instant
  endedAt: Instant | null
}

/** All that is kept of one booking. */
export type HeldBooking = FoundBooking & {
  channel: string
  language: string
  people: number
  minutes: number
  /** The counters after the first, where it leads over several. */
  laterLegs: Array<{ counterId: number; startsAt: Instant; minutes: number }>
  bookedAt: Instant | null
  cancelledAt: Instant | null
  person: (HeldContact & { needs: Need[] }) | null
  services: Localized[]
  documents: Localized[]
  overbookReason: string | null
  /** Who is told of it on LINE, by the name that LINE has given them for this office. */
  line: { userKey: string; language: string | null; linkedAt: Instant } | null
  messages: HeldMessage[]
  tickets: HeldTicket[]
  deeds: HeldDeed[]
}

export type HeldContact = { name: string | null; email: string | null; phone: string | null }

/** All that is kept of one opinion. */
export type HeldOpinion = FoundOpinion & {
  channel: string
  language: string
  category: string
  state: string
  text: string
  answer: string | null
  contact: HeldContact | null
  messages: HeldMessage[]
  deeds: HeldDeed[]
}

/** All that is kept of one wish in the line for freed places. */
export type HeldWait = FoundWait & {
  state: string
  channel: string
  language: string
  people: number
  fromMinute: number
  toMinute: number
  joinedAt: Instant
  endedAt: Instant | null
  contact: HeldContact | null
  services: Localized[]
  offers: Array<{ startsAt: Instant; madeAt: Instant; state: string }>
  messages: HeldMessage[]
  deeds: HeldDeed[]
}

/** All that is kept of somebody on LINE. */
export type HeldLineUser = FoundLineUser & {
  language: string | null
  followedAt: Instant
  /** The references of the bookings that they follow. */
  follows: string[]
}

export type Held = {
  madeAt: Instant
  bookings: HeldBooking[]
  opinions: HeldOpinion[]
  waits: HeldWait[]
  lineUsers: HeldLineUser[]
}

/** What a file of held data is about, to be sent along from step to step. */
export function chosenOf({ bookings, opinions, waits, lineUsers }: Held): Chosen {
  return {
    appointmentIds: bookings.map(({ appointmentId }) => appointmentId),
    opinionIds: opinions.map(({ opinionId }) => opinionId),
    entryIds: waits.map(({ entryId }) => entryId),
    lineUserIds: lineUsers.map(({ lineUserId }) => lineUserId),
  }
}

/** A row without what only leads from one table to another. */
export function without<T extends object, K extends keyof T & string>(row: T, ...keys: K[]): Omit<T, K> {
  const left = Object.entries(row).filter(([key]) => !(keys as string[]).includes(key))
  return Object.fromEntries(left) as Omit<T, K>
}
