import { addDays, type LocalDate, monthStart } from '../clock.ts'
import { endOf, periodOf } from '../statistics/period.ts'

/** Days, both included. */
export type Span = { from: LocalDate; to: LocalDate }

export const presets = ['this_month', 'last_month', 'this_fiscal_year', 'last_fiscal_year'] as const
export type Preset = (typeof presets)[number]

export type SpanRefusal = 'ends_before_start' | 'over_ten_years'

/** A span that people ask for by name; fiscal years begin on 1 April. */
export function presetSpan(preset: Preset, today: LocalDate): Span {
  if (preset === 'this_month') return { from: monthStart(today), to: addDays(monthStart(today, 1), -1) }
  if (preset === 'last_month') return { from: monthStart(today, -1), to: addDays(monthStart(today), -1) }
  const year = periodOf(preset === 'this_fiscal_year' ? today : monthStart(today, -12), 'fiscal_year')
  return { from: year.start, to: endOf(year) }
}

/** Why rows of these days cannot be asked for; null when they can. Ten years to the day may be. */
export function spanRefusal({ from, to }: Span): SpanRefusal | null {
  if (from > to) return 'ends_before_start'
  const last = `${Number(from.slice(0, 4)) + 10}${from.slice(4)}`
  return to > last ? 'over_ten_years' : null
}
