import { clockTime, type LocalDate } from '../clock.ts'
import {
  type CapacityRule,
  type Closure,
  counterById,
  everyService,
  type Office,
  type OpeningRule,
} from '../offices/office.ts'

/** Kinds of rules as people think of them; each has a form of its own. */
export const ruleKinds = ['weekly', 'nthWeekday', 'special', 'closure', 'yearEnd', 'capacity'] as const
export type RuleKind = (typeof ruleKinds)[number]

/** What somebody has typed about a rule, as it was typed. */
export type RuleTyped = {
  kind: RuleKind
  /** Null: a new one. */
  id: number | null
  /** Slugs; `all` is every counter. */
  counters: readonly string[]
  service: string
  /** ISO weekdays. */
  days: readonly string[]
  nth: string
  date: string
  session: string
  opens: string
  closes: string
  from: string
  to: string
  reason: string
  reasonEn: string
  windows: string
  share: string
}

/** Rules without a beginning or an end are written down with these. */
export const [always, forever] = ['2000-01-01', '9998-12-31']

export type RuleRow = OpeningRow | ClosureRow | { kind: 'capacity'; row: CapacityRule }
type OpeningRow = { [Kind in OpeningRule['kind']]: { kind: Kind; row: OpeningRule } }[OpeningRule['kind']]
type ClosureRow = { kind: 'closure'; row: Closure } | { kind: 'yearEnd'; row: Closure }

/** The row of an office that a form is about, or null when it is no longer there. */
export function rowOf(office: Office, kind: RuleKind, id: number): RuleRow | null {
  if (kind === 'capacity') {
    const row = office.capacityRules.find(rule => rule.id === id)
    return row ? { kind, row } : null
  }
  if (kind === 'closure' || kind === 'yearEnd') {
    const row = office.closures.find(closure => closure.id === id)
    return row && (row.kind === 'special') === (kind === 'closure') ? { kind, row } : null
  }
  const row = office.openingRules.find(rule => rule.id === id && rule.kind === kind)
  return row ? { kind, row } : null
}

/** An empty form of a kind. */
export function nothingTyped(kind: RuleKind): RuleTyped {
  return {
    ...{
      kind,
      id: null,
      counters: [],
      service: '',
      days: [],
      nth: kind === 'nthWeekday' ? '4' : '',
      date: '',
    },
    session: kind === 'nthWeekday' ? 'sunday' : 'day',
    ...{ opens: '', closes: '', from: '', to: '', reason: '', reasonEn: '', windows: '', share: '' },
  }
}

/** A row as a form shows it; what is not limited is empty. A rule in force changes from today on, if not told else. */
export function typedOf(office: Office, found: RuleRow, today: LocalDate): RuleTyped {
  const { counterId } = found.row
  const counters = [counterId === null ? 'all' : counterById(office, counterId).slug]
  const typed = { ...nothingTyped(found.kind), id: found.row.id, counters }
  if (found.kind === 'closure' || found.kind === 'yearEnd') {
    const { from, to, reason } = found.row
    return { ...typed, from, to, reason: reason.ja, reasonEn: reason.en ?? '' }
  }
  const valid = {
    from: found.row.validFrom > today ? found.row.validFrom : today,
    to: found.row.validTo === forever ? '' : found.row.validTo,
    days: found.row.weekday === null ? [] : [String(found.row.weekday)],
  }
  if (found.kind === 'capacity') {
    const { fromMinute, toMinute, windows, sharePercent } = found.row
    return {
      ...{ ...typed, ...valid, opens: clockTime(fromMinute), closes: clockTime(toMinute) },
      ...{ windows: textOrNothing(windows), share: textOrNothing(sharePercent) },
    }
  }
  const { nth, onDate, session, opensMinute, closesMinute, serviceId } = found.row
  return {
    ...{ ...typed, ...valid, nth: textOrNothing(nth), date: onDate ?? '', session },
    ...{ opens: clockTime(opensMinute), closes: clockTime(closesMinute) },
    service: everyService(office).find(({ id }) => id === serviceId)?.slug ?? '',
  }
}

function textOrNothing(value: number | null): string {
  return value === null ? '' : String(value)
}
