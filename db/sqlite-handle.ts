import BetterSqlite from 'better-sqlite3'
import type { CompiledQuery, QueryResult } from 'kysely'

const statementsCachedMax = 500

/** A connection that waits for the disk before it confirms, or an error. */
export function openHandle(path: string, { readonly }: { readonly: boolean }): BetterSqlite.Database {
  const handle = new BetterSqlite(path, { readonly, timeout: 50 })
  if (!readonly) handle.pragma('journal_mode = WAL')
  handle.pragma('synchronous = FULL')
  handle.pragma('foreign_keys = ON')
  handle.pragma('secure_delete = ON')
  handle.pragma('trusted_schema = OFF')
  handle.pragma('cell_size_check = ON')
  handle.pragma('journal_size_limit = 67108864')
  // 64 MiB of pages at most; and a checkpoint within a commit only per 32 MiB of log: `checkpoint.ts` is to come first.
  handle.pragma('cache_size = -65536')
  handle.pragma('wal_autocheckpoint = 8000')
  // Each deed is a savepoint, and what it may have to take back is kept page by page: in memory, not in a file.
  handle.pragma('temp_store = MEMORY')

  // In WAL mode SQLite may fall back to NORMAL, which loses confirmed bookings in a power cut, and tells so
  // only after the first access: hence the read before the look.
  handle.prepare('select count(*) from sqlite_schema').get()
  if (handle.pragma('synchronous', { simple: true }) !== 2) throw new Error('synchronous is not FULL')
  return handle
}

/** Runs compiled queries by prepared statements kept by their text; preparing again costs four times more. */
export function cachedExecutor(handle: BetterSqlite.Database) {
  const statements = new Map<string, BetterSqlite.Statement>()

  return ({ sql, parameters }: Pick<CompiledQuery, 'sql' | 'parameters'>): QueryResult<unknown> => {
    let statement = statements.get(sql)
    if (!statement) {
      statement = handle.prepare(sql)
      if (statements.size >= statementsCachedMax) statements.delete(statements.keys().next().value ?? '')
      statements.set(sql, statement)
    }
    if (statement.reader) return { rows: statement.all(...parameters) }

    const { changes, lastInsertRowid } = statement.run(...parameters)
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
  }
}

/** How a file that is opened as `openSqlite` does keeps what is committed. */
export function durabilityOf(path: string): { synchronous: number; journal: string } {
  const handle = openHandle(path, { readonly: true })
  try {
    return {
      synchronous: handle.pragma('synchronous', { simple: true }) as number,
      journal: handle.pragma('journal_mode', { simple: true }) as string,
    }
  } finally {
    handle.close()
  }
}
