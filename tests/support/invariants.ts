import { fitTogether } from '#src/booking/plan.ts'
import { onTestFinished } from 'vitest'
import type { Db } from '#db/store.ts'
import { clockTime, dateOf, type Instant, isoOf, minuteOf } from '#src/clock.ts'
import { checkInvariants as findFaults } from '#src/invariants/check.ts'
import { counterById, type Office } from '#src/offices/office.ts'
import { capacityAt, windowsAt } from '#src/slots/capacity.ts'
import { slotMinutesAt } from '#src/slots/grid.ts'
import { queueProblems } from './queue-problems.ts'
import { openWard, type Ward, type WardOptions } from './ward.ts'

type Options = {
  /** Rules have changed since the bookings were made: their numbers may lie above what is offered today. */
  isCapacityLowered?: boolean
}

/** Opens a ward whose invariants are checked when the test ends. */
export async function openCheckedWard(options: WardOptions & Options = {}): Promise<Ward> {
  const ward = await openWard(options)
  onTestFinished(() => checkInvariants(ward, options))
  return ward
}

/**
 * Asks the product's own check, and reads the whole database by rules that are written here a second time: what the
 * product overlooks must not be overlooked by its tests. Throws with a list of all that contradicts itself.
 */
export async function checkInvariants(ward: Ward, options: Options = {}): Promise<void> {
  const verdicts = await findFaults(ward.deps, options)
  const now = ward.deps.clock.now()
  const found = await ward.deps.store.read(async db => {
    const office = await ward.deps.offices.current(db, ward.office.id)
    return [
      ...slotViolations(office, await livePlaces(db, now), options),
      ...(await appointmentViolations(db, office, now)),
      ...(await messageViolations(db)),
      ...(await strayRows(db)),
    ]
  })
  const violations = [
    ...verdicts.flatMap(({ id, examples }) => examples.map(example => `${id} ${example}`)),
    ...found,
    ...(await queueProblems(ward.deps.store)),
  ]
  if (violations.length > 0) throw new Error(`invariants broken:\n${violations.join('\n')}`)
}

export type LivePlace = {
  counterId: number
  startsAt: Instant
  placeNumber: number
  /** Booked or moved by staff, to whom all windows are open. */
  isByStaff?: boolean
  /** Taken above all windows with a reason that the audit keeps. */
  isOverbooked?: boolean
}

/** Places of booked appointments and of holds whose time is not over. */
export async function livePlaces(db: Db, now: Instant): Promise<LivePlace[]> {
  const rows = await db
    .selectFrom('places as place')
    .innerJoin('legs as leg', 'leg.id', 'place.leg_id')
    .innerJoin('appointments as appointment', 'appointment.id', 'leg.appointment_id')
    .select([
      'place.counter_id as counterId',
      'place.starts_at as startsAt',
      'place.place_number as placeNumber',
      'appointment.channel',
    ])
    .select(outer => {
      const audit = outer.selectFrom('audit').whereRef('audit.appointment_id', '=', 'appointment.id')
      const count = audit.select(eb => eb.fn.countAll().as('count'))
      return [
        count.where('audit.actor', 'like', 'staff:%').as('deedsOfStaff'),
        count.where('audit.deed', '=', 'overbook').as('overbookings'),
      ]
    })
    .where(eb => eb.or([eb('appointment.state', '!=', 'held'), eb('appointment.held_until_at', '>', now)]))
    .execute()
  return rows.map(({ channel, deedsOfStaff, overbookings, ...place }) => ({
    ...place,
    isByStaff: channel === 'staff' || Number(deedsOfStaff) > 0,
    isOverbooked: Number(overbookings) > 0,
  }))
}

/**
 * In every slot each number is given once, residents have no more of them than it offers, and all together no
 * more than the windows but for what was overbooked with a reason.
 */
