import { clockTime, dateOf, type Instant, instantOf, minuteOf, parseDate, parseTime } from '../clock.ts'
import { type Encoding, encodings } from '../exports/file.ts'
import type { Form } from '../http/forms.ts'
import type { Counter, Office } from '../offices/office.ts'
import { parseId } from '../queue/form.ts'

/** What was chosen on the page, as it was typed. */
export type ExposureTyped = {
  from: string
  to: string
  account: string
  counter: string
  withNames: boolean
  reason: string
  encoding: Encoding
}

export type ExposureFault =
  | { field: 'from' | 'to'; reason: 'required' | 'not_a_time' | 'ends_before_start' | 'too_long' }
  | { field: 'reason'; reason: 'reason_required' | 'reason_too_long' }

/** Between which instants, by which account, at which counter; null means all. */
export type ExposureQuestion = {
  from: Instant
  to: Instant
  staffId: number | null
  counter: Counter | null
}

const daysMax = 92
const reasonLettersMax = 200

export function typedExposure(form: Form): ExposureTyped {
  return {
    from: form.one('from').trim(),
    to: form.one('to').trim(),
    account: form.one('account'),
    counter: form.one('counter'),
    withNames: form.one('names') === '1',
    reason: form.one('reason').trim(),
    encoding: encodings.find(encoding => encoding === form.one('encoding')) ?? 'utf-8',
  }
}

/** What is asked, or what is wrong with it. Times are those of the office, `2026-12-01T09:00`. */
export function parseExposure(
  office: Pick<Office, 'timeZone' | 'counters'>,
  typed: ExposureTyped,
): { ok: true; question: ExposureQuestion } | { ok: false; faults: ExposureFault[] } {
  const times = { from: timeIn(typed.from, office.timeZone), to: timeIn(typed.to, office.timeZone) }
  const faults = (['from', 'to'] as const).flatMap((field): ExposureFault[] => {
    if (typed[field] === '') return [{ field, reason: 'required' }]
    return times[field] === null ? [{ field, reason: 'not_a_time' }] : []
  })
  const { from, to } = times
  if (from !== null && to !== null && from >= to) faults.push({ field: 'to', reason: 'ends_before_start' })
  if (from !== null && to !== null && to - from > daysMax * 86_400_000)
    faults.push({ field: 'to', reason: 'too_long' })
  if (from === null || to === null || faults.length > 0) return { ok: false, faults }
  const counter = office.counters.find(({ slug }) => slug === typed.counter) ?? null
  return { ok: true, question: { from, to, staffId: parseId(typed.account), counter } }
}

/** Names go out only with a reason. */
export function reasonFaults({ withNames, reason }: ExposureTyped): ExposureFault[] {
  if (!withNames) return []
  if (reason === '') return [{ field: 'reason', reason: 'reason_required' }]
  return Array.from(reason).length > reasonLettersMax ? [{ field: 'reason', reason: 'reason_too_long' }] : []
}

function timeIn(typed: string, timeZone: string): Instant | null {
  const [, day = '', time = ''] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})$/.exec(typed) ?? []
  const date = parseDate(day)
  const minute = parseTime(time)
  return date === null || minute === null ? null : instantOf(date, minute, timeZone)
}

/** The time of an office as a browser's field has it. */
export function fieldTime(at: Instant, timeZone: string): string {
  return `${dateOf(at, timeZone)}T${clockTime(minuteOf(at, timeZone))}`
}
