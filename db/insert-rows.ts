import type { CompiledQuery, Insertable } from 'kysely'
import type { Database } from './schema.ts'
import type { Db } from './store.ts'

/** Rows per statement, largest first: whatever is left over goes into smaller ones, each compiled once. */
const sizes = [100, 10, 1] as const

/**
 * Inserts many rows of a table in few statements. Building and compiling a statement costs more than running
 * it, so each size is compiled once and then run with other values. All rows have exactly these columns.
 */
export function insertingRows<Table extends keyof Database>(
  table: Table,
  columns: ReadonlyArray<keyof Insertable<Database[Table]> & string>,
) {
  const compiled = new WeakMap<Db, Map<number, CompiledQuery>>()

  function statement(db: Db, size: number): CompiledQuery {
    const known = compiled.get(db) ?? new Map<number, CompiledQuery>()
    compiled.set(db, known)
    const query = known.get(size) ?? compile(db, size)
    known.set(size, query)
    return query
  }

  function compile(db: Db, size: number): CompiledQuery {
    const blank = Object.fromEntries(columns.map(column => [column, null]))
    const rows = Array.from({ length: size }, () => blank)
    return db
      .insertInto(table)
      .values(rows as never)
      .compile()
  }

  return async (db: Db, rows: ReadonlyArray<Insertable<Database[Table]>>): Promise<void> => {
    let from = 0
    for (const size of sizes)
      for (; rows.length - from >= size; from += size) {
        const parameters: unknown[] = []
        for (const row of rows.slice(from, from + size))
          for (const column of columns) parameters.push(row[column] ?? null)
        await db.executeQuery({ ...statement(db, size), parameters })
      }
  }
}
