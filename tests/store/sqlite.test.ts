import { readFileSync } from 'node:fs'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import BetterSqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { describe, expect, onTestFinished, test } from 'vitest'
import { StoreBusyError } from '#db/outcome.ts'
import type { Db } from '#db/store.ts'
import { engine, openWard } from '../support/ward.ts'
import { keep, kept } from './kept-texts.ts'

async function openOne() {
  const ward = await openWard()
  return { store: ward.deps.store, path: ward.databaseUrl.slice('file:'.length) }
}

async function pragma(db: Db, name: string) {
  const { rows } = await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(db)
  return Object.values(rows[0] ?? {})[0]
}

/** Commits in a write-ahead log: the frames that carry a database size. */
function commitsIn(path: string): number {
  const log = readFileSync(`${path}-wal`)
  const pageSize = log.readUInt32BE(8)
  const salt = log.readBigUInt64BE(16)
  let commits = 0
  for (let at = 32; at + 24 <= log.length; at += 24 + pageSize)
    if (log.readBigUInt64BE(at + 8) === salt && log.readUInt32BE(at + 4) > 0) commits += 1
  return commits
}

function lock(path: string) {
  const other = new BetterSqlite(path)
  other.exec('begin immediate')
  onTestFinished(() => {
    other.close()
  })
  return other
}

describe.runIf(engine === 'sqlite')('on SQLite', () => {
  test.each(['read', 'write'] as const)(
    'the connection of a %s waits for the disk and checks references',
    async kind => {
      const { store } = await openOne()

      await store[kind](async db => {
        await db.selectFrom('offices').select('id').execute()
        expect(await pragma(db, 'synchronous')).toBe(2)
        expect(await pragma(db, 'journal_mode')).toBe('wal')
        expect(await pragma(db, 'foreign_keys')).toBe(1)
        expect(await pragma(db, 'trusted_schema')).toBe(0)
      })
    },
  )

  test('a read cannot write', async () => {
    const { store } = await openOne()

    await expect(store.read(db => keep(db, 'a'))).rejects.toThrow('readonly')
  })

  test('writes that wait at the same moment share commits', async () => {
    const { store, path } = await openOne()
    await store.write(db => keep(db, 'first'))
    const before = commitsIn(path)

    await Promise.all(Array.from({ length: 100 }, (_, index) => store.write(db => keep(db, `${index}`))))

    expect(commitsIn(path) - before).toBeLessThan(50)
    expect(await kept(store)).toHaveLength(101)
  })

  test('writes of patient people that come in one turn of the event loop after another share commits', async () => {
    const { store, path } = await openOne()
    await store.write(db => keep(db, 'first'))
    const before = commitsIn(path)

    const deeds: Array<Promise<void>> = []
    for (let index = 0; index < 40; index += 1) {
      deeds.push(store.write(db => keep(db, `${index}`), { isPatient: true }))
      await nextTurn()
    }
    await Promise.all(deeds)

    expect(commitsIn(path) - before).toBeLessThan(20)
    expect(await kept(store)).toHaveLength(41)
  })

  test('whoever is not patient waits for no further turn of the event loop', async () => {
    const { store, path } = await openOne()
    await store.write(db => keep(db, 'first'))
    const before = commitsIn(path)

    const urgent = store.write(db => keep(db, 'urgent'))
    await nextTurn()

    expect(commitsIn(path) - before).toBe(1)
    await urgent
  })

  test('a write alone is one commit', async () => {
    const { store, path } = await openOne()
    await store.write(db => keep(db, 'first'))
    const before = commitsIn(path)

    await store.write(db => keep(db, 'second'))

    expect(commitsIn(path) - before).toBe(1)
  })

  test('writes that fail or say no do not harm those that share their commit', async () => {
    const { store } = await openOne()

    const deeds = Array.from({ length: 60 }, (_, index) =>
      store.write(async db => {
        await keep(db, `${index}`)
        if (index % 3 === 1) throw new Error('a bug')
        return { ok: index % 3 === 0 }
      }),
    )
    await Promise.allSettled(deeds)

    const good = Array.from({ length: 20 }, (_, index) => `${index * 3}`)
    expect(await kept(store)).toEqual(good.toSorted())
  })

  test('on a full disk whatever was answered is there, and whatever was not is gone', async () => {
    const { store } = await openOne()
    await store.write(async db => {
      const pages = Number(await pragma(db, 'page_count'))
      await pragma(db, `max_page_count = ${pages + 40}`)
    })

    const deeds = Array.from({ length: 60 }, (_, index) =>
      store.write(async db => {
        await keep(db, `${index} `.padEnd(index % 4 === 0 ? 12_000 : 20, 'x'))
        return index
      }),
    )
    const outcomes = await Promise.allSettled(deeds)

    const done = outcomes.flatMap(outcome => (outcome.status === 'fulfilled' ? outcome.value : []))
    const failed = outcomes.flatMap(outcome => (outcome.status === 'rejected' ? outcome.reason.code : []))
    expect(new Set(failed)).toEqual(new Set(['SQLITE_FULL']))
    expect(
      outcomes.some(outcome => outcome.status === 'rejected' && outcome.reason instanceof StoreBusyError),
    ).toBe(true)
    expect(done.length).toBeGreaterThan(0)
    const there = (await kept(store)).map(text => Number(text.split(' ')[0])).toSorted((a, b) => a - b)
    expect(there).toEqual(done)

    await store.write(db => pragma(db, 'max_page_count = 100000'))
    await store.write(db => keep(db, 'afterwards'))
    expect(await kept(store)).toContain('afterwards')
  })

  test('a lock that another program holds for a moment is waited for', async () => {
    const { store, path } = await openOne()
    const other = lock(path)

    const deed = store.write(db => keep(db, 'a'))
    await sleep(400)
    other.exec('rollback')
    await deed

    expect(await kept(store)).toEqual(['a'])
  })

  test('a lock held for longer turns writes away while reads and everything else go on', async () => {
    const { store, path } = await openOne()
    const other = lock(path)
    let longestPause = 0
    let last = performance.now()
    const watch = setInterval(() => {
      longestPause = Math.max(longestPause, performance.now() - last)
      last = performance.now()
    }, 5)

    const deeds = [1, 2, 3].map(number => store.write(db => keep(db, `${number}`)))
    expect(await kept(store)).toEqual([])
    const outcomes = await Promise.allSettled(deeds)
    clearInterval(watch)

    for (const outcome of outcomes)
      expect(outcome.status === 'rejected' && outcome.reason).toBeInstanceOf(StoreBusyError)
    expect(longestPause).toBeLessThan(1000)

    other.exec('rollback')
    await store.write(db => keep(db, 'afterwards'))
    expect(await kept(store)).toEqual(['afterwards'])
  })

  test('a deed that breaks the savepoint it runs in is answered with an error, and the next one works', async () => {
    const { store } = await openOne()

    const breaking = store.write(async db => {
      await keep(db, 'broken')
      await sql`release deed`.execute(db)
    })
    const next = sleep(50).then(() => store.write(db => keep(db, 'next')))

    await expect(breaking).rejects.toThrow('no such savepoint')
    await next
    expect(await kept(store)).toEqual(['next'])
  })
})
