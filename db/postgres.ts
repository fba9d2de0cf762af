import { setTimeout as sleep } from 'node:timers/promises'
import type { CompiledQuery, QueryResult } from 'kysely'
import {
  Client,
  type ClientBase,
  type CustomTypesConfig,
  DatabaseError,
  Pool,
  type PoolClient,
  types as pgTypes,
} from 'pg'
import { createGate } from './gate.ts'
import { isRefusal, StoreBusyError, StoreUnwritableError } from './outcome.ts'
import { createPatience } from './patience.ts'
import { personalTables } from './personal-tables.ts'
import { hear } from './postgres-hearing.ts'
import type { Store } from './store.ts'

const connectionsMax = 20
const writesUnderWayMax = 500
/** Of the connections that write, the rest is for those who are not patient. */
const patientConnectionsMax = 12
const patientWaitingMax = 300
const triesMax = 6
const lockWaitMilliseconds = 2000
const statementMilliseconds = 10_000
const statementsNamedMax = 500

/** int8 and numeric as numbers: ids, instants in milliseconds and counts all stay below 2^53. */
const types: CustomTypesConfig = {
  getTypeParser: (oid, format) => (oid === 20 || oid === 1700 ? Number : pgTypes.getTypeParser(oid, format)),
}

/**
 * A pool for writing at READ COMMITTED and a read-only one beside it, so that waiting deeds never keep a page
 * from its answer. Deeds are written with guarded statements; serialisation failures and deadlocks
 * (40001, 40P01) are run again whole, and so is a rerunnable deed whose COMMIT answer was lost.
 */
export async function openPostgres(url: string): Promise<Store> {
  const usual = {
    connectionString: url,
    max: connectionsMax,
    types,
    connectionTimeoutMillis: 5000,
    statement_timeout: statementMilliseconds,
  }
  const writers = new Pool({ ...usual, lock_timeout: lockWaitMilliseconds })
  const readers = new Pool({ ...usual, options: '-c default_transaction_read_only=on' })
  const gate = createGate('postgres')
  const executors = namedExecutors()
  const listeners = { madoguchi_places: [] as Listener[], madoguchi_queues: [] as Listener[] }
  const ownProcesses = new Set<number>()
  for (const pool of [writers, readers]) {
    // A broken idle connection is replaced by the pool; without a listener Node would end the process.
    pool.on('error', () => {})
    // The same for one that breaks while it is lent: the query under way fails, and that is enough.
    pool.on('connect', client => client.on('error', () => {}))
  }
  writers.on('connect', client => ownProcesses.add(processOf(client)))
  // PostgreSQL gives the number of an ended process to another server one day.
  writers.on('remove', client => ownProcesses.delete(processOf(client)))
  const patience = createPatience({ placesMax: patientConnectionsMax, waitingMax: patientWaitingMax })
  let underWay = 0
  let isClosed = false
  const hearing = hear(url, ownProcesses, (channel, counterId) => {
    for (const listener of listeners[channel]) listener(counterId)
  })
  await hearing.ready

  async function borrow(pool: Pool): Promise<PoolClient> {
    try {
      return await pool.connect()
    } catch (cause) {
      throw new StoreBusyError('no connection to the database', { cause })
    }
  }

  async function transaction<T>(fn: Parameters<Store['write']>[0]): Promise<T> {
    const client = await borrow(writers)
    let isBroken = false
    let isCommitting = false
    try {
      await client.query('begin')
      const outcome = await gate.lend(executors(client), fn)
      if (isRefusal(outcome)) {
        await client.query('rollback')
        return outcome as T
      }
      isCommitting = true
      const { command } = await client.query('commit')
      // PostgreSQL answers COMMIT of a failed transaction with ROLLBACK and no error.
      if (command !== 'COMMIT') throw new Error('the transaction had failed and was rolled back')
      return outcome as T
    } catch (error) {
      isBroken = !isDatabaseAnswer(error)
      if (isCommitting && isBroken) throw new CommitUnknownError('no answer to COMMIT', { cause: error })
      if (!isBroken || !isCommitting) await client.query('rollback').catch(() => (isBroken = true))
      throw error
    } finally {
      client.release(isBroken)
    }
  }

  async function untilCommitted<T>(fn: Parameters<Store['write']>[0], rerunnable: boolean): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await transaction<T>(fn)
      } catch (error) {
        if (isLockedOut(error))
          throw new StoreBusyError('another program holds the database', { cause: error })
        if (isUnwritable(error))
          throw Object.assign(new StoreUnwritableError('nothing can be written', { cause: error }), {
            code: error.code,
          })
        if (tries >= triesMax || !mayRunAgain(error, rerunnable)) throw error
        await sleep(Math.random() * 10 * 2 ** tries)
      }
    }
  }

  async function lendReader<T>(lend: (client: PoolClient) => Promise<T>): Promise<T> {
    gate.refuseNesting()
    const client = await borrow(readers)
    let isBroken = true
    try {
      const answer = await lend(client)
      isBroken = false
      return answer
    } catch (error) {
      isBroken = !isDatabaseAnswer(error)
      throw error
    } finally {
      client.release(isBroken)
    }
  }

  return {
    engine: 'postgres',
    read: fn => lendReader(client => gate.lend(executors(client), fn)),
    snapshot: fn =>
      lendReader(async client => {
        await client.query('begin isolation level repeatable read read only')
        try {
          return await gate.lend(executors(client), fn)
        } finally {
          await client.query('commit')
        }
      }),
    async write(fn, { rerunnable = false, isPatient = false } = {}) {
      gate.refuseNesting()
      if (isClosed) throw new StoreBusyError('the store is closed')
      if (underWay >= writesUnderWayMax) throw new StoreBusyError('too many writes wait')

      underWay += 1
      try {
        const deed = () => untilCommitted<Awaited<ReturnType<typeof fn>>>(fn, rerunnable)
        return await (isPatient ? patience.within(deed) : deed())
      } finally {
        underWay -= 1
      }
    },
    writesWaiting: () => underWay,
    async scrub() {
      const client = new Client({ connectionString: url })
      await client.connect()
      try {
        for (const table of personalTables) await client.query(`vacuum ${table}`)
      } finally {
        await client.end()
      }
    },
    onPlacesChanged(listener) {
      listeners.madoguchi_places.push(listener)
    },
    onQueueChanged(listener) {
      listeners.madoguchi_queues.push(listener)
    },
    async close() {
      if (isClosed) return
      isClosed = true
      await hearing.stop()
      // The pool forgets whoever still waits for a connection when it ends.
      while (underWay > 0) await sleep(10)
      await Promise.all([writers.end(), readers.end()])
    },
  }
}

