import { addDays, parseDate, parseTime } from '../clock.ts'
import type { Form } from '../http/forms.ts'
import { type Closure, everyService, type Office, type OpeningRule } from '../offices/office.ts'
import type { RowChange } from './opening-change.ts'
import { always, forever, type RuleKind, ruleKinds, type RuleRow, type RuleTyped } from './rule-typed.ts'

export type RuleFault =
  | 'required'
  | 'not_a_time'
  | 'not_a_date'
  | 'not_a_day_of_year'
  | 'not_a_number'
  | 'too_large'
  | 'too_long'
  | 'ends_before_it_begins'
  | 'service_of_another'
  | 'more_than_there_are'
  | 'nothing_said'
export type RuleField = Exclude<keyof RuleTyped, 'kind' | 'id'>
export type RuleError = { field: RuleField; reason: RuleFault }

export function kindOf(typed: string): RuleKind | null {
  return ruleKinds.find(kind => kind === typed) ?? null
}

export function typedRule(form: Form, kind: RuleKind, found: RuleRow | null, known: RuleTyped): RuleTyped {
  const one = (name: RuleField) => form.one(name).normalize('NFKC').trim()
  return {
    ...{ kind, id: found?.row.id ?? null },
    // Whose rule it is stays as it is.
    counters: found ? known.counters : form.all('counters'),
    service: found ? known.service : one('service'),
    days: form.all('days').filter(day => /^[1-7]$/.test(day)),
    ...{
      nth: one('nth'),
      date: one('date'),
      session: one('session'),
      opens: one('opens'),
      closes: one('closes'),
    },
    ...{ from: one('from'), to: one('to'), windows: one('windows'), share: one('share') },
    ...{ reason: form.one('reason').trim(), reasonEn: form.one('reasonEn').trim() },
  }
}

type Parsed = { ok: true; rows: RowChange[] } | { ok: false; errors: RuleError[] }

/** The rows that were typed, or what is wrong with each field. Several counters and days are a row each. */
export function parseRule(office: Office, typed: RuleTyped, found: RuleRow | null): Parsed {
  const errors: RuleError[] = []
  const refuse = (field: RuleField, reason: RuleFault) => {
    if (!errors.some(error => error.field === field)) errors.push({ field, reason })
  }
  const counterIds = countersOf(office, typed, refuse)
  const rows =
    typed.kind === 'closure' || typed.kind === 'yearEnd'
      ? closureRows(typed, counterIds, found, refuse)
      : typed.kind === 'capacity'
        ? capacityRows(office, typed, counterIds, found, refuse)
        : openingRows(office, typed, counterIds, found, refuse)
  return errors.length > 0 ? { ok: false, errors } : { ok: true, rows }
}

type Refuse = (field: RuleField, reason: RuleFault) => void

function countersOf(office: Office, { counters, kind }: RuleTyped, refuse: Refuse): Array<number | null> {
  if (counters.includes('all') && kind !== 'capacity') return [null]
  const chosen = office.counters.filter(({ slug }) => counters.includes(slug)).map(({ id }) => id)
  if (chosen.length === 0) refuse('counters', 'required')
  return chosen
}

function closureRows(
  { kind, from, to, reason, reasonEn }: RuleTyped,
  counterIds: ReadonlyArray<number | null>,
  found: RuleRow | null,
  refuse: Refuse,
): RowChange[] {
  const isDay = (text: string) => parseDate(kind === 'closure' ? text : `2028-${text}`) !== null
  const fault = kind === 'closure' ? 'not_a_date' : 'not_a_day_of_year'
  for (const field of ['from', 'to'] as const)
    if (!isDay(field === 'from' ? from : to))
      refuse(field, (field === 'from' ? from : to) ? fault : 'required')
  if (kind === 'closure' && isDay(from) && isDay(to) && from > to) refuse('to', 'ends_before_it_begins')
  if (reason === '') refuse('reason', 'required')
  if (reason.length > 200) refuse('reason', 'too_long')
  if (reasonEn.length > 200) refuse('reasonEn', 'too_long')

  const known = found?.kind === 'closure' || found?.kind === 'yearEnd' ? found.row : null
  const translations = known?.reason.ja === reason ? translationsOf(known, { from, to }) : {}
  return counterIds.map((counterId): RowChange => {
    const closure: Omit<Closure, 'id'> = {
      ...{ counterId, kind: kind === 'closure' ? 'special' : 'yearEndClosure', from, to },
      reason: { ...translations, ja: reason, ...(reasonEn && { en: reasonEn }) },
    }
    return found ? { kind: 'replace_closure', id: found.row.id, closure } : { kind: 'add_closure', closure }
  })
}

