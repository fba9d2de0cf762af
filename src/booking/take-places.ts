import type { Db } from '#db/store.ts'
import { type Instant, minuteOf } from '../clock.ts'
import type { Counter, Office } from '../offices/office.ts'
import { insertPlace, type TakenPlace, takenPlaces } from '../slots/queries.ts'
import { capacityAt, freeNumbers, slotStarts, windowsAt, type Wish } from '../slots/slot.ts'
import { freeExpiredPlaces } from './queries.ts'

const triesMax = 20

/**
 * Takes one place in every slot of the visit: in each the lowest free number. False when a slot has none. On
 * PostgreSQL another transaction may take the chosen number first; then it looks again. One slot after the
 * other in the order of time, so that two visits never wait for each other in a circle.
 */
export async function takePlaces(
  db: Db,
  { office, counter, wish }: { office: Office; counter: Counter; wish: Wish },
  legId: number,
  startsAt: Instant,
  now: Instant,
): Promise<boolean> {
  const slots = slotStarts(office, wish, startsAt).map(start => {
    const minute = minuteOf(start, office.timeZone)
    const windows = windowsAt(office, counter, minute)
    return { startsAt: start, capacity: capacityAt(office, counter, minute), windows }
  })
  const end = startsAt + slots.length * office.rules.slotMinutes * 60_000
  const leg = { officeId: office.id, counterId: counter.id, legId }

  let taken = await placesInUse(db, counter.id, startsAt, end, now)
  if (slots.some(slot => lowestFree(slot, taken) === undefined)) return false

  for (const slot of slots)
    for (let tries = 0; ; tries += 1) {
      const placeNumber = lowestFree(slot, taken)
      if (placeNumber === undefined || tries >= triesMax) return false
      if (await insertPlace(db, { ...leg, startsAt: slot.startsAt, placeNumber })) break
      taken = await placesInUse(db, counter.id, slot.startsAt, end, now)
    }
  return true
}

/** The places taken at a counter, once those of holds whose time is over have been freed. */
async function placesInUse(db: Db, counterId: number, from: Instant, to: Instant, now: Instant) {
  const taken = await takenPlaces(db, counterId, from, to)
  if (!taken.some(({ heldUntil }) => heldUntil !== null && heldUntil <= now)) return taken
  await freeExpiredPlaces(db, now, { counterId, from, to })
  return takenPlaces(db, counterId, from, to)
}

function lowestFree(
  slot: { startsAt: Instant; capacity: number; windows: number },
  taken: readonly TakenPlace[],
): number | undefined {
  const numbers = taken.filter(place => place.startsAt === slot.startsAt).map(place => place.placeNumber)
  return freeNumbers(slot.capacity, slot.windows, numbers)[0]
}
