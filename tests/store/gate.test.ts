import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { StoreBusyError } from '#db/outcome.ts'
import { type Db, openStore } from '#db/store.ts'
import { openWard } from '../support/ward.ts'
import { keep, kept } from './kept-texts.ts'

async function openOne() {
  const ward = await openWard()
  return { store: ward.deps.store, url: ward.databaseUrl }
}

test('what a deed has written is there when it is answered', async () => {
  const { store } = await openOne()

  const answer = await store.write(async db => {
    await keep(db, 'a')
    return { ok: true, text: 'done' }
  })

  expect(answer).toEqual({ ok: true, text: 'done' })
  expect(await kept(store)).toEqual(['a'])
})

test('what a deed has written is there when it is answered, also while others read in every turn', async () => {
  const { store } = await openOne()
  let isOver = false
  async function readOnAndOn() {
    while (!isOver) {
      await kept(store)
      await nextTurn()
    }
  }
  const others = Array.from({ length: 5 }, readOnAndOn)

  for (let index = 0; index < 100; index += 1) {
    await store.write(db => keep(db, `${index}`))
    expect(await kept(store)).toContain(`${index}`)
  }

  isOver = true
  await Promise.all(others)
})

test('a deed sees what it has written itself, and nobody else does before it ends', async () => {
  const { store, url } = await openOne()
  const other = await openStore(url)
  let seenInside = 0
  let seenOutside: string[] = []

  await store.write(async db => {
    await keep(db, 'a')
    seenInside = (await db.selectFrom('idempotency_keys').select('key_hash').execute()).length
    seenOutside = await kept(other)
  })
  await other.close()

  expect(seenInside).toBe(1)
  expect(seenOutside).toEqual([])
})

test('a deed that says no leaves nothing behind', async () => {
  const { store } = await openOne()

  const answer = await store.write(async db => {
    await keep(db, 'a')
    return { ok: false, reason: 'slot_full' }
  })

  expect(answer).toEqual({ ok: false, reason: 'slot_full' })
  expect(await kept(store)).toEqual([])
})

test('a deed that throws leaves nothing behind', async () => {
  const { store } = await openOne()

  const deed = store.write(async db => {
    await keep(db, 'a')
    throw new Error('a bug')
  })

  await expect(deed).rejects.toThrow('a bug')
  expect(await kept(store)).toEqual([])
})

test('a deed whose query fails half-way leaves nothing behind', async () => {
  const { store } = await openOne()

  const deeds = [1, 2].map(() =>
    store.write(async db => {
      await keep(db, 'a')
      await keep(db, 'b')
    }),
  )
  const [first, second] = await Promise.allSettled(deeds)

  expect(new Set([first?.status, second?.status])).toEqual(new Set(['fulfilled', 'rejected']))
  expect(await kept(store)).toEqual(['a', 'b'])
})

const failures = {
  'a query': (db: Db) => keep(db, 'here already'),
  'the program': async () => {
    throw new Error('a bug')
  },
}

test.each(Object.entries(failures))(
  'when %s fails in one part of a Promise.all, no other part leaves a row, in 400 runs',
  async (_, fail) => {
    const { store } = await openOne()
    await store.write(db => keep(db, 'here already'))

    let failed = 0
    const run = async (number: number) => {
      const twice = async (db: Db, name: string) => {
        await keep(db, `${name} ${number} first`)
        await keep(db, `${name} ${number} second`)
        if (number % 2) await new Promise(resolve => setImmediate(resolve))
        await keep(db, `${name} ${number} third`)
      }
      const deed = store.write(db => Promise.all([twice(db, 'a'), fail(db), twice(db, 'b')]))
      await deed.catch(() => (failed += 1))
    }
    for (let round = 0; round < 20; round += 1)
      await Promise.all(Array.from({ length: 20 }, (_unused, index) => run(round * 20 + index)))
    await sleep(20)

    expect(failed).toBe(400)
    expect(await kept(store)).toEqual(['here already'])
  },
)

test('a query that comes after the end of its deed is refused', async () => {
  const { store } = await openOne()
  let late: Promise<void> = Promise.resolve()

  await store.write(async db => {
    late = sleep(20).then(() => keep(db, 'late'))
    late.catch(() => {})
    await keep(db, 'in time')
  })

  await expect(late).rejects.toThrow('a late query')
  expect(await kept(store)).toEqual(['in time'])
})