/** The reason in languages that no form enters; what names days goes when these change. */
function translationsOf(known: Closure, { from, to }: Pick<Closure, 'from' | 'to'>): Record<string, string> {
  const isSame = known.from === from && known.to === to
  return Object.fromEntries(
    Object.entries(known.reason).flatMap(([language, text]) =>
      language === 'ja' || language === 'en' || text === undefined || (!isSame && /\d/.test(text))
        ? []
        : [[language, text]],
    ),
  )
}

type Valid = { validFrom: string; validTo: string }

function validOf({ from, to }: RuleTyped, refuse: Refuse): Valid {
  for (const field of ['from', 'to'] as const) {
    const text = field === 'from' ? from : to
    if (text !== '' && parseDate(text) === null) refuse(field, 'not_a_date')
  }
  const [validFrom, validTo] = [from || always, to || forever]
  if (validFrom > validTo) refuse('to', 'ends_before_it_begins')
  return { validFrom, validTo }
}

function hoursOf({ opens, closes }: RuleTyped, refuse: Refuse): [number, number] {
  const [from, to] = [parseTime(padded(opens)), parseTime(padded(closes))]
  if (from === null) refuse('opens', opens ? 'not_a_time' : 'required')
  if (to === null) refuse('closes', closes ? 'not_a_time' : 'required')
  if (from !== null && to !== null && from >= to) refuse('closes', 'ends_before_it_begins')
  return [from ?? 0, to ?? 1]
}

/** `9:00` is typed as often as `09:00`. */
function padded(time: string): string {
  return /^\d:\d\d$/.test(time) ? `0${time}` : time
}

function openingRows(
  office: Office,
  typed: RuleTyped,
  counterIds: ReadonlyArray<number | null>,
  found: RuleRow | null,
  refuse: Refuse,
): RowChange[] {
  const { kind, days, nth, date, session } = typed
  if (kind !== 'weekly' && kind !== 'nthWeekday' && kind !== 'special') return []
  const [opensMinute, closesMinute] = hoursOf(typed, refuse)
  const isDated = kind === 'special'
  const valid = isDated ? { validFrom: always, validTo: forever } : validOf(typed, refuse)
  if (isDated && parseDate(date) === null) refuse('date', date ? 'not_a_date' : 'required')
  if (!isDated && days.length === 0) refuse('days', 'required')
  if (kind === 'nthWeekday' && !/^[1-5]$/.test(nth)) refuse('nth', 'required')
  // What is not offered is done when it was for whoever has booked it, or will be.
  const service = everyService(office).find(({ slug }) => slug === typed.service)
  if (service && (counterIds.length !== 1 || counterIds[0] !== service.counterId))
    refuse('service', 'service_of_another')

  const rule = {
    ...{ kind, serviceId: service?.id ?? null, nth: kind === 'nthWeekday' ? Number(nth) : null },
    ...{ onDate: isDated ? date : null, opensMinute, closesMinute, ...valid },
    session: (['day', 'evening', 'sunday'] as const).find(one => one === session) ?? 'day',
  }
  const weekdays = isDated ? [null] : days.map(Number)
  const rules = counterIds.flatMap(counterId =>
    weekdays.map((weekday): Omit<OpeningRule, 'id'> => ({ ...rule, counterId, weekday })),
  )
  if (!found || !('validFrom' in found.row) || !('opensMinute' in found.row))
    return rules.map(one => ({ kind: 'add_rule', rule: one }))
  const [changed, ...others] = rules
  if (!changed) return []
  const { id, ...old } = found.row
  const more = others.map((one): RowChange => ({ kind: 'add_rule', rule: one }))
  return changesLater(old, changed, isDated)
    ? [
        { kind: 'replace_rule', id, rule: { ...old, validTo: addDays(changed.validFrom, -1) } },
        { kind: 'add_rule', rule: changed },
        ...more,
      ]
    : [{ kind: 'replace_rule', id, rule: changed }, ...more]
}