export function slotViolations(
  office: Office,
  places: readonly LivePlace[],
  options: Options = {},
): string[] {
  const bySlot = Map.groupBy(places, place => `${place.counterId} ${place.startsAt}`)
  return [...bySlot.values()].flatMap(slot => {
    const [{ counterId, startsAt }] = slot as [LivePlace]
    const counter = counterById(office, counterId)
    const minute = minuteOf(startsAt, office.timeZone)
    const date = dateOf(startsAt, office.timeZone)
    const capacity = capacityAt(office, counter, date, minute)
    const windows = windowsAt(office, counter, date, minute)
    const numbers = slot.map(place => place.placeNumber).toSorted((a, b) => a - b)
    const name = `${counter.slug} ${dateOf(startsAt, office.timeZone)} ${clockTime(minute)} [${numbers.join(' ')}]`

    const broken: string[] = []
    if (new Set(numbers).size < numbers.length) broken.push(`${name}: a number twice`)
    const ofResidents = slot
      .filter(place => !place.isByStaff && place.placeNumber <= windows)
      .map(place => place.placeNumber)
    if (!options.isCapacityLowered && ofResidents.length > capacity)
      broken.push(`${name}: more than its ${capacity} places taken`)
    if (!options.isCapacityLowered && ofResidents.some(number => number > capacity))
      broken.push(`${name}: a number above its ${capacity} places`)
    const above = slot.filter(place => place.placeNumber > windows)
    if (!options.isCapacityLowered && above.some(place => !place.isOverbooked))
      broken.push(`${name}: a number above its ${windows} windows without a reason`)
    if (!options.isCapacityLowered && numbers.length - above.length > windows)
      broken.push(`${name}: more than its ${windows} windows taken`)
    return broken
  })
}

/** A booked or held visit has exactly the places it needs, a cancelled one none; each tells who and when. */
async function appointmentViolations(db: Db, office: Office, now: Instant): Promise<string[]> {
  const appointments = await db.selectFrom('appointments').selectAll().execute()
  const legs = await db.selectFrom('legs').selectAll().execute()
  const places = Map.groupBy(await db.selectFrom('places').selectAll().execute(), place => place.leg_id)
  const deeds = Map.groupBy(await db.selectFrom('audit').selectAll().execute(), row => row.appointment_id)

  return appointments.flatMap(appointment => {
    const broken: string[] = []
    const check = (isRight: boolean, what: string) => {
      if (!isRight) broken.push(`appointment ${appointment.id} (${appointment.state}): ${what}`)
    }
    const isEnded = appointment.state === 'held' && (appointment.held_until_at ?? 0) <= now
    const own = legs.filter(leg => leg.appointment_id === appointment.id)
    check(own.length > 0, 'no legs')
    const inOrder = own.toSorted((a, b) => a.position - b.position)
    check(
      inOrder.every((leg, index) => leg.position === index),
      `legs ${inOrder.map(leg => leg.position).join(' ')}`,
    )
    const timed = inOrder.map(leg => ({
      counterId: leg.counter_id,
      startsAt: leg.starts_at,
      minutes: leg.minutes,
    }))
    check(fitTogether(office, timed), 'legs that overlap')
    for (const leg of own) {
      const slotMinutes = slotMinutesAt(office, leg.starts_at)
      const step = slotMinutes * 60_000
      const length = Math.ceil(leg.minutes / slotMinutes)
      const needed = Array.from({ length }, (_, index) => leg.starts_at + index * step)
      const taken = places.get(leg.id) ?? []
      const starts = taken.map(place => place.starts_at).toSorted((a, b) => a - b)
      const isComplete = starts.join(' ') === needed.join(' ')
      const shown = starts.map(start => isoOf(start, office.timeZone)).join(', ') || 'none'
      if (appointment.state === 'cancelled') check(starts.length === 0, `keeps places at ${shown}`)
      else if (isEnded) check(starts.length === 0 || isComplete, `keeps a part of its places: ${shown}`)
      else check(isComplete, `has places at ${shown}, needs ${length}`)
      check(
        taken.every(place => place.counter_id === leg.counter_id),
        'has places at another counter',
      )
    }

    const counted = (deed: string) =>
      (deeds.get(appointment.id) ?? []).filter(row => row.deed === deed).length
    const isBooked = appointment.state !== 'held'
    const isCancelled = appointment.state === 'cancelled'
    check(isBooked === (appointment.reference !== null), `reference ${appointment.reference}`)
    // Who came may be forgotten once the day is over; until then somebody is told of changes.
    const isOver = own.every(leg => leg.starts_at < now)
    check(appointment.state !== 'booked' || isOver || appointment.person_id !== null, 'nobody')
    check(isBooked === (appointment.booked_at !== null), `booked at ${appointment.booked_at}`)
    check(isCancelled === (appointment.cancelled_at !== null), `cancelled at ${appointment.cancelled_at}`)
    check(counted('book') === Number(isBooked), `${counted('book')} times "book" in the audit`)
    check(counted('cancel') === Number(isCancelled), `${counted('cancel')} times "cancel" in the audit`)
    check(
      counted('reschedule') + counted('cancel_leg') + counted('cancel') === appointment.sequence,
      `sequence ${appointment.sequence} after ${counted('reschedule')} times "reschedule" in the audit`,
    )
    return broken
  })
}

