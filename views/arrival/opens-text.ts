import { clockTime, type LocalDate } from '#src/clock.ts'
import type { Page } from '../layout/shell.tsx'
import { shortDate } from '../text/dates.ts'

export type Opens = { date: LocalDate; minute: number } | null

/** When a closed counter opens next, in words. */
export function opensText({ t, language }: Page, opens: Opens, today: LocalDate): string {
  const words = t.arrival.kiosk
  if (!opens) return words.closed
  const time = clockTime(opens.minute).replace(/^0/, '')
  return words.opens(opens.date === today ? words.today(time) : `${shortDate(opens.date, language)} ${time}`)
}