/** A rule that has been in force keeps its past: it ends the day before, and the new one follows it. */
function changesLater(old: Valid, changed: Valid, isDated: boolean): boolean {
  return !isDated && old.validFrom < changed.validFrom
}

function capacityRows(
  { counters }: Office,
  typed: RuleTyped,
  counterIds: ReadonlyArray<number | null>,
  found: RuleRow | null,
  refuse: Refuse,
): RowChange[] {
  const [fromMinute, toMinute] = hoursOf(typed, refuse)
  const valid = validOf(typed, refuse)
  const windows = wholeNumber(typed.windows, 99, reason => refuse('windows', reason))
  const there = counters.filter(({ id }) => counterIds.includes(id)).map(counter => counter.windows)
  // Who is booked for a window that is not there could be called to none.
  if (windows !== null && windows > Math.min(...there)) refuse('windows', 'more_than_there_are')
  const sharePercent = wholeNumber(typed.share, 100, reason => refuse('share', reason))
  if (typed.windows === '' && typed.share === '') refuse('windows', 'nothing_said')
  const rule = { fromMinute, toMinute, windows, sharePercent, ...valid }
  const weekdays = typed.days.length === 0 || typed.days.length === 7 ? [null] : typed.days.map(Number)
  const rules = counterIds.flatMap(counterId =>
    counterId === null ? [] : weekdays.map(weekday => ({ ...rule, counterId, weekday })),
  )
  if (found?.kind !== 'capacity') return rules.map(one => ({ kind: 'add_capacity', rule: one }))
  const [changed, ...others] = rules
  if (!changed) return []
  const { id, ...old } = found.row
  const more = others.map((one): RowChange => ({ kind: 'add_capacity', rule: one }))
  return changesLater(old, changed, false)
    ? [
        { kind: 'replace_capacity', id, rule: { ...old, validTo: addDays(changed.validFrom, -1) } },
        { kind: 'add_capacity', rule: changed },
        ...more,
      ]
    : [{ kind: 'replace_capacity', id, rule: changed }, ...more]
}

function wholeNumber(typed: string, max: number, refuse: (reason: RuleFault) => void): number | null {
  if (typed === '') return null
  if (!/^\d{1,4}$/.test(typed)) {
    refuse('not_a_number')
    return null
  }
  if (Number(typed) > max) refuse('too_large')
  return Number(typed)
}

/** The rows by which a rule ends after its last day, or null when that is no day of its. */
export function endingRows(found: RuleRow, lastDate: string): RowChange[] | null {
  if (parseDate(lastDate) === null || found.kind === 'closure' || found.kind === 'yearEnd') return null
  if (lastDate < found.row.validFrom) return null
  if (found.kind === 'capacity') {
    const { id, ...rule } = found.row
    return [{ kind: 'replace_capacity', id, rule: { ...rule, validTo: lastDate } }]
  }
  const { id, ...rule } = found.row
  return [{ kind: 'replace_rule', id, rule: { ...rule, validTo: lastDate } }]
}

/** The row by which a rule is taken out altogether. */
export function removingRows({ kind, row: { id } }: RuleRow): RowChange[] {
  if (kind === 'capacity') return [{ kind: 'remove_capacity', id }]
  return [
    kind === 'closure' || kind === 'yearEnd' ? { kind: 'remove_closure', id } : { kind: 'remove_rule', id },
  ]
}
