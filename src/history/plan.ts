import type { LocalDate } from '../clock.ts'
import { weekdayOf } from '../clock.ts'
import { type DayPlan, planDay, visitorsOfDay } from '../demo/day.ts'
import type { Counter, Office, Service } from '../offices/office.ts'
import { type Opening, openingOf, usableHours } from '../slots/opening.ts'
import { type Congestion, isAfterHoliday, loadOf, paceOf, seasonOf } from './season.ts'

/** A counter that is open on the day, and until when its windows are. */
export type OpenCounter = {
  counter: Counter
  opening: Opening
  closesMinute: number
  eveningUntil: number | null
}

export type OfficeDay = DayPlan & { counters: OpenCounter[] }

/** What makes one history differ from another. */
export type Way = {
  seed: number
  congestion: Congestion
  /** So many times as many people as the sample ward has. */
  crowd: number
}

/** Who comes on a day and who works, by the office's own opening rules; null when it is closed. */
export function planOf(office: Office, date: LocalDate, { seed, congestion, crowd }: Way): OfficeDay | null {
  const counters = openCounters(office, date)
  if (counters.length === 0) return null
  const isLate = isAfterHoliday(date, before => openCounters(office, before).length > 0)
  const plan = planDay({
    seed: daySeed(seed, date),
    weekday: weekdayOf(date),
    counters: counters.map(({ counter }) => ({ id: counter.slug, windows: counter.windows })),
    services: plansOf(office, counters, ({ session }) => session !== 'evening'),
    evening: plansOf(office, counters, ({ session }) => session === 'evening'),
    load: counter => crowd * loadOf(congestion, counter, date, isLate),
    isFullyStaffed: true,
  })
  const pace = paceOf(seasonOf(congestion, date))
  return { ...plan, counters, shifts: plan.shifts.map(shift => ({ ...shift, pace: shift.pace * pace })) }
}

/** Days far apart in any way draw nothing in common. */
export function daySeed(seed: number, date: LocalDate): number {
  return seed * 100_000_000 + Number(date.replaceAll('-', ''))
}

function openCounters(office: Office, date: LocalDate): OpenCounter[] {
  return office.counters.flatMap(counter => {
    const opening = openingOf(office, counter, date)
    const day = opening.hours.findLast(({ session }) => session !== 'evening')
    if (!day || !visitorsOfDay[counter.slug]) return []
    const evening = opening.hours.find(({ session }) => session === 'evening')
    return [{ counter, opening, closesMinute: day.to, eveningUntil: evening?.to ?? null }]
  })
}

/** What may be done at the open counters in some of their hours. */
function plansOf(
  office: Office,
  counters: readonly OpenCounter[],
  isOf: (hours: Opening['hours'][number]) => boolean,
) {
  return counters.flatMap(({ counter, opening }) => {
    const hours = { ...opening, hours: opening.hours.filter(isOf) }
    const isDone = (service: Service) => usableHours(hours, [service]).length > 0
    return office.services
      .filter(service => service.counterId === counter.id && isDone(service))
      .map(({ slug, durationMinutes, isBookable }) => ({
        ...{ id: slug, counter: counter.slug, durationMinutes },
        bookable: isBookable && counter.isBookable,
      }))
  })
}
