import { clockTime, type LocalDate, parseDate, parseTime } from '../clock.ts'
import type { Form } from '../http/forms.ts'
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { type Bulk, bulks, type Choice, parseChoice } from './choice.ts'
import { type Closing, mayClose, type Plan, type PlanFault, reasonLengthMax, refuseDays } from './closing.ts'

/** A plan as it was typed. */
export type TypedPlan = {
  fromDate: string
  toDate: string
  /** `whole` or `part` of each day. */
  hours: string
  fromTime: string
  toTime: string
  /** Slugs. */
  counters: readonly string[]
  ja: string
  en: string
  isBookingStopped: boolean
}

export type PlanField = Exclude<keyof TypedPlan, 'isBookingStopped'>
export type PlanError = { field: PlanField; reason: PlanFault }

export function typedPlan(form: Form): TypedPlan {
  return {
    fromDate: form.one('fromDate'),
    toDate: form.one('toDate'),
    hours: form.one('hours'),
    fromTime: form.one('fromTime'),
    toTime: form.one('toTime'),
    counters: form.all('counters'),
    ja: form.one('ja'),
    en: form.one('en'),
    isBookingStopped: form.one('stop') === '1',
  }
}

/** A form not filled in yet. */
export function emptyPlan(date: LocalDate, counters: readonly string[]): TypedPlan {
  const text = { ja: '', en: '', fromTime: '', toTime: '' }
  return { fromDate: date, toDate: '', hours: 'whole', counters, isBookingStopped: false, ...text }
}

/** What was planned, to be changed. */
export function planAsTyped(office: Office, { hours, reason, ...plan }: Closing): TypedPlan {
  const { fromDate, toDate, isBookingStopped, counterIds } = plan
  return {
    ...{ fromDate, isBookingStopped },
    toDate: toDate === fromDate ? '' : toDate,
    hours: hours ? 'part' : 'whole',
    fromTime: hours ? clockTime(hours.from) : '',
    toTime: hours && hours.to < 1440 ? clockTime(hours.to) : '',
    counters: office.counters.filter(({ id }) => counterIds.includes(id)).map(({ slug }) => slug),
    ...{ ja: reason.ja, en: reason.en ?? '' },
  }
}

type Parsed = { ok: true; plan: Plan } | { ok: false; errors: PlanError[] }

/** The plan that was typed, of counters that are theirs, from today on; or all that is wrong with it. */
export function parsePlan(office: Office, staff: StaffMember, typed: TypedPlan, today: LocalDate): Parsed {
  const errors: PlanError[] = []
  const wrong = (field: PlanField, reason: PlanFault) => errors.push({ field, reason })
  const [fromDate, toDate] = [parseDate(typed.fromDate), parseDate(typed.toDate || typed.fromDate)]
  if (fromDate === null) wrong('fromDate', 'from')
  if (toDate === null && typed.toDate !== '') wrong('toDate', 'to')
  const days = fromDate !== null && toDate !== null ? refuseDays(fromDate, toDate, today) : null
  if (days) wrong(days === 'past' ? 'fromDate' : 'toDate', days)

  const hours = hoursOf(typed)
  if (typeof hours === 'string') wrong('fromTime', hours)
  const counterIds = office.counters.filter(({ slug }) => typed.counters.includes(slug)).map(({ id }) => id)
  if (!mayClose(staff, office.id, counterIds)) wrong('counters', 'counters')
  const [ja, en] = [typed.ja, typed.en].map(text => text.replaceAll(/\s+/g, ' ').trim()) as [string, string]
  if (ja === '') wrong('ja', 'reason')
  if (ja.length > reasonLengthMax) wrong('ja', 'long')
  if (en.length > reasonLengthMax) wrong('en', 'long')

  if (errors.length > 0 || fromDate === null || toDate === null || typeof hours === 'string')
    return { ok: false, errors }
  const reason = { ja, ...(en && { en }) }
  const { isBookingStopped } = typed
  return { ok: true, plan: { fromDate, toDate, hours, counterIds, reason, isBookingStopped } }
}

function hoursOf({ hours, fromTime, toTime }: TypedPlan): Plan['hours'] | 'hours' | 'hours_order' {
  if (hours !== 'part') return null
  const [from, to] = [parseTime(fromTime), toTime === '' ? 1440 : parseTime(toTime)]
  if (from === null || to === null || from === 1440) return 'hours'
  return from < to ? { from, to } : 'hours_order'
}

/** The choices of a page's rows: `choice-<appointment>`; null when one cannot be read. */
export function parseChoices(
  form: Form,
  people: ReadonlyArray<{ visit: { appointmentId: number }; choice: Choice | null }>,
): Map<number, Choice> | null {
  const choices = new Map<number, Choice>()
  for (const { visit, choice: known } of people) {
    const value = form.one(`choice-${visit.appointmentId}`)
    if (value === '') continue
    const choice = parseChoice(value, known?.kind === 'keep' ? known.reason : '')
    if (!choice) return null
    choices.set(visit.appointmentId, choice)
  }
  return choices
}

export function parseBulk(form: Form): Bulk | null {
  return bulks.find(bulk => bulk === form.one('bulk')) ?? null
}

export function parsePage(text: string): number {
  return /^[1-9]\d{0,3}$/.test(text) ? Number(text) : 1
}
