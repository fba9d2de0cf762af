import { dateOf, type Instant } from '../clock.ts'
import type { Office } from '../offices/office.ts'
import { slotMinutesAt } from '../slots/grid.ts'
import type { CheckDeps, CheckOptions } from './check.ts'
import { inParts } from './in-parts.ts'
import type { Findings } from './invariant.ts'
import { firstAuditAt, lostBookings, rulesChangedAt } from './audit-queries.ts'
import { type Booking, bookingsAfter, personsAfter } from './booking-queries.ts'

const partSize = 100
const auditPartSize = 1000

/** INV-2 to INV-6, INV-10 and INV-11 of each booking; and that nobody and no booking is left over (INV-2, INV-12). */
export async function checkBookings(
  { store, clock, offices }: CheckDeps,
  findings: Findings,
  options: CheckOptions,
): Promise<void> {
  for (const { id } of await offices.list())
    await inParts<Booking>(
      last =>
        store.snapshot(async db => {
          const bookings = await bookingsAfter(db, id, last?.id ?? 0, partSize)
          if (bookings.length === 0) return []
          const office = await offices.current(db, id)
          const known = {
            office,
            now: clock.now(),
            auditSince: await firstAuditAt(db),
            changedAt: options.isCapacityLowered
              ? Number.POSITIVE_INFINITY
              : await rulesChangedAt(db, office),
          }
          for (const booking of bookings) checkBooking(booking, known, findings)
          return bookings
        }),
      partSize,
    )

  await inParts<{ id: number }>(async last => {
    const { audited, lost } = await store.snapshot(db => lostBookings(db, last?.id ?? 0, auditPartSize))
    for (const { id } of lost) findings.fault('INV-2', `entry ${id} tells of a booking that is not there`)
    findings.looked('INV-2', audited.length)
    return audited
  }, auditPartSize)

  await inParts<{ id: number; bookings: number }>(async last => {
    const persons = await store.snapshot(db => personsAfter(db, last?.id ?? 0, auditPartSize))
    for (const { id, bookings } of persons)
      findings.check('INV-12', bookings === 1, `person ${id} belongs to ${bookings} appointments`)
    findings.looked('INV-12', persons.length)
    return persons
  }, auditPartSize)
}

type Known = {
  office: Office
  now: Instant
  /** Older bookings may have outlived their entries. */
  auditSince: Instant
  changedAt: Instant
}

function checkBooking(booking: Booking, known: Known, findings: Findings): void {
  checkPlaces(booking, known, findings)
  checkEntries(booking, known, findings)
  checkMessages(booking, known, findings)
  checkTimes(booking, known, findings)
}

function checkPlaces(booking: Booking, { office, now, changedAt }: Known, findings: Findings): void {
  const { state, heldUntil, legs, createdAt } = booking
  const name = nameOf(booking)
  const id = state === 'cancelled' ? 'INV-4' : 'INV-5'
  const isEnded = state === 'held' && (heldUntil ?? 0) <= now
  findings.looked(id, 1)
  findings.check('INV-5', legs.length > 0, `${name}: no legs`)
  findings.check('INV-5', followEachOther(legs), `${name}: legs that do not follow each other`)
  for (const { startsAt, minutes, counterId, places } of legs) {
    const starts = places.map(place => place.startsAt).toSorted((a, b) => a - b)
    const needed = Math.ceil(minutes / slotMinutesAt(office, startsAt))
    const isComplete = (createdAt <= changedAt || starts.length === needed) && isRow(starts, startsAt)
    const has = `has ${starts.length} places, needs ${needed} in a row`
    if (state === 'cancelled')
      findings.check(id, starts.length === 0, `${name}: keeps ${starts.length} places`)
    else findings.check(id, isComplete || (isEnded && starts.length === 0), `${name}: ${has}`)
    findings.check(
      id,
      places.every(place => place.counterId === counterId),
      `${name}: has places at another counter`,
    )
  }
}

/** Whether legs are numbered from 0 on and each begins after the one before: nobody is at two counters at once. */
function followEachOther(legs: Booking['legs']): boolean {
  return legs.every(({ position, startsAt }, index) => {
    const before = legs[index - 1]
    const free = before ? before.startsAt + before.minutes * 60_000 : startsAt
    return position === index && free <= startsAt
  })
}

