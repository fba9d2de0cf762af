import type { Db } from '#db/store.ts'
import { type Instant, minuteOf } from '../clock.ts'
import type { Counter, Office } from '../offices/office.ts'
import { deletePlaces, insertPlaces, takenPlaces } from '../slots/queries.ts'
import { capacityAt, freeNumbers, slotStarts, windowsAt, type Wish } from '../slots/slot.ts'
import { freeExpiredPlaces } from './queries.ts'

const triesMax = 20

/**
 * Takes one place in every slot of the visit: in each the lowest free number. False when a slot has none. On
 * PostgreSQL another transaction may take the chosen number first; then it looks again.
 */
export async function takePlaces(
  db: Db,
  { office, counter, wish }: { office: Office; counter: Counter; wish: Wish },
  legId: number,
  startsAt: Instant,
  now: Instant,
): Promise<boolean> {
  const starts = slotStarts(office, wish, startsAt)
  const from = startsAt
  const to = startsAt + starts.length * office.rules.slotMinutes * 60_000

  for (let tries = 0; tries < triesMax; tries += 1) {
    const taken = await takenPlaces(db, counter.id, from, to)
    if (taken.some(({ heldUntil }) => heldUntil !== null && heldUntil <= now)) {
      await freeExpiredPlaces(db, now, { counterId: counter.id, from, to })
      continue
    }
    const chosen = starts.flatMap(start => {
      const minute = minuteOf(start, office.timeZone)
      const numbers = taken.filter(place => place.startsAt === start).map(place => place.placeNumber)
      const [placeNumber] = freeNumbers(
        capacityAt(office, counter, minute),
        windowsAt(office, counter, minute),
        numbers,
      )
      return placeNumber === undefined ? [] : { startsAt: start, placeNumber }
    })
    if (chosen.length < starts.length) return false

    if ((await insertPlaces(db, office.id, counter.id, legId, chosen)) === chosen.length) return true
    await deletePlaces(db, [legId])
  }
  return false
}
