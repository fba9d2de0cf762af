import { dateOf, daysApart, type Instant } from '../clock.ts'
import type { Bookings } from './figures.ts'
import { atOnce, type Parts } from './parts.ts'
import { shareOf, spreadOf } from './spread.ts'

/** A leg of an appointment as it stands when the figures are made. */
export type BookedLeg = {
  startsAt: Instant
  bookedAt: Instant
  cancelledAt: Instant | null
  cancelledBy: 'resident' | 'office' | null
  /** Somebody has checked in with it, however late. */
  hasCome: boolean
  /** Nobody came within the time that the office waits. */
  isNoShow: boolean
  /** Places it takes, one for each slot. */
  places: number
}

/** The places of one slot, by the opening rules: those offered, and those of them taken out beforehand. */
export type OfferedSlot = { offered: number; blocked: number }

const lateCancellationMilliseconds = 2 * 3_600_000

type Fate = 'cancelledByOffice' | 'cancelledEarly' | 'cancelledLate' | 'attended' | 'noShow' | 'due'

/**
 * What became of a booking. Cancelled two hours before or earlier is early; what the office cancels never counts
 * against residents; who came in the end is no no-show.
 */
function fateOf({ startsAt, cancelledAt, cancelledBy, hasCome, isNoShow }: BookedLeg): Fate {
  if (hasCome) return 'attended'
  if (cancelledAt === null) return isNoShow ? 'noShow' : 'due'
  if (cancelledBy === 'office') return 'cancelledByOffice'
  return cancelledAt <= startsAt - lateCancellationMilliseconds ? 'cancelledEarly' : 'cancelledLate'
}

/** Whole days from the day of booking to the day of the appointment, by the office's calendar. */
function leadDaysOf({ bookedAt, startsAt }: BookedLeg, timeZone: string): number {
  return daysApart(dateOf(bookedAt, timeZone), dateOf(startsAt, timeZone))
}

/**
 * Figures of the bookings due in a period. The no-show rate is of all that were due less those cancelled early
 * and those cancelled by the office; a late cancellation stays in. Utilisation is places attended of those offered
 * and not blocked before; the booked share is places of bookings not cancelled of all offered. What is still to
 * come counts as booked alone.
 */
export function bookingsOf(
  legs: readonly BookedLeg[],
  slots: readonly OfferedSlot[],
  timeZone: string,
): Bookings {
  return atOnce(bookingsInParts(legs, slots, timeZone))
}

const legsAtOnce = 1000

/** The same for very many. */
export function* bookingsInParts(
  legs: readonly BookedLeg[],
  slots: readonly OfferedSlot[],
  timeZone: string,
): Parts<Bookings> {
  const leadDays: number[] = []
  for (const leg of legs) if (leadDays.push(leadDaysOf(leg, timeZone)) % legsAtOnce === 0) yield
  const byFate = Map.groupBy(legs, fateOf)
  const count = (...fates: Fate[]) => fates.reduce((sum, fate) => sum + (byFate.get(fate)?.length ?? 0), 0)
  const places = (...fates: Fate[]) =>
    total(fates.flatMap(fate => byFate.get(fate) ?? []).map(leg => leg.places))
  const offered = total(slots.map(slot => slot.offered))
  const blocked = total(slots.map(slot => slot.blocked))
  return {
    offered,
    blocked,
    booked: legs.length,
    cancelledEarly: count('cancelledEarly'),
    cancelledLate: count('cancelledLate'),
    cancelledByOffice: count('cancelledByOffice'),
    attended: count('attended'),
    noShow: count('noShow'),
    bookedShare: shareOf(places('attended', 'noShow', 'due'), offered),
    utilisation: shareOf(places('attended'), offered - blocked),
    noShowShare: shareOf(count('noShow'), count('noShow', 'attended', 'cancelledLate')),
    leadDays: spreadOf(leadDays),
  }
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}

/** How long before their day people have booked. */
export const leadBuckets = ['0', '1-3', '4-7', '8-14', '15+'] as const
export type LeadBucket = (typeof leadBuckets)[number]

function leadBucketOf(days: number): LeadBucket {
  if (days <= 0) return '0'
  if (days <= 3) return '1-3'
  if (days <= 7) return '4-7'
  return days <= 14 ? '8-14' : '15+'
}

type ByLead = Array<{ bucket: LeadBucket; bookings: Bookings }>

/** The bookings apart by how long before they were made. Places are offered to all of them alike, so to none here. */
export function bookingsByLead(legs: readonly BookedLeg[], timeZone: string): ByLead {
  return atOnce(bookingsByLeadInParts(legs, timeZone))
}

/** The same for very many. */
export function* bookingsByLeadInParts(legs: readonly BookedLeg[], timeZone: string): Parts<ByLead> {
  const byBucket = new Map(leadBuckets.map(bucket => [bucket, [] as BookedLeg[]]))
  for (const [index, leg] of legs.entries()) {
    byBucket.get(leadBucketOf(leadDaysOf(leg, timeZone)))?.push(leg)
    if ((index + 1) % legsAtOnce === 0) yield
  }
  const told: ByLead = []
  for (const [bucket, ofBucket] of byBucket)
    told.push({ bucket, bookings: yield* bookingsInParts(ofBucket, [], timeZone) })
  return told
}