/** Whether these are slots that follow each other from `first` on. */
function isRow(starts: readonly Instant[], first: Instant): boolean {
  const step = (starts[1] ?? first) - first
  return starts.length > 0 && starts.every((start, index) => start === first + index * step)
}

function checkEntries(booking: Booking, { auditSince, now }: Known, findings: Findings): void {
  const { state, reference, legs, createdAt, sequence, bookedAt, cancelledAt } = booking
  const name = nameOf(booking)
  const isBooked = state !== 'held'
  const isCancelled = state === 'cancelled'
  findings.looked('INV-2', 1)
  findings.check('INV-2', isBooked === (reference !== null), `${name}: its reference does not fit its state`)
  findings.check(
    'INV-2',
    isBooked === (bookedAt !== null),
    `${name}: the time of booking does not fit its state`,
  )
  findings.check(
    'INV-4',
    isCancelled === (cancelledAt !== null),
    `${name}: the time of cancelling does not fit its state`,
  )
  // Who came may be forgotten once the day is over; until then somebody is told of changes.
  const isOver = legs.every(leg => leg.startsAt < now)
  findings.check('INV-2', state !== 'booked' || isOver || booking.person !== null, `${name}: nobody`)
  if (createdAt < auditSince) return

  const booked = timesOf(booking, 'book')
  const moved = timesOf(booking, 'reschedule') + timesOf(booking, 'cancel_leg')
  const cancelled = timesOf(booking, 'cancel')
  findings.looked('INV-3', 1)
  findings.check(
    'INV-3',
    booked <= 1 && cancelled <= 1,
    `${name}: booked ${booked}, cancelled ${cancelled} times`,
  )
  findings.looked('INV-10', 1)
  findings.check('INV-10', booked === Number(isBooked), `${name}: ${booked} times "book" in the audit`)
  findings.check(
    'INV-10',
    cancelled === Number(isCancelled),
    `${name}: ${cancelled} times "cancel" in the audit`,
  )
  findings.check(
    'INV-10',
    moved + cancelled === sequence,
    `${name}: sequence ${sequence} after ${moved} times "reschedule" or "cancel_leg" in the audit`,
  )
}

const kindOf: Record<string, string> = {
  book: 'booked',
  reschedule: 'rescheduled',
  cancel_leg: 'rescheduled',
  cancel: 'cancelled',
}

/** Mails of a visit that is long over may be gone before its person is. */
const messagesKeptMilliseconds = 7 * 86_400_000

function checkMessages(booking: Booking, { auditSince, now }: Known, findings: Findings): void {
  const { person, legs, messages, createdAt, deeds } = booking
  const isLongOver = legs.every(leg => leg.startsAt < now - messagesKeptMilliseconds)
  if (!person || isLongOver || createdAt < auditSince) return
  const expected = deeds.flatMap(({ deed, times }) =>
    person.hasEmail && kindOf[deed] ? Array.from({ length: times }, () => kindOf[deed]) : [],
  )
  const kinds = (list: ReadonlyArray<string | undefined>) =>
    list.toSorted((a = '', b = '') => (a < b ? -1 : Number(a > b))).join(' ')
  // What goes by the clock follows no deed.
  const ofDeeds = messages.filter(({ kind }) => Object.values(kindOf).includes(kind))
  const found = kinds(ofDeeds.map(({ kind }) => kind))
  findings.looked('INV-6', 1)
  findings.check(
    'INV-6',
    found === kinds(expected),
    `${nameOf(booking)}: messages [${found}] for deeds [${kinds(expected)}]`,
  )
}

function checkTimes(booking: Booking, { office }: Known, findings: Findings): void {
  findings.looked('INV-11', 1)
  for (const { startsAt } of booking.legs)
    findings.check(
      'INV-11',
      startsAt % 60_000 === 0 && /^20\d\d-/.test(dateOf(startsAt, office.timeZone)),
      `${nameOf(booking)}: does not begin on a minute of this century`,
    )
}

function timesOf({ deeds }: Booking, deed: string): number {
  return deeds.find(done => done.deed === deed)?.times ?? 0
}

function nameOf({ id, state }: Booking): string {
  return `appointment ${id} (${state})`
}