class CommitUnknownError extends Error {
  override name = 'CommitUnknownError'
}

function isDatabaseAnswer(error: unknown): boolean {
  return error instanceof DatabaseError ? !error.code?.startsWith('57P') : !isNetworkError(error)
}

function isNetworkError(error: unknown): boolean {
  return error instanceof Error && ('errno' in error || error.message.startsWith('Connection terminated'))
}

/** lock_not_available: somebody has held a row or table for longer than a deed waits. */
function isLockedOut(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === '55P03'
}

/** disk_full, io_error, read_only_sql_transaction: what the disk does not take today it may take again. */
function isUnwritable(error: unknown): error is DatabaseError {
  return error instanceof DatabaseError && ['53100', '58030', '25006'].includes(error.code ?? '')
}

function mayRunAgain(error: unknown, rerunnable: boolean): boolean {
  if (error instanceof CommitUnknownError) return rerunnable
  if (error instanceof DatabaseError) return error.code === '40001' || error.code === '40P01'
  return false
}

/**
 * Runs compiled queries as named statements, which the server prepares once per connection. It keeps them for
 * as long as the connection lives, so beyond a number of texts the rest stay nameless.
 */
function namedExecutors() {
  const names = new Map<string, string>()

  return (client: PoolClient) =>
    async ({ sql, parameters }: CompiledQuery): Promise<QueryResult<unknown>> => {
      let name = names.get(sql)
      if (!name && names.size < statementsNamedMax) {
        name = `q${names.size}`
        names.set(sql, name)
      }
      const result = await client.query({ name, text: sql, values: [...parameters] })
      return { rows: result.rows, numAffectedRows: BigInt(result.rowCount ?? 0) }
    }
}

function processOf(client: ClientBase): number {
  return (client as unknown as { processID: number }).processID
}

type Listener = (counterId: number | null) => void
