import type { Store } from '#db/store.ts'
import {
  addDays,
  type Clock,
  dateOf,
  daysBetween,
  type Instant,
  instantOf,
  type LocalDate,
} from '../clock.ts'
import type { Office } from '../offices/office.ts'
import { type TakenPlace, takenPlaces } from './queries.ts'
import { remembered } from './remembered.ts'
import { type Day, dayOf, questionFor, type Share, type Wish } from './slot.ts'

/** Free places, served from memory: what is taken on a day is read once and dropped when it changes. */
export type Availability = {
  /** The days from `from` to `to` for a wish that `refuseWish` has let pass. */
  days: (office: Office, wish: Wish, from: LocalDate, to: LocalDate, share?: Share) => Promise<DaysAnswer>
  /** Rises with every change at a counter. */
  version: (counterId: number) => number
  /** Places of a counter were taken or freed, on one day or on any. Null: nobody knows where. */
  changed: (counterId: number | null, date?: LocalDate) => void
}

/** The days, the version of the counter they show, and until when they are right if that stays the same. */
type DaysAnswer = { days: Day[]; version: number; goodUntil: Instant }

type Shown = { day: Day; goodUntil: Instant; revision: number }
type DayMemory = { taken: readonly TakenPlace[] | null; shown: Map<string, Shown> }

const wishesPerDayMax = 500

export function createAvailability(store: Store, clock: Clock): Availability {
  const counters = new Map<number, Map<LocalDate, DayMemory>>()
  const versions = new Map<number, number>()
  let epoch = 0
  let forgottenOn: LocalDate | null = null

  const versionOf = (counterId: number) => epoch + (versions.get(counterId) ?? 0)

  function memoryOf(counterId: number, date: LocalDate): DayMemory {
    const days = counters.get(counterId) ?? new Map<LocalDate, DayMemory>()
    counters.set(counterId, days)
    const memory = days.get(date) ?? { taken: null, shown: new Map() }
    days.set(date, memory)
    return memory
  }

  /** What is taken on these days; kept only when nothing changed while it was read. */
  async function takenOn(office: Office, counterId: number, dates: readonly LocalDate[]) {
    const found = new Map<LocalDate, readonly TakenPlace[]>()
    for (const date of dates) {
      const { taken } = memoryOf(counterId, date)
      if (taken) found.set(date, taken)
    }
    const missing = dates.filter(date => !found.has(date))
    const [first, last] = [missing[0], missing.at(-1)]
    if (!first || !last) return found

    const before = versionOf(counterId)
    const from = instantOf(first, 0, office.timeZone)
    const to = instantOf(addDays(last, 1), 0, office.timeZone)
    const places = await store.read(db => takenPlaces(db, counterId, from, to))
    const byDate = Map.groupBy(places, place => dateOf(place.startsAt, office.timeZone))
    for (const date of missing) {
      const onDate = byDate.get(date) ?? []
      found.set(date, onDate)
      if (versionOf(counterId) === before) memoryOf(counterId, date).taken = onDate
    }
    return found
  }

  function forgetPast(today: LocalDate) {
    if (today === forgottenOn) return
    forgottenOn = today
    for (const days of counters.values()) for (const date of days.keys()) if (date < today) days.delete(date)
  }

  return {
    version: versionOf,
    async days(office, wish, from, to, share = 'public') {
      const now = clock.now()
      const today = dateOf(now, office.timeZone)
      const question = questionFor(office, wish, now, share)
      const counterId = question.counter.id
      const version = versionOf(counterId)
      const wishKey = `${wish.services.map(({ id }) => id).join(',')} ${wish.people} ${share}`
      let goodUntil = nextTurn(office, now)

      const dates = daysBetween(from, to)
      const shown = new Map<LocalDate, Day>()
      const bookable = dates.filter(date => date >= today && date <= question.last)
      for (const date of bookable) {
        const known = memoryOf(counterId, date).shown.get(wishKey)
        if (!known || known.goodUntil <= now || known.revision !== office.revision) continue
        shown.set(date, known.day)
        goodUntil = Math.min(goodUntil, known.goodUntil)
      }

      const toCompute = bookable.filter(date => !shown.has(date))
      const taken = await takenOn(office, counterId, toCompute)
      for (const date of toCompute) {
        const live = (taken.get(date) ?? []).filter(({ heldUntil }) => heldUntil === null || heldUntil > now)
        const day = dayOf(question, date, numbersByStart(live))
        const dayGoodUntil = Math.min(nextTurn(office, now), ...live.flatMap(place => place.heldUntil ?? []))
        goodUntil = Math.min(goodUntil, dayGoodUntil)
        shown.set(date, day)
        if (versionOf(counterId) !== version) continue
        const memory = memoryOf(counterId, date)
        if (memory.shown.size >= wishesPerDayMax) memory.shown.clear()
        memory.shown.set(wishKey, { day, goodUntil: dayGoodUntil, revision: office.revision })
      }
      forgetPast(today)

      const days = dates.map(date => shown.get(date) ?? dayOf(question, date, new Map()))
      return { days, version, goodUntil }
    },
    changed(counterId, date) {
      if (counterId === null) {
        epoch += 1
        counters.clear()
        return
      }
      versions.set(counterId, (versions.get(counterId) ?? 0) + 1)
      if (date) counters.get(counterId)?.delete(date)
      else counters.delete(counterId)
    },
  }
}

function numbersByStart(places: readonly TakenPlace[]): Map<Instant, number[]> {
  const numbers = new Map<Instant, number[]>()
  for (const { startsAt, placeNumber } of places)
    numbers.set(startsAt, [...(numbers.get(startsAt) ?? []), placeNumber])
  return numbers
}

/** Slots pass, days begin and lead times end on whole steps of so many minutes. */
function nextTurn(office: Office, now: Instant): Instant {
  const step = remembered(steps, office, '', () => stepOf(office)) * 60_000
  return (Math.floor(now / step) + 1) * step
}

const steps = new WeakMap<Office, Map<string, number>>()

/** Five minutes where all that an office has chosen lies on them, as it mostly does; else every single one. */
function stepOf({ rules, grids, openingRules }: Office): number {
  const chosen = [
    rules.leadMinute,
    ...grids.map(({ minutes }) => minutes),
    ...openingRules.map(({ opensMinute }) => opensMinute),
  ]
  return chosen.every(minute => minute % 5 === 0) ? 5 : 1
}
