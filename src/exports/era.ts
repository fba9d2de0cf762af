import type { LocalDate } from '../clock.ts'

/**
 * A day, a month (`2026-12`) or a fiscal year (`2026`) in the Japanese era: 令和8年12月1日, 令和8年12月, 令和8年度. The year
 * that began in 平成31年 is called 令和元年度 as a whole.
 */
export function inEra(period: string): string {
  const [year = '', month, day] = period.split('-')
  if (month === undefined) return `${eraYear(`${year}-05-01`)}度`
  const months = `${eraYear(day === undefined ? `${period}-01` : period)}${Number(month)}月`
  return day === undefined ? months : `${months}${Number(day)}日`
}

// Making one costs as much as a hundred rows.
const eraFormat = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
  era: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})

function eraYear(date: LocalDate): string {
  return eraFormat.format(Date.parse(date))
}
