import type { LocalDate } from '../clock.ts'
import type { CapacityRule, Closure, Localized, Office, OpeningRule } from '../offices/office.ts'

type New<Row> = Omit<Row, 'id'>

/** What is done to one row of an office's rules. A closure of several counters is a row for each. */
export type RowChange =
  | { kind: 'add_rule'; rule: New<OpeningRule> }
  | { kind: 'replace_rule'; id: number; rule: New<OpeningRule> }
  | { kind: 'remove_rule'; id: number }
  | { kind: 'add_closure'; closure: New<Closure> }
  | { kind: 'replace_closure'; id: number; closure: New<Closure> }
  | { kind: 'remove_closure'; id: number }
  | { kind: 'add_capacity'; rule: New<CapacityRule> }
  | { kind: 'replace_capacity'; id: number; rule: New<CapacityRule> }
  | { kind: 'remove_capacity'; id: number }
  | { kind: 'set_holiday'; date: LocalDate; name: Localized }
  | { kind: 'remove_holiday'; date: LocalDate }

/**
 * Rows that change together, and the revision of the office by which that was decided; null: any. `because` is
 * what the messages give as the reason.
 */
export type OpeningChange = { rows: RowChange[]; seen: number | null; because?: Localized }

/** One row of a change as the history keeps it; null: there was none, or there is none any more. */
export type RowHistory =
  | { table: 'rule'; before: OpeningRule | null; after: New<OpeningRule> | null }
  | { table: 'closure'; before: Closure | null; after: New<Closure> | null }
  | { table: 'capacity'; before: CapacityRule | null; after: New<CapacityRule> | null }
  | { table: 'holiday'; date: LocalDate; before: Localized | null; after: Localized | null }

/** The office as it is after the rows have changed, or null when one of them is no longer there. */
export function applyRows(office: Office, rows: readonly RowChange[]): Office | null {
  let changed: Office | null = office
  for (const row of rows) changed = changed && applyRow(changed, row)
  return changed
}

function applyRow(office: Office, row: RowChange): Office | null {
  switch (row.kind) {
    case 'add_rule':
      return { ...office, openingRules: added(office.openingRules, row.rule) }
    case 'replace_rule':
      return withRows(office, 'openingRules', replaced(office.openingRules, row.id, row.rule))
    case 'remove_rule':
      return withRows(office, 'openingRules', without(office.openingRules, row.id))
    case 'add_closure':
      return { ...office, closures: added(office.closures, row.closure) }
    case 'replace_closure':
      return withRows(office, 'closures', replaced(office.closures, row.id, row.closure))
    case 'remove_closure':
      return withRows(office, 'closures', without(office.closures, row.id))
    case 'add_capacity':
      return { ...office, capacityRules: added(office.capacityRules, row.rule) }
    case 'replace_capacity':
      return withRows(office, 'capacityRules', replaced(office.capacityRules, row.id, row.rule))
    case 'remove_capacity':
      return withRows(office, 'capacityRules', without(office.capacityRules, row.id))
    case 'set_holiday':
      return { ...office, holidays: new Map([...office.holidays, [row.date, row.name]]) }
    default:
      return { ...office, holidays: new Map([...office.holidays].filter(([date]) => date !== row.date)) }
  }
}

function withRows<Name extends 'openingRules' | 'closures' | 'capacityRules'>(
  office: Office,
  name: Name,
  rows: Office[Name] | null,
): Office | null {
  return rows && { ...office, [name]: rows }
}

/** What is not yet in the database has an id below none of those that are. */
function added<Row extends { id: number }>(rows: readonly Row[], row: New<Row>): Row[] {
  const id = Math.min(0, ...rows.map(known => known.id)) - 1
  return [...rows, { ...row, id } as Row]
}

function replaced<Row extends { id: number }>(rows: readonly Row[], id: number, row: New<Row>): Row[] | null {
  return rows.some(known => known.id === id)
    ? rows.map(known => (known.id === id ? ({ ...row, id } as Row) : known))
    : null
}

function without<Row extends { id: number }>(rows: readonly Row[], id: number): Row[] | null {
  return rows.some(known => known.id === id) ? rows.filter(known => known.id !== id) : null
}

/** Each row of a change, before and after. */
export function historyOf(office: Office, rows: readonly RowChange[]): RowHistory[] {
  return rows.map(row => {
    switch (row.kind) {
      case 'add_rule':
      case 'replace_rule':
      case 'remove_rule':
        return {
          table: 'rule',
          before: 'id' in row ? byId(office.openingRules, row.id) : null,
          after: 'rule' in row ? row.rule : null,
        }
      case 'add_closure':
      case 'replace_closure':
      case 'remove_closure':
        return {
          table: 'closure',
          before: 'id' in row ? byId(office.closures, row.id) : null,
          after: 'closure' in row ? row.closure : null,
        }
      case 'add_capacity':
      case 'replace_capacity':
      case 'remove_capacity':
        return {
          table: 'capacity',
          before: 'id' in row ? byId(office.capacityRules, row.id) : null,
          after: 'rule' in row ? row.rule : null,
        }
      default:
        return {
          table: 'holiday',
          date: row.date,
          before: office.holidays.get(row.date) ?? null,
          after: 'name' in row ? row.name : null,
        }
    }
  })
}

function byId<Row extends { id: number }>(rows: readonly Row[], id: number): Row | null {
  return rows.find(row => row.id === id) ?? null
}