const kindOf: Record<string, string> = {
  book: 'booked',
  reschedule: 'rescheduled',
  cancel_leg: 'rescheduled',
  cancel: 'cancelled',
}

/** One message for each deed where somebody has given an e-mail address, none anywhere else. */
async function messageViolations(db: Db): Promise<string[]> {
  const owners = await db
    .selectFrom('appointments as appointment')
    .innerJoin('persons as person', 'person.id', 'appointment.person_id')
    .select(['appointment.id', 'person.email'])
    .execute()
  const deeds = Map.groupBy(await db.selectFrom('audit').selectAll().execute(), row => row.appointment_id)
  const messages = Map.groupBy(
    await db.selectFrom('outbox').selectAll().where('channel', '=', 'mail').execute(),
    row => row.appointment_id,
  )

  return owners.flatMap(({ id, email }) => {
    const done = email === null ? [] : (deeds.get(id) ?? []).flatMap(row => kindOf[row.deed] ?? [])
    const sent = messages.get(id) ?? []
    const broken: string[] = []
    const [expected, found] = [
      done.toSorted().join(' '),
      sent
        .map(row => row.kind)
        .toSorted()
        .join(' '),
    ]
    if (expected !== found) broken.push(`appointment ${id}: messages [${found}] for deeds [${expected}]`)

    const contents = sent.flatMap(row => (row.message_json === null ? [] : JSON.parse(row.message_json)))
    const sequences = contents.map(content => content.sequence)
    if (new Set(sequences).size < sequences.length)
      broken.push(`appointment ${id}: two messages of one sequence [${sequences.join(' ')}]`)
    if (contents.some(content => content.to !== email))
      broken.push(`appointment ${id}: a message to somebody else`)
    return broken
  })
}

/** Nobody is kept without an appointment, and no answer without its content. */
async function strayRows(db: Db): Promise<string[]> {
  const persons = await db.selectFrom('persons').select('id').execute()
  const owners = await db.selectFrom('appointments').select('person_id').execute()
  const uses = Map.groupBy(owners, owner => owner.person_id)
  const answers = await db
    .selectFrom('idempotency_keys')
    .select('key_hash')
    .where('answer', '=', '')
    .execute()
  return [
    ...persons.flatMap(({ id }) => {
      const count = uses.get(id)?.length ?? 0
      return count === 1 ? [] : [`person ${id} belongs to ${count} appointments`]
    }),
    ...answers.map(({ key_hash }) => `an idempotency key without an answer: ${key_hash}`),
  ]
}
