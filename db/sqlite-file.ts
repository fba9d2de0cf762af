import { createHash } from 'node:crypto'
import BetterSqlite from 'better-sqlite3'

/** What a database file holds: by this a copy is known to be whole. */
export type FileContents = { tables: Record<string, { rows: number; sha256: string }>; faults: string[] }

/**
 * Writes a copy of a database file as of one moment, while others write to it; free pages, and with them what has
 * been deleted, are left behind. Holds up the thread: to be called in a program of its own.
 */
export function copyDatabase(path: string, copy: string): void {
  withFile(path, handle => {
    handle.prepare('vacuum into ?').run(copy)
  })
}

/** Looks at every page, every reference and every row of a file. */
export function readContents(path: string): FileContents {
  return withFile(path, handle => {
    handle.exec('begin')
    const faults = faultsOf(handle)
    const names = handle
      .prepare(
        "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name",
      )
      .pluck()
      .all() as string[]
    const tables = Object.fromEntries(names.map(name => [name, rowsOf(handle, name)]))
    return { tables, faults }
  })
}

/** What SQLite itself finds wrong in a file: damaged pages, and references to rows that are not there. */
export function fileFaults(path: string): string[] {
  return withFile(path, faultsOf)
}

/**
 * Writes what is in the log of a file into the file itself, so that it is whole without its companions. Throws when
 * another program has it open.
 */
export function settleFile(path: string): void {
  const handle = new BetterSqlite(path, { timeout: 200 })
  try {
    // Leaving WAL mode is what only the last one who has a file open may do.
    handle.pragma('journal_mode = DELETE')
  } finally {
    handle.close()
  }
}

export function sqliteVersion(): string {
  const handle = new BetterSqlite(':memory:')
  try {
    return handle.prepare('select sqlite_version()').pluck().get() as string
  } finally {
    handle.close()
  }
}

function withFile<T>(path: string, look: (handle: BetterSqlite.Database) => T): T {
  const handle = new BetterSqlite(path, { readonly: true, fileMustExist: true, timeout: 2000 })
  try {
    handle.pragma('trusted_schema = OFF')
    handle.pragma('cell_size_check = ON')
    return look(handle)
  } finally {
    handle.close()
  }
}

function faultsOf(handle: BetterSqlite.Database): string[] {
  const damage = handle.pragma('integrity_check(20)') as Array<{ integrity_check: string }>
  const loose = handle.pragma('foreign_key_check') as Array<{ table: string; parent: string }>
  const byTable = Map.groupBy(loose, ({ table, parent }) => `${table} to ${parent}`)
  return [
    ...damage.map(row => row.integrity_check).filter(text => text !== 'ok'),
    ...[...byTable].map(([name, rows]) => `${rows.length} references from ${name} lead nowhere`),
  ]
}

/** In the order of the primary key, which for a table without one is that of its rows. */
function rowsOf(handle: BetterSqlite.Database, table: string): { rows: number; sha256: string } {
  const columns = handle.pragma(`table_info("${table}")`) as Array<{ name: string; pk: number }>
  const key = columns
    .filter(({ pk }) => pk > 0)
    .toSorted((a, b) => a.pk - b.pk)
    .map(({ name }) => `"${name}"`)
  const hash = createHash('sha256')
  let rows = 0
  const statement = handle.prepare(`select * from "${table}" order by ${key.join(', ') || 'rowid'}`).raw()
  for (const row of statement.iterate()) {
    hash.update(`${JSON.stringify(row)}\n`)
    rows += 1
  }
  return { rows, sha256: hash.digest('hex') }
}
