import { cellsOf, type ColumnOf, type ExportTable, type Scope } from './table.ts'

const pageRows = 200

type Listed<Row> = Omit<ExportTable, 'columns' | 'open' | 'isDated' | 'isInside'> & {
  columns: ReadonlyArray<ColumnOf<Row>>
  rows: (scope: Scope) => readonly Row[]
}

/** A table whose few rows are known without the database, and are the same on every day. */
export function listedTable<Row>({ rows: rowsOf, ...described }: Listed<Row>): ExportTable {
  return {
    ...described,
    isInside: false,
    isDated: false,
    async open(_read, scope) {
      const rows = rowsOf(scope)
      return {
        count: rows.length,
        async page(_db, after) {
          const start = Number(after?.[0] ?? 0)
          const end = start + pageRows
          return {
            rows: rows.slice(start, end).map(row => cellsOf(described.columns, row)),
            next: end < rows.length ? [end] : null,
          }
        },
      }
    },
  }
}
