import type { Bookings, Figures, Flow, Share, Spread } from '../statistics/figures.ts'
import type { Told } from './summary-table.ts'
import type { Cell, ColumnOf } from './table.ts'

type Figure = { key: string; label: string; definition: string; example: string }

/** Figures of tickets in a hidden cell, of flow where no window was open, and of bookings without any: not known. */
const figure =
  (type: 'integer' | 'decimal', unit: string, of: (told: Told) => Cell | undefined) =>
  (described: Figure): ColumnOf<Told> => ({ ...described, type, unit, of: told => of(told) ?? null })

type Counts<T> = { [K in keyof T]: T[K] extends number ? K : never }[keyof T]
type Spreads<T> = { [K in keyof T]: T[K] extends Spread ? K : never }[keyof T]
type Shares<T> = { [K in keyof T]: T[K] extends Share ? K : never }[keyof T]

/** A count of tickets or people. */
export function count(name: Counts<Figures>, unit: string, described: Figure): ColumnOf<Told> {
  return figure('integer', unit, ({ cell }) => cell?.figures[name])(described)
}

/** One value of a spread, in minutes. */
export function minutes(
  name: Spreads<Figures>,
  value: 'mean' | 'p50' | 'p90',
  described: Figure,
): ColumnOf<Told> {
  return figure('decimal', '分', ({ cell }) => cell?.figures[name][value])(described)
}

/** A share in percent. */
export function percent(name: Shares<Figures>, described: Figure): ColumnOf<Told> {
  return figure('decimal', '％', ({ cell }) => cell?.figures[name].percent)(described)
}

/** A number of the windows or of the line before them. */
export function flow(
  name: Exclude<keyof Flow, 'occupancy'>,
  unit: string,
  described: Figure,
): ColumnOf<Told> {
  return figure('decimal', unit, ({ cell }) => cell?.flow?.[name])(described)
}

export function occupancy(described: Figure): ColumnOf<Told> {
  return figure('decimal', '％', ({ cell }) => cell?.flow?.occupancy.percent)(described)
}

/** A count of bookings. */
export function bookings(name: Counts<Required<Bookings>>, described: Figure): ColumnOf<Told> {
  return figure('integer', '件', ({ cell }) => cell?.bookings?.[name])(described)
}