test('a query outside of a read and a write is refused', async () => {
  const { store } = await openOne()
  const carriedOut: { db?: Db } = {}
  await store.read(async db => {
    carriedOut.db = db
  })

  await expect(keep(carriedOut.db as Db, 'outside')).rejects.toThrow('outside store.read and store.write')
  expect(await kept(store)).toEqual([])
})

test('a transaction begun by hand is refused', async () => {
  const { store } = await openOne()

  const deed = store.write(db => db.transaction().execute(inner => keep(inner, 'a')))

  await expect(deed).rejects.toThrow('transactions belong to store.write')
  expect(await kept(store)).toEqual([])
})

test.each(['read', 'write'] as const)(
  'a read or write inside of a %s throws at once instead of hanging',
  async outer => {
    const { store } = await openOne()
    const before = performance.now()

    await expect(store[outer](() => store.write(db => keep(db, 'inner')))).rejects.toThrow(
      'inside another one',
    )
    await expect(store[outer](() => kept(store))).rejects.toThrow('inside another one')

    expect(performance.now() - before).toBeLessThan(2000)
    expect(await kept(store)).toEqual([])
  },
)

test('work that a deed has started and not waited for may write on its own when the deed has ended', async () => {
  const { store } = await openOne()
  let after: Promise<void> = Promise.resolve()

  await store.write(async () => {
    after = sleep(20).then(() => store.write(db => keep(db, 'after')))
  })
  await after

  expect(await kept(store)).toEqual(['after'])
})

test('a deed that waits for something other than the database is ended, and the next one works', async () => {
  const { store } = await openOne()
  let late: Promise<void> = Promise.resolve()

  const waiting = store.write(async db => {
    await keep(db, 'never')
    await sleep(5500)
    late = keep(db, 'too late')
    await late
  })
  const next = store.write(db => keep(db, 'next'))

  await expect(waiting).rejects.toThrow('took too long')
  await next
  await sleep(700)
  await expect(late).rejects.toThrow('a late query')
  expect(await kept(store)).toEqual(['next'])
})

test('a deed that never ends is told so once, and nothing goes on looking at it', async () => {
  const { store } = await openOne()
  // What the opening has asked is looked at for a moment more.
  await sleep(500)
  const timers = () => process.getActiveResourcesInfo().filter(kind => kind === 'Timeout').length
  const before = timers()

  await expect(store.read(() => new Promise(() => {}))).rejects.toThrow('took too long')

  await sleep(500)
  expect(timers()).toBeLessThanOrEqual(before)
})

test('more writes than may wait are turned away, and exactly the others are done', async () => {
  const { store } = await openOne()

  const deeds = Array.from({ length: 700 }, (_, index) =>
    store.write(db => keep(db, `${index}`).then(() => index)),
  )
  const outcomes = await Promise.allSettled(deeds)

  const done = outcomes.flatMap(outcome => (outcome.status === 'fulfilled' ? `${outcome.value}` : []))
  const refused = outcomes.flatMap(outcome => (outcome.status === 'rejected' ? outcome.reason : []))
  expect(refused).toHaveLength(200)
  expect(refused.every(error => error instanceof StoreBusyError)).toBe(true)
  expect(await kept(store)).toEqual(done.toSorted())
})

test('closing waits for every write under way and lets no new one begin', async () => {
  const { store, url } = await openOne()

  const deeds = Array.from({ length: 100 }, (_, index) =>
    store.write(async db => {
      await keep(db, `${index}`)
      await sql`select 1`.execute(db)
    }),
  )
  const closing = store.close()
  const tooLate = store.write(db => keep(db, 'too late'))
  await expect(tooLate).rejects.toThrow(StoreBusyError)
  await closing

  const statuses = (await Promise.allSettled(deeds)).map(outcome => outcome.status)
  expect(new Set(statuses)).toEqual(new Set(['fulfilled']))
  const again = await openStore(url)
  expect(await kept(again)).toHaveLength(100)
  await again.close()
})

test('closing twice is closing once', async () => {
  const { store } = await openOne()

  await store.close()
  await store.close()

  await expect(store.write(db => keep(db, 'a'))).rejects.toThrow(StoreBusyError)
})
