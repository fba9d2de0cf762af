import { type LocalDate, parseDate } from '../clock.ts'
import type { Form } from '../http/forms.ts'
import { type Encoding, encodings, type Format, formats } from './file.ts'
import { type Preset, presets, presetSpan, type Span, type SpanRefusal, spanRefusal } from './span.ts'
import type { ExportTable } from './table.ts'
import { tableByName } from './tables.ts'

/** What was chosen on the page, as it was typed. */
export type ExportChoice = {
  tables: readonly string[]
  span: Preset | 'custom'
  from: string
  to: string
  format: Format
  encoding: Encoding
}

export type ChoiceFault =
  | { field: 'tables'; reason: 'no_table' }
  | { field: 'from' | 'to'; reason: 'required' | 'not_a_date' | SpanRefusal }

export type ExportQuestion = {
  tables: readonly [ExportTable, ...ExportTable[]]
  span: Span
  format: Format
  encoding: Encoding
}

/** Reads the choice of the page; what no page of ours sends counts as not chosen. */
export function readChoice(query: Form): ExportChoice {
  const span = query.one('span')
  return {
    tables: [...new Set(query.all('tables').flatMap(sent => sent.split(',').filter(Boolean)))],
    span: presets.find(preset => preset === span) ?? (span === 'custom' ? span : 'last_month'),
    from: query.one('from').trim(),
    to: query.one('to').trim(),
    format: formats.find(format => format === query.one('format')) ?? 'csv',
    encoding: encodings.find(encoding => encoding === query.one('encoding')) ?? 'utf-8',
  }
}

/** What is asked for, or what is wrong with it. */
export function questionOf(
  choice: ExportChoice,
  today: LocalDate,
): { ok: true; question: ExportQuestion } | { ok: false; faults: ChoiceFault[] } {
  const [first, ...others] = choice.tables.flatMap(name => tableByName(name) ?? [])
  const span = choice.span === 'custom' ? choice : presetSpan(choice.span, today)
  const isDated = !first || [first, ...others].some(table => table.isDated)
  const dayFaults = isDated || span.from || span.to ? spanFaults(span) : []
  const faults: ChoiceFault[] = first ? dayFaults : [noTable, ...dayFaults]
  if (!first || faults.length > 0) return { ok: false, faults }
  const { format, encoding } = choice
  const { from, to } = span
  return { ok: true, question: { tables: [first, ...others], span: { from, to }, format, encoding } }
}

const noTable: ChoiceFault = { field: 'tables', reason: 'no_table' }

type DayFault = Extract<ChoiceFault, { field: 'from' | 'to' }>

/** What is wrong with two days as they were typed. */
export function spanFaults(span: Span): DayFault[] {
  const faults = (['from', 'to'] as const).flatMap((field): DayFault[] => {
    if (span[field] === '') return [{ field, reason: 'required' }]
    return parseDate(span[field]) === null ? [{ field, reason: 'not_a_date' }] : []
  })
  const refusal = faults.length === 0 ? spanRefusal(span) : null
  return refusal ? [...faults, { field: 'to', reason: refusal }] : faults
}
