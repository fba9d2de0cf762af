import iconv from 'iconv-lite'
import { type LocalDate, parseDate } from '../clock.ts'
import type { Office } from '../offices/office.ts'
import type { RowChange } from './opening-change.ts'

export type HolidayFault = 'not_this_file' | 'not_a_date' | 'no_name' | 'twice' | 'nothing_to_come'

/** The days of a file by year, or each line that is wrong; lines count from 1. */
export type ReadHolidays =
  | { ok: true; days: Map<LocalDate, string> }
  | { ok: false; faults: Array<{ line: number; reason: HolidayFault }> }

const header = '国民の祝日・休日月日,国民の祝日・休日名称'
const nameLettersMax = 50

/**
 * Reads the holidays that the government publishes (内閣府「国民の祝日」について, syukujitsu.csv): a header, then
 * `2027/1/1,元日` in each line, in CP932 or UTF-8.
 */
export function readHolidays(bytes: Uint8Array): ReadHolidays {
  const [first = '', ...lines] = textOf(bytes)
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
  if (first.trim() !== header) return { ok: false, faults: [{ line: 1, reason: 'not_this_file' }] }
  const days = new Map<LocalDate, string>()
  const faults: Array<{ line: number; reason: HolidayFault }> = []
  for (const [index, text] of lines.entries()) {
    if (text.trim() === '') continue
    const [, year = '', month = '', day = '', name = ''] =
      /^(\d{4})\/(\d{1,2})\/(\d{1,2}),(.*)$/.exec(text) ?? []
    const date = parseDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
    const reason = faultOf(date, name.trim(), days)
    if (reason) faults.push({ line: index + 2, reason })
    else if (date) days.set(date, name.trim())
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, days }
}

function faultOf(
  date: LocalDate | null,
  name: string,
  days: ReadonlyMap<LocalDate, string>,
): HolidayFault | null {
  if (date === null) return 'not_a_date'
  if (name === '' || name.length > nameLettersMax || name.includes(',')) return 'no_name'
  return days.has(date) ? 'twice' : null
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return iconv.decode(Buffer.from(bytes), 'cp932')
  }
}

/**
 * What a file changes: in the years it covers, from today on, days that are new, named otherwise, or no longer there.
 * Days that are past stay as they were, and so do years the file knows nothing of.
 */
export function holidayRows(
  { holidays }: Pick<Office, 'holidays'>,
  days: ReadonlyMap<LocalDate, string>,
  today: LocalDate,
): RowChange[] {
  const years = new Set([...days.keys()].map(date => date.slice(0, 4)))
  const rows: RowChange[] = []
  for (const [date, ja] of days) {
    const known = holidays.get(date)
    const isSame = known?.ja === ja || (known?.ja === '国民の休日' && ja === '休日')
    if (date >= today && !isSame) rows.push({ kind: 'set_holiday', date, name: { ja } })
  }
  for (const date of holidays.keys())
    if (date >= today && years.has(date.slice(0, 4)) && !days.has(date))
      rows.push({ kind: 'remove_holiday', date })
  return rows.toSorted((a, b) => ('date' in a && 'date' in b && a.date < b.date ? -1 : 1))
}

/** How many holidays each year has that is known from this one on. */
export function holidaysByYear({ holidays }: Pick<Office, 'holidays'>, today: LocalDate) {
  const firstDate = `${today.slice(0, 4)}-01-01`
  return Map.groupBy(
    [...holidays].filter(([date]) => date >= firstDate).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ([date]) => date.slice(0, 4),
  )
}
