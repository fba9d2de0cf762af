import type { FieldReason } from '../booking/details.ts'
import { parseDetails, parseEmail } from '../booking/details.ts'
import { dateOf, type Instant, parseDate, parseTime } from '../clock.ts'
import type { Form } from '../http/forms.ts'
import type { Office } from '../offices/office.ts'
import { questionFor, type Wish } from '../slots/slot.ts'
import { partsOfDay, type PartOfDay, type Span } from './entry.ts'

export type WaitField = 'name' | 'email' | 'phone' | 'fromDate' | 'toDate' | 'part' | 'fromTime' | 'toTime'
export type WaitFieldReason = FieldReason
export type WaitFieldError = { field: WaitField; reason: WaitFieldReason }

/** What somebody typed who wants to wait. */
export type TypedWait = Record<WaitField, string>

type Person = { name: string; email: string | null; phone: string | null }
export type ParsedWait = { ok: true; span: Span; person: Person } | { ok: false; errors: WaitFieldError[] }

const partNames: readonly PartOfDay[] = ['any', 'morning', 'afternoon', 'hours']

export function typedWait(form: Form): TypedWait {
  const one = (field: WaitField) => form.one(field).slice(0, 2000)
  return {
    ...{ name: one('name'), email: one('email'), phone: one('phone') },
    ...{ fromDate: one('fromDate'), toDate: one('toDate'), part: one('part') },
    ...{ fromTime: one('fromTime'), toTime: one('toTime') },
  }
}

/** An empty form, for the day that was looked at. */
export function emptyWait(date: string): TypedWait {
  return {
    ...{ name: '', email: '', phone: '', part: 'any', fromTime: '', toTime: '' },
    ...{ fromDate: date, toDate: date },
  }
}

/** Checks a wish to wait. Residents are told by mail; for somebody on the telephone a number is enough. */
export function parseWait(
  office: Office,
  wish: Wish,
  typed: TypedWait,
  { now, isForOther }: { now: Instant; isForOther: boolean },
): ParsedWait {
  const errors: WaitFieldError[] = []
  const span = parseSpan(office, wish, typed, now, errors)
  const person = parsePerson(typed, isForOther, errors)
  return span && person && errors.length === 0 ? { ok: true, span, person } : { ok: false, errors }
}

function parsePerson(typed: TypedWait, isForOther: boolean, errors: WaitFieldError[]): Person | null {
  const { name, email } = typed
  const phone = isForOther ? typed.phone : ''
  const parsed = parseDetails({ name, email, phone, language: 'ja', needs: [], documents: [] }, new Set())
  if (!isForOther && parseEmail(email) === null) errors.push({ field: 'email', reason: 'required' })
  if (parsed.ok)
    return { name: parsed.details.name, email: parsed.details.email, phone: parsed.details.phone }
  for (const { field, reason } of parsed.errors) {
    const isToldAlready = !isForOther && reason === 'contact_required'
    if (!isToldAlready && (field === 'name' || field === 'email' || field === 'phone'))
      errors.push({ field, reason })
  }
  return null
}

function parseSpan(
  office: Office,
  wish: Wish,
  typed: TypedWait,
  now: Instant,
  errors: WaitFieldError[],
): Span | null {
  const today = dateOf(now, office.timeZone)
  const { last } = questionFor(office, wish, now)
  const fromDate = parseDate(typed.fromDate)
  const toDate = parseDate(typed.toDate)
  const check = (field: WaitField, isRight: boolean, reason: WaitFieldReason) => {
    if (!isRight) errors.push({ field, reason })
  }
  check('fromDate', typed.fromDate !== '', 'required')
  check(
    'fromDate',
    typed.fromDate === '' || (fromDate !== null && today <= fromDate && fromDate <= last),
    'unknown',
  )
  check('toDate', typed.toDate !== '', 'required')
  check(
    'toDate',
    typed.toDate === '' || (toDate !== null && (fromDate ?? today) <= toDate && toDate <= last),
    'unknown',
  )

  const part = partNames.find(name => name === typed.part)
  check('part', part !== undefined, 'required')
  const hours = part === 'hours' ? parseHours(typed, check) : part ? partsOfDay[part] : null
  return fromDate !== null && toDate !== null && hours ? { fromDate, toDate, ...hours } : null
}

function parseHours(
  typed: TypedWait,
  check: (field: WaitField, isRight: boolean, reason: WaitFieldReason) => void,
): Pick<Span, 'fromMinute' | 'toMinute'> | null {
  const fromMinute = parseTime(typed.fromTime)
  const toMinute = parseTime(typed.toTime)
  check('fromTime', fromMinute !== null, 'required')
  check('toTime', toMinute !== null && toMinute > (fromMinute ?? 0), 'required')
  return fromMinute !== null && toMinute !== null && fromMinute < toMinute ? { fromMinute, toMinute } : null
}
