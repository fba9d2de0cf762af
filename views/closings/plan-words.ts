import type { Plan } from '#src/closings/closing.ts'
import { clockTime } from '#src/clock.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Office } from '#src/offices/office.ts'
import type { PlainStaffPage } from '../layout/staff-shell.tsx'
import { longDate } from '../text/dates.ts'

/** The days and hours of a plan: 2026年…12月8日（火曜日） 14:00〜窓口が閉まるまで. */
export function spanWords({ t, language }: PlainStaffPage, { fromDate, toDate, hours }: Plan): string {
  const text = t.closings
  const days = text.days(longDate(fromDate, language), longDate(toDate, language))
  if (!hours) return `${days} ${text.wholeDay}`
  const until = hours.to === 1440 ? text.untilEnd : clockTime(hours.to)
  return `${days} ${text.hours(clockTime(hours.from), until)}`
}

export function counterWords({ language }: PlainStaffPage, office: Office, { counterIds }: Plan): string {
  return office.counters
    .filter(({ id }) => counterIds.includes(id))
    .map(({ name }) => textOf(name, language))
    .join(language === 'ja' ? '、' : ', ')
}
