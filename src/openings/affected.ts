import { dateOf, type Instant, type LocalDate, minuteOf } from '../clock.ts'
import { type Counter, counterById, type Office, servicesByIds } from '../offices/office.ts'
import { stretchesOf } from '../slots/capacity.ts'
import { slotMinutesAt } from '../slots/grid.ts'
import { openingOf, usableHours } from '../slots/opening.ts'

/** What a visit has booked at one counter. */
type BookedLeg = { legId: number; counterId: number; startsAt: Instant; serviceIds: readonly number[] }

/** A leg of a booked or held visit that has not begun. */
export type BookedVisit = BookedLeg & {
  appointmentId: number
  minutes: number
  /** At other counters on the same way: all move together. */
  others: readonly BookedLeg[]
  people: number
  bookedAt: Instant
  /** Somebody is still typing. */
  isHold: boolean
  /** Its people have checked in early, or its first counter's time has come: they are served whatever changes. */
  hasArrived: boolean
}

/** Outside the hours of its services / in hours without anybody at work / more visits than windows. */
export type HitReason = 'closed' | 'no_staff' | 'over_capacity'

export type Hit = { visit: BookedVisit; why: HitReason }

/** All legs of a visit as they begin when the one that is looked at begins at `startsAt`. */
export function legsAt(
  { counterId, serviceIds, startsAt: from, others }: BookedVisit,
  startsAt: Instant,
): Array<Omit<BookedLeg, 'legId'>> {
  const moved = others.map(leg => ({ ...leg, startsAt: leg.startsAt + startsAt - from }))
  return [{ counterId, serviceIds, startsAt }, ...moved]
}

type Span = { from: number; to: number }
type Placed = Span & { visit: BookedVisit }

/**
 * The visits that a change of rules hits: those that lie longer outside their hours, or longer without staff, than
 * before, and where more come at one moment than there are windows, those booked last until the rest fits. What
 * did not fit before is not hit again. `visits` are all that lie ahead at the counters of the change. A visit over
 * several counters is hit once, at the first of them that is.
 */
export function visitsHit(before: Office, after: Office, visits: readonly BookedVisit[]): Hit[] {
  const byDay = Map.groupBy(
    visits,
    ({ counterId, startsAt }) => `${counterId} ${dateOf(startsAt, after.timeZone)}`,
  )
  const hits = [...byDay.values()].flatMap(ofDay => hitOnDay(before, after, ofDay))
  const first = new Map(
    hits
      .toSorted((a, b) => b.visit.startsAt - a.visit.startsAt)
      .map(({ visit }) => [visit.appointmentId, visit.legId]),
  )
  return hits.filter(({ visit }) => first.get(visit.appointmentId) === visit.legId)
}

function hitOnDay(before: Office, after: Office, visits: readonly BookedVisit[]): Hit[] {
  const [first] = visits
  if (!first) return []
  const date = dateOf(first.startsAt, after.timeZone)
  const placed = visits.map(visit => ({ visit, ...spanOf(before, visit) }))
  const shut = placed.flatMap(one => {
    const why = one.visit.hasArrived ? null : shutOut(before, after, date, one)
    return why ? [{ visit: one.visit, why }] : []
  })

  const rest = placed.filter(({ visit }) => !shut.some(hit => hit.visit === visit)).toSorted(earlierBooked)
  const counter = counterById(after, first.counterId)
  const tooMany = new Set(beyondWindows(before, counterById(before, counter.id), date, rest))
  const fitting = rest.filter(one => !tooMany.has(one))
  const beyond = beyondWindows(after, counter, date, fitting)
  return [...shut, ...beyond.map(({ visit }) => ({ visit, why: 'over_capacity' as const }))]
}

/** The minutes of the day that a visit's places take. */
function spanOf(office: Office, { startsAt, minutes }: BookedVisit): Span {
  const from = minuteOf(startsAt, office.timeZone)
  const slotMinutes = slotMinutesAt(office, startsAt)
  return { from, to: from + Math.ceil(minutes / slotMinutes) * slotMinutes }
}

function shutOut(before: Office, after: Office, date: LocalDate, one: Placed): HitReason | null {
  if (closedMinutes(after, date, one) > closedMinutes(before, date, one)) return 'closed'
  return unstaffedMinutes(after, date, one) > unstaffedMinutes(before, date, one) ? 'no_staff' : null
}

function closedMinutes(office: Office, date: LocalDate, { visit, from, to }: Placed): number {
  const services = servicesByIds(office, visit.serviceIds)
  const hours = usableHours(openingOf(office, counterById(office, visit.counterId), date), services)
  // Only one of the stretches counts: nobody's visit goes on after a break.
  const open = hours.map(usable => Math.max(0, Math.min(to, usable.to) - Math.max(from, usable.from)))
  return to - from - Math.max(0, ...open)
}

function unstaffedMinutes(office: Office, date: LocalDate, { visit, from, to }: Placed): number {
  return stretchesOf(office, counterById(office, visit.counterId), date, from, to)
    .filter(({ windows }) => windows === 0)
    .reduce((sum, stretch) => sum + stretch.to - stretch.from, 0)
}

/** Who has arrived keeps a window first, then who booked first; what is only held comes last. */
function earlierBooked({ visit: a }: Placed, { visit: b }: Placed): number {
  return (
    Number(b.hasArrived) - Number(a.hasArrived) ||
    Number(a.isHold) - Number(b.isHold) ||
    a.bookedAt - b.bookedAt ||
    a.appointmentId - b.appointmentId
  )
}

/** In the order given, those for whom at some moment of their time no window is left. */
function beyondWindows(office: Office, counter: Counter, date: LocalDate, visits: readonly Placed[]) {
  const [start, end] = [Math.min(...visits.map(({ from }) => from)), Math.max(...visits.map(({ to }) => to))]
  const cuts = [...new Set(visits.flatMap(({ from, to }) => [from, to]))].toSorted((a, b) => a - b)
  const stretches = (visits.length === 0 ? [] : stretchesOf(office, counter, date, start, end)).flatMap(
    ({ from, to, windows }) => {
      const edges = [from, ...cuts.filter(cut => from < cut && cut < to), to]
      return edges.slice(0, -1).map((edge, index) => ({ from: edge, to: edges[index + 1] ?? to, windows }))
    },
  )
  const left = stretches.map(stretch => ({ ...stretch, free: stretch.windows }))

  return visits.filter(({ visit, from, to }) => {
    const own = left.filter(stretch => stretch.from < to && stretch.to > from)
    const isBeyond = !visit.hasArrived && own.some(({ windows, free }) => windows > 0 && free <= 0)
    if (!isBeyond) for (const stretch of own) stretch.free -= 1
    return isBeyond
  })
}
