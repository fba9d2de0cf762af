import type { Db } from '#db/store.ts'
import { dateOf, type Instant, minuteOf } from '../clock.ts'
import type { Counter, Office } from '../offices/office.ts'
import { officeRevision } from '../offices/queries.ts'
import { capacityAt, windowsAt } from '../slots/capacity.ts'
import { slotMinutesOn } from '../slots/grid.ts'
import { hasSeveralGrids, openingOf } from '../slots/opening.ts'
import { insertPlace, lockCounter, type NumberedPlace, placesOf, takenPlaces } from '../slots/queries.ts'
import {
  freeNumbers,
  freeNumbersOfStaff,
  overbookingNumber,
  type Share,
  slotStarts,
  type Wish,
} from '../slots/slot.ts'
import { freeExpiredPlaces } from './hold-queries.ts'

const triesMax = 20

/** Whose places a visit takes, and how many in a row follow from its wish. */
export type WantedPlaces = {
  office: Office
  counter: Counter
  wish: Wish
  share: Share
  /** Whether staff go above all windows where they are full. */
  isOverbooking?: boolean
}

/** A place above all windows, taken deliberately. */
export type Overbooked = { startsAt: Instant; placeNumber: number }

/**
 * Takes one place in every slot of the visit: for residents the lowest free number of their share, for staff the
 * highest free window. A place of another grid that overlaps counts in both slots it lies in. The answer is what was
 * overbooked, or null when a slot has nothing left, or when the office's rules have just changed. On PostgreSQL
 * another transaction may take the chosen number first; then it looks again. One slot after the other in the
 * order of time, so that two visits never wait for each other in a circle.
 */
export async function takePlaces(
  db: Db,
  { office, counter, wish, share, isOverbooking = false }: WantedPlaces,
  legId: number,
  startsAt: Instant,
  now: Instant,
): Promise<Overbooked[] | null> {
  const date = dateOf(startsAt, office.timeZone)
  const slotMinutes = slotMinutesOn(office, date)
  const length = slotMinutes * 60_000
  const slots = slotStarts(office, wish, startsAt).map(start => {
    const minute = minuteOf(start, office.timeZone)
    const windows = windowsAt(office, counter, date, minute)
    const capacity = capacityAt(office, counter, date, minute)
    return { startsAt: start, length, capacity, windows, share, isOverbooking }
  })
  const end = startsAt + slots.length * length
  const leg = { officeId: office.id, counterId: counter.id, legId }

  // The key of a place keeps two visits of one grid apart; those of two grids have to come one after the other.
  if (hasSeveralGrids(openingOf(office, counter, date), slotMinutes)) await lockCounter(db, counter.id)
  const from = startsAt - length + 1
  let taken = await placesOf(db, counter.id, from, end)
  const isFull = () => slots.some(slot => nextNumber(slot, taken) === undefined)
  if (isFull()) taken = await placesInUse(db, counter.id, from, end, now)
  if (isFull()) return null

  const overbooked: Overbooked[] = []
  for (const slot of slots)
    for (let tries = 0; ; tries += 1) {
      const placeNumber = nextNumber(slot, taken)
      if (placeNumber === undefined || tries >= triesMax) return null
      if (await insertPlace(db, { ...leg, startsAt: slot.startsAt, placeNumber })) {
        if (placeNumber > slot.windows) overbooked.push({ startsAt: slot.startsAt, placeNumber })
        break
      }
      taken = await placesInUse(db, counter.id, from, end, now)
    }
  // From the first place on nobody changes the rules before this transaction ends: they are the ones read above, or not.
  return (await officeRevision(db, office.id)) === office.revision ? overbooked : null
}

/** The places taken at a counter, once those of holds whose time is over have been freed. */
async function placesInUse(db: Db, counterId: number, from: Instant, to: Instant, now: Instant) {
  const taken = await takenPlaces(db, counterId, from, to)
  if (!taken.some(({ heldUntil }) => heldUntil !== null && heldUntil <= now)) return taken
  await freeExpiredPlaces(db, now, { counterId, from, to })
  return takenPlaces(db, counterId, from, to)
}

type WantedSlot = {
  startsAt: Instant
  /** Milliseconds. */
  length: number
  capacity: number
  windows: number
  share: Share
  isOverbooking: boolean
}

function nextNumber(slot: WantedSlot, taken: readonly NumberedPlace[]): number | undefined {
  const { startsAt, length, capacity, windows, share, isOverbooking } = slot
  const overlapping = taken.filter(place => Math.abs(place.startsAt - startsAt) < length)
  const numbers = [...new Set(overlapping.map(place => place.placeNumber))]
  if (share === 'public') return freeNumbers(capacity, windows, numbers)[0]
  const [highest] = freeNumbersOfStaff(windows, numbers)
  return highest ?? (isOverbooking ? overbookingNumber(windows, numbers) : undefined)
}
