import { addDays, type LocalDate, parseDate } from '../clock.ts'
import type { Form } from '../http/forms.ts'
import type { Grid, Office } from '../offices/office.ts'
import { areSameGrids, gridsWith } from '../slots/grid.ts'

export type GridTyped = { minutes: string; from: string }

type GridFault = 'not_minutes' | 'same' | 'not_a_date' | 'past' | 'too_far' | 'booked'

export type GridError = { field: keyof GridTyped; reason: GridFault }

const daysAheadMax = 730

export function typedGrid(form: Form): GridTyped {
  const one = (name: keyof GridTyped) => form.one(name).normalize('NFKC').trim()
  return { minutes: one('minutes'), from: one('from') }
}

/** The grid that was typed, in whole steps of five minutes as hours are, or what cannot be read of it. */
export function parseGrid(typed: GridTyped): { ok: true; grid: Grid } | { ok: false; errors: GridError[] } {
  const minutes = /^\d{1,3}$/.test(typed.minutes) ? Number(typed.minutes) : 0
  const isMinutes = minutes >= 5 && minutes <= 240 && minutes % 5 === 0
  const from = parseDate(typed.from)
  if (isMinutes && from !== null) return { ok: true, grid: { from, minutes } }
  const errors: GridError[] = []
  if (!isMinutes) errors.push({ field: 'minutes', reason: 'not_minutes' })
  if (from === null) errors.push({ field: 'from', reason: 'not_a_date' })
  return { ok: false, errors }
}

type Days = { today: LocalDate; earliest: LocalDate }

/** Why an office cannot have this grid, or has it already; null: it can. `earliest` has nothing booked from it on. */
export function faultOfGrid(office: Office, grid: Grid, { today, earliest }: Days): GridError | null {
  if (grid.from < today) return { field: 'from', reason: 'past' }
  if (grid.from > addDays(today, daysAheadMax)) return { field: 'from', reason: 'too_far' }
  if (areSameGrids(office.grids, gridsWith(office.grids, grid))) return { field: 'minutes', reason: 'same' }
  return grid.from < earliest ? { field: 'from', reason: 'booked' } : null
}
