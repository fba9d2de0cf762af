import { addDays, dateOf, type Instant, type LocalDate, weekdayOf } from '../clock.ts'
import type { Kept } from './backup-name.ts'

/** How many backups are kept, and for how many days at most. */
export type Keeping = { daily: number; weekly: number; monthly: number; daysMax: number }

/**
 * The backups that are not kept any more: of each of the last days, weeks and months that have one, the newest stays.
 * Nothing older than `daysMax` stays, for it holds persons who have been erased since; the newest of all always does.
 */
export function outdated(backups: readonly Kept[], keeping: Keeping, now: Instant, timeZone: string): Kept[] {
  const newestFirst = backups.toSorted((a, b) => b.madeAt - a.madeAt)
  const kept = new Set(newestFirst.slice(0, 1))
  const day = (backup: Kept) => dateOf(backup.madeAt, timeZone)
  for (const [count, periodOf] of [
    [keeping.daily, day],
    [keeping.weekly, (backup: Kept) => mondayOf(day(backup))],
    [keeping.monthly, (backup: Kept) => day(backup).slice(0, 7)],
  ] as const)
    for (const [newest] of [...Map.groupBy(newestFirst, periodOf).values()].slice(0, count))
      if (newest && newest.madeAt > now - keeping.daysMax * 86_400_000) kept.add(newest)
  return newestFirst.filter(backup => !kept.has(backup))
}

function mondayOf(date: LocalDate): LocalDate {
  return addDays(date, 1 - weekdayOf(date))
}
