import type { Deps } from '../deps.ts'
import { openTables } from './export-file.ts'
import type { ExportQuestion } from './form.ts'
import { readRows } from './read-rows.ts'
import { type Replaced, replacedIn } from './replaced.ts'
import type { ExportTable, Scope } from './table.ts'

/** What somebody is told of a file before they take it. */
export type TablePreview = {
  table: ExportTable
  rows: number
  /** What CP932 would lose; null where another encoding is asked for. */
  replaced: readonly Replaced[] | null
}

/** Counts the rows and, for CP932, looks through all of them. */
export async function previewTables(
  { store }: Pick<Deps, 'store'>,
  { tables, format, encoding }: ExportQuestion,
  scope: Scope,
): Promise<TablePreview[]> {
  const isLossy = format === 'csv' && encoding === 'cp932'
  const previews: TablePreview[] = []
  for (const { table, ...opened } of await openTables({ store }, tables, scope))
    previews.push({
      table,
      rows: opened.count,
      replaced: isLossy ? await replacedIn(table.columns, readRows(store, opened)) : null,
    })
  return previews
}
