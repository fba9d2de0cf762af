import { addDays, dateOf, type Instant, type LocalDate } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { type Day, questionFor, type Share, type Slot, type Wish } from './slot.ts'

const dayMilliseconds = 24 * 3_600_000

/** Days looked at on both sides, until enough is found; nobody books further than two years. */
const reaches = [3, 14, 730]

/** The free times nearest to `startsAt`, before or after it; the nearest first. */
export function nearestFree(days: readonly Day[], startsAt: Instant, count: number): Slot[] {
  const distance = (slot: Slot) => Math.abs(slot.startsAt - startsAt)
  return days
    .flatMap(day => day.slots)
    .filter(slot => slot.free > 0 && slot.startsAt !== startsAt)
    .toSorted((a, b) => distance(a) - distance(b) || a.startsAt - b.startsAt)
    .slice(0, count)
}

/** The same over all days that can be booked, for a wish that `refuseWish` has let pass. */
export async function nearestFreeSlots(
  deps: Pick<Deps, 'availability' | 'clock'>,
  office: Office,
  wish: Wish,
  startsAt: Instant,
  count: number,
  share: Share = 'public',
): Promise<Slot[]> {
  const now = deps.clock.now()
  const [today, { last }] = [dateOf(now, office.timeZone), questionFor(office, wish, now)]
  const middle = between(today, dateOf(startsAt, office.timeZone), last)

  let found: Slot[] = []
  for (const reach of reaches) {
    const from = between(today, addDays(middle, -reach), last)
    const to = between(today, addDays(middle, reach), last)
    const { days } = await deps.availability.days(office, wish, from, to, share)
    found = nearestFree(days, startsAt, count)
    // Whatever lies on a day not looked at is further away than `reach` whole days.
    const farthest = found.at(count - 1)
    const isCertain = farthest && Math.abs(farthest.startsAt - startsAt) <= reach * dayMilliseconds
    if (isCertain || (from === today && to === last)) break
  }
  return found
}

function between(first: LocalDate, date: LocalDate, last: LocalDate): LocalDate {
  if (date < first) return first
  return date > last ? last : date
}
