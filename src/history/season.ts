import { addDays, type LocalDate, weekdayOf } from '../clock.ts'

/** How full an office is over the year, against an ordinary weekday. */
export type Congestion = {
  /** By `mon` … `sun`. */
  weekdayFactor: Readonly<Record<string, number>>
  /** By `01` … `12`. */
  monthFactor: Readonly<Record<string, number>>
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const afterHolidayFactor = 1.15

/** How much of the season is felt at a counter: all of it where people come because they move. */
const seasonShares: Readonly<Record<string, number>> = {
  ...{ ido: 0.9, mynumber: 0.6, kokuho: 0.6, shomei: 0.6, kodomo: 0.5, nenkin: 0.5, kyoiku: 0.6 },
}
const otherSeasonShare = 0.25

/** From the middle of March until early April everybody moves: the two months' factors are bunched there. */
const movingFrom = '03-15'
const movingTo = '04-10'
const bunching = { moving: 1.2, march: 0.76, april: 0.9 }

/** How many people come to a counter on a day, against an ordinary weekday. */
export function loadOf(
  congestion: Congestion,
  counter: string,
  date: LocalDate,
  isAfterHoliday: boolean,
): number {
  const weekday = weekdayOf(date)
  const ofWeekday = congestion.weekdayFactor[weekdays[weekday - 1] ?? ''] ?? 1
  const season = seasonOf(congestion, date)
  const felt = 1 + (season - 1) * (seasonShares[counter] ?? otherSeasonShare)
  return ofWeekday * felt * (isAfterHoliday && weekday !== 1 ? afterHolidayFactor : 1)
}

/** How full the whole office is for the time of the year. */
export function seasonOf({ monthFactor }: Congestion, date: LocalDate): number {
  const [month, monthDay] = [date.slice(5, 7), date.slice(5)]
  const isMoving = movingFrom <= monthDay && monthDay <= movingTo
  const part = isMoving
    ? bunching.moving
    : month === '03'
      ? bunching.march
      : month === '04'
        ? bunching.april
        : 1
  return (monthFactor[month] ?? 1) * part
}

const helpPerSeason = 0.2

/** Back offices help out in a full season: how long a service takes there, against other times. */
export function paceOf(season: number): number {
  return 1 - helpPerSeason * Math.max(0, season - 1)
}

/** Whether an office was closed on the weekday before. */
export function isAfterHoliday(date: LocalDate, isOpen: (date: LocalDate) => boolean): boolean {
  const before = addDays(date, -1)
  return weekdayOf(before) <= 5 && !isOpen(before)
}
