import type { Told } from './summary-table.ts'
import type { ColumnOf } from './table.ts'

/** The columns by which rows of figures are told apart. */
export const monthColumn: ColumnOf<Told> = {
  key: 'month',
  label: '月',
  unit: '',
  type: 'code',
  definition: '受付をした月。',
  example: '2026-12',
  of: ({ start }) => start.slice(0, 7),
}

export const counterColumn: ColumnOf<Told> = {
  key: 'counter',
  label: '窓口',
  unit: '',
  type: 'code',
  definition: '窓口のコード。',
  example: 'ido',
  of: ({ counter }) => counter.slug,
}
