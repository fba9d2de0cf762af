import { clockTime, dateOf, type Instant, minuteOf } from '../clock.ts'
import type { Counter, Office } from '../offices/office.ts'
import { capacityAt, windowsAt } from '../slots/capacity.ts'
import type { CheckDeps, CheckOptions } from './check.ts'
import { inParts } from './in-parts.ts'
import type { Findings } from './invariant.ts'
import { rulesChangedAt } from './audit-queries.ts'
import { livePlaces, type LivePlace, slotStartsAfter } from './place-queries.ts'

const slotsAtOnce = 50

/**
 * INV-1. In every slot each number is given once, residents have no more of them than it offers, and all together
 * no more than the windows but for what was overbooked with a reason. Slots with a booking from before the last
 * change of rules are held to the numbers alone: the rules of that day are not known any more.
 */
export async function checkSlots(
  { store, clock, offices }: CheckDeps,
  findings: Findings,
  options: CheckOptions,
): Promise<void> {
  for (const listed of await offices.list())
    for (const counter of listed.counters)
      await inParts<Instant>(
        last =>
          store.snapshot(async db => {
            const starts = await slotStartsAfter(db, counter.id, last ?? Number.MIN_SAFE_INTEGER, slotsAtOnce)
            const [from, to] = [starts[0], starts.at(-1)]
            if (from === undefined || to === undefined) return []
            const office = await offices.current(db, listed.id)
            const changedAt = options.isCapacityLowered
              ? Number.POSITIVE_INFINITY
              : await rulesChangedAt(db, office)
            const places = await livePlaces(db, counter.id, { from, to, now: clock.now() })
            for (const slot of Map.groupBy(places, place => place.startsAt).values())
              checkSlot(office, counter, slot, changedAt, findings)
            findings.looked('INV-1', starts.length)
            return starts
          }),
        slotsAtOnce,
      )
}

function checkSlot(
  office: Office,
  { id, slug }: Counter,
  slot: readonly LivePlace[],
  rulesChangedAt: Instant,
  findings: Findings,
): void {
  const counter = office.counters.find(candidate => candidate.id === id)
  const [first] = slot
  if (!counter || !first) return
  const numbers = slot.map(place => place.placeNumber).toSorted((a, b) => a - b)
  const [date, minute] = [dateOf(first.startsAt, office.timeZone), minuteOf(first.startsAt, office.timeZone)]
  const name = `${slug} ${date} ${clockTime(minute)} [${numbers.join(' ')}]`
  const check = (isRight: boolean, what: string) => findings.check('INV-1', isRight, `${name}: ${what}`)

  check(new Set(numbers).size === numbers.length, 'a number twice')
  if (slot.some(place => place.createdAt <= rulesChangedAt)) return
  const capacity = capacityAt(office, counter, date, minute)
  const windows = windowsAt(office, counter, date, minute)
  const above = slot.filter(place => place.placeNumber > windows)
  const ofResidents = slot.filter(place => !place.isByStaff && place.placeNumber <= windows)
  check(ofResidents.length <= capacity, `more than its ${capacity} places taken`)
  check(
    ofResidents.every(place => place.placeNumber <= capacity),
    `a number above its ${capacity} places`,
  )
  check(
    above.every(place => place.isOverbooked),
    `a number above its ${windows} windows without a reason`,
  )
  check(slot.length - above.length <= windows, `more than its ${windows} windows taken`)
}
