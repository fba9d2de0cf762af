import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import type BetterSqlite from 'better-sqlite3'
import type { CompiledQuery, QueryResult } from 'kysely'
import { createCheckpointer } from './checkpoint.ts'
import { workOnFile } from './file-work.ts'
import { createGate, type Db } from './gate.ts'
import { isRefusal, StoreBusyError, StoreUnwritableError } from './outcome.ts'
import { cachedExecutor, openHandle } from './sqlite-handle.ts'
import type { Store } from './store.ts'

const writesWaitingMax = 500
const patientWaitingMax = 300
const batchMilliseconds = 20
const heldMillisecondsMax = 10
const lockWaitMilliseconds = 2000

type Job = {
  isPatient: boolean
  fn: (db: Db) => Promise<unknown>
  resolve: (outcome: never) => void
  reject: (error: unknown) => void
}

type Answer = { job: Job; outcome?: unknown; error?: unknown }

/**
 * One writer connection and one reader on a WAL file with synchronous=FULL. Writes that come shortly after each
 * other share one commit, each in a savepoint of its own, and are answered after it: on a disk where a flush
 * costs milliseconds this is what carries an opening rush.
 */
export async function openSqlite(path: string): Promise<Store> {
  const writer = openHandle(path, { readonly: false })
  const reader = openHandle(path, { readonly: true })
  const checkpointer = createCheckpointer(path, writer)
  const gate = createGate('sqlite')
  const executeWrite = cachedExecutor(writer)
  const executeRead = cachedExecutor(reader)

  let snapshots: { handle: BetterSqlite.Database; execute: typeof executeRead } | null = null
  let lastSnapshot: Promise<unknown> = Promise.resolve()
  const waiting: Job[] = []
  const patient: Job[] = []
  let draining: Promise<void> | null = null
  let scrubbing: Promise<void> = Promise.resolve()
  let isReading = false
  let isClosed = false
  let letGoAt = 0

  function run(sql: string) {
    executeWrite({ sql, parameters: [] })
  }

  /** Reads of one turn of the event loop share a transaction, whose beginning and end cost more than most of them. */
  function executeReading(query: CompiledQuery): QueryResult<unknown> {
    if (!isReading) {
      executeRead({ sql: 'begin', parameters: [] })
      isReading = true
      setImmediate(endReading)
    }
    return executeRead(query)
  }

  function endReading() {
    if (isReading) executeRead({ sql: 'commit', parameters: [] })
    isReading = false
  }

  async function begin() {
    const since = performance.now()
    for (;;) {
      try {
        return run('begin immediate')
      } catch (error) {
        const isLocked = error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY'
        if (!isLocked) throw error
        if (performance.now() - since > lockWaitMilliseconds)
          throw new StoreBusyError('another program holds the database', { cause: error })
        await sleep(25)
      }
    }
  }

  /**
   * A long deed lets the event loop go between two statements, so that those who read, on their own handle, need
   * not wait for its end. Only once the statement has run: a deed that is late by then writes nothing more.
   */
  function executeDeed(query: CompiledQuery): QueryResult<unknown> | Promise<QueryResult<unknown>> {
    const result = executeWrite(query)
    return performance.now() - letGoAt < heldMillisecondsMax ? result : afterTurn(result)
  }

  async function afterTurn<T>(result: T): Promise<T> {
    await nextTurn()
    letGoAt = performance.now()
    return result
  }

  async function runJob(answer: Answer): Promise<void> {
    run('savepoint deed')
    try {
      answer.outcome = await gate.lend(executeDeed, answer.job.fn)
    } catch (error) {
      answer.error = error
    }
    // A full disk makes SQLite roll everything back by itself: then there is no savepoint to go back to.
    if (!writer.inTransaction) return
    if ('error' in answer || isRefusal(answer.outcome)) run('rollback to deed')
    run('release deed')
  }

  /** Whoever is not patient goes first, also into a batch that has begun. */
  function nextJob(): Job | undefined {
    return waiting.shift() ?? patient.shift()
  }

  /**
   * Residents are let in a few in each turn of the event loop: those of the next turn share the commit. In a rush a
   * turn takes a tenth of a second, for which nobody who is not patient is kept waiting.
   */
  async function followingJob(arePatient: boolean): Promise<Job | undefined> {
    const job = nextJob()
    if (job || !arePatient) return job
    await afterTurn(null)
    return nextJob()
  }

  async function runBatch() {
    const answers: Answer[] = []
    try {
      await begin()
      const since = performance.now()
      letGoAt = since
      let arePatient = true
      for (let job = nextJob(); job; job = inTime(since) ? await followingJob(arePatient) : undefined) {
        const answer: Answer = { job }
        answers.push(answer)
        arePatient &&= job.isPatient
        await runJob(answer)
        if (!writer.inTransaction) throw answer.error
      }
      // Whoever is answered then finds what was written, and no reader keeps the log from beginning anew.
      endReading()
      run('commit')
    } catch (error) {
      if (writer.inTransaction) run('rollback')
      const unanswered: Answer[] =
        answers.length > 0 ? answers : [...waiting.splice(0), ...patient.splice(0)].map(job => ({ job }))
      for (const answer of unanswered) answer.job.reject(asTold(answer.error ?? error))
      return
    }
    for (const answer of answers) {
      if ('error' in answer) answer.job.reject(asTold(answer.error))
      else answer.job.resolve(answer.outcome as never)
    }
  }

  async function drain() {
    // Let everything that arrived in this turn of the event loop queue up first: it shares the commit.
    await new Promise(resolve => setImmediate(resolve))
    while (waiting.length + patient.length > 0) {
      await scrubbing
      await runBatch()
      checkpointer.afterCommit()
      await new Promise(resolve => setImmediate(resolve))
    }
    draining = null
  }

  /** On a handle of its own: pages read beside it want the newest there is. */
  async function takeSnapshot<T>(fn: (db: Db) => Promise<T>): Promise<T> {
    if (isClosed) throw new StoreBusyError('the store is closed')
    if (!snapshots) {
      const handle = openHandle(path, { readonly: true })
      snapshots = { handle, execute: cachedExecutor(handle) }
    }
    const { execute } = snapshots
    execute({ sql: 'begin', parameters: [] })
    try {
      return await gate.lend(execute, fn)
    } finally {
      execute({ sql: 'commit', parameters: [] })
    }
  }

  return {
    engine: 'sqlite',
    async read(fn) {
      gate.refuseNesting()
      return gate.lend(executeReading, fn)
    },
    async snapshot(fn) {
      gate.refuseNesting()
      const own = lastSnapshot.then(() => takeSnapshot(fn))
      lastSnapshot = own.catch(() => {})
      return own
    },
    async write(fn, { isPatient = false } = {}) {
      gate.refuseNesting()
      if (isClosed) throw new StoreBusyError('the store is closed')
      const [line, max] = isPatient ? [patient, patientWaitingMax] : [waiting, writesWaitingMax]
      if (line.length >= max) throw new StoreBusyError('too many writes wait')

      return new Promise((resolve, reject) => {
        line.push({ isPatient, fn, resolve, reject })
        draining ??= drain()
      })
    },
    writesWaiting: () => waiting.length + patient.length,
    async scrub() {
      const vacuum = scrubbing.then(() => workOnFile({ deed: 'vacuum', path }))
      scrubbing = vacuum.catch(() => {})
      await vacuum
    },
    onPlacesChanged() {},
    onQueueChanged() {},
    async close() {
      if (isClosed) return
      isClosed = true
      await draining
      await lastSnapshot
      snapshots?.handle.close()
      await scrubbing
      await checkpointer.end()
      endReading()
      reader.close()
      writer.pragma('wal_checkpoint(TRUNCATE)')
      writer.close()
    },
  }
}

/** What the disk does not take today it may take again: whoever asked comes back, as from a busy store. */
function asTold(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!/^SQLITE_(FULL|IOERR|READONLY|CANTOPEN)/.test(code)) return error
  return Object.assign(new StoreUnwritableError('nothing can be written', { cause: error }), { code })
}

function inTime(since: number): boolean {
  return performance.now() - since < batchMilliseconds
}
