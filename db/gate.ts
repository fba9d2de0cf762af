import { AsyncLocalStorage } from 'node:async_hooks'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Engine } from './connect.ts'
import type { Database } from './schema.ts'

export type Db = Kysely<Database>

/** What `store.read` and `store.write` run with: the one Kysely instance there is. */
type Execute = (query: CompiledQuery) => QueryResult<unknown> | Promise<QueryResult<unknown>>

type Lease = { execute: Execute | null }

const leaseMilliseconds = 5000
const lookMilliseconds = 100

export type Gate = {
  /**
   * Runs `fn` with queries going to `execute`, and refuses every query of it that comes after its end. Ends
   * it with an error after five seconds: then it waits for something other than the database.
   */
  lend: <T>(execute: Execute, fn: (db: Db) => Promise<T>) => Promise<T>
  /** Throws when called from inside `fn`: two transactions of one caller would wait for each other. */
  refuseNesting: () => void
}

/**
 * The door to the database. Kysely asks for a connection per query; here it gets the one lent to the calling
 * `read` or `write`, found by the async context. A query outside of them, or one that comes when its
 * transaction has ended (a forgotten await, a slower half of a Promise.all), throws instead of running on its
 * own and being committed by accident.
 */
export function createGate(engine: Engine): Gate {
  const leases = new AsyncLocalStorage<Lease>()
  const withinTime = createTimeLimit()
  const executeLent = (query: CompiledQuery) => lentTo(leases.getStore(), query)
  const db = new Kysely<Database>({ dialect: lentDialect(engine, executeLent) })
  // Kysely's own way to a connection, of which there is one, costs more than most queries that are compiled already.
  Object.defineProperty(db, 'executeQuery', { value: executeLent, configurable: true })

  return {
    async lend(execute, fn) {
      const lease: Lease = { execute }
      try {
        return await withinTime(leases.run(lease, () => fn(db)))
      } finally {
        lease.execute = null
      }
    },
    refuseNesting() {
      if (leases.getStore()?.execute) throw new Error('store.read or store.write inside another one')
    },
  }
}

/**
 * Ends what takes longer than a lease with an error. One clock looks at all that are under way: a timer for each would
 * cost as much as a small query.
 */
function createTimeLimit(): <T>(deed: Promise<T>) => Promise<T> {
  const running = new Set<{ endsAt: number; end: (error: Error) => void }>()
  let looking: NodeJS.Timeout | null = null

  function look() {
    for (const lease of running) {
      if (lease.endsAt > performance.now()) continue
      running.delete(lease)
      lease.end(new Error('a read or write took too long'))
    }
    if (running.size > 0) return
    if (looking) clearInterval(looking)
    looking = null
  }

  return deed =>
    new Promise((resolve, reject) => {
      const lease = { endsAt: performance.now() + leaseMilliseconds, end: reject }
      running.add(lease)
      looking ??= setInterval(look, lookMilliseconds)
      deed.then(
        outcome => {
          running.delete(lease)
          resolve(outcome)
        },
        (error: unknown) => {
          running.delete(lease)
          reject(error)
        },
      )
    })
}

async function lentTo(lease: Lease | undefined, query: CompiledQuery): Promise<QueryResult<unknown>> {
  if (!lease) throw new Error('a query outside store.read and store.write')
  if (!lease.execute) throw new Error('a late query: its read or write has ended')
  return lease.execute(query)
}

function lentDialect(
  engine: Engine,
  executeLent: (query: CompiledQuery) => Promise<QueryResult<unknown>>,
): Dialect {
  const connection: DatabaseConnection = {
    executeQuery: <R>(query: CompiledQuery) => executeLent(query) as Promise<QueryResult<R>>,
    streamQuery() {
      throw new Error('no streaming through the gate')
    },
  }
  const refuse = async () => {
    throw new Error('transactions belong to store.write')
  }
  // One connection per lease, so Kysely's own mutex for single-connection engines has nothing to guard.
  const adapter = engine === 'sqlite' ? new SqliteAdapter() : new PostgresAdapter()
  Object.defineProperty(adapter, 'supportsMultipleConnections', { value: true })

  return {
    createAdapter: () => adapter,
    createDriver: () => ({
      init: async () => {},
      acquireConnection: async () => connection,
      releaseConnection: async () => {},
      beginTransaction: refuse,
      commitTransaction: refuse,
      rollbackTransaction: refuse,
      destroy: async () => {},
    }),
    createIntrospector: kysely =>
      engine === 'sqlite' ? new SqliteIntrospector(kysely) : new PostgresIntrospector(kysely),
    createQueryCompiler: () => (engine === 'sqlite' ? steadyCompiler() : new PostgresQueryCompiler()),
  }
}

/**
 * SQLite plans a query anew each time another value is bound to a parameter that stands alone in a join or a limit,
 * which costs ten times what running it does; it does not for one with a sign before it, which changes no value.
 * A value that a partial index is made for has to be a literal, so that the index is found.
 */
function steadyCompiler(): SqliteQueryCompiler {
  return Object.defineProperty(new SqliteQueryCompiler(), 'getCurrentParameterPlaceholder', {
    value: () => '+?',
  })
}
