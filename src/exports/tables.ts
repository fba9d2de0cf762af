import { daysTable } from './days-table.ts'
import { codesTable, dictionaryTable } from './dictionary-table.ts'
import { halfHoursTable } from './half-hours-table.ts'
import { indicatorsTable } from './indicators-table.ts'
import { opinionsTable } from './opinions-table.ts'
import { ratingTable } from './rating-table.ts'
import { satisfactionTable } from './satisfaction-table.ts'
import { servicesTable } from './services-table.ts'
import { slotsTable } from './slots-table.ts'
import type { ExportTable } from './table.ts'
import { visitsTable } from './visits-table.ts'

/** Every table of figures: files, dictionary, pages, API and its description are made from this list. */
export const dataTables: readonly ExportTable[] = [
  daysTable,
  halfHoursTable,
  servicesTable,
  slotsTable,
  satisfactionTable,
  indicatorsTable,
  ratingTable,
  opinionsTable,
  visitsTable,
]

/** The same with those that tell of them. */
export const exportTables: readonly ExportTable[] = [
  ...dataTables,
  dictionaryTable(dataTables),
  codesTable(dataTables),
]

export function tableByName(name: string): ExportTable | undefined {
  return exportTables.find(table => table.name === name)
}
