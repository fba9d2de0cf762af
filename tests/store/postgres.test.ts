import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { Client } from 'pg'
import { pino } from 'pino'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { StoreBusyError } from '#db/outcome.ts'
import { hear } from '#db/postgres-hearing.ts'
import { type Db, openStore, type Store } from '#db/store.ts'
import { bookNow } from '#src/booking/book-now.ts'
import { openDeps } from '#src/open-deps.ts'
import { readSettings } from '#src/settings.ts'
import { anybody, engine, instant, openWard, type Ward } from '../support/ward.ts'
import { keep, kept } from './kept-texts.ts'
import { openProxy } from './proxy.ts'

/** The ward as a second server sees it, perhaps over a bad network. */
async function openSecondServer(ward: Ward, url = ward.databaseUrl) {
  const settings = readSettings({ DATABASE_URL: url, RATE_LIMIT: 'off' })
  const deps = await openDeps(settings, ward.deps.clock, pino({ level: 'silent' }))
  onTestFinished(() => deps.store.close())
  return deps
}

async function openBehindProxy() {
  const ward = await openWard()
  const proxy = await openProxy(ward.databaseUrl)
  onTestFinished(() => proxy.close())
  return { ward, proxy }
}

function bookOver(deps: Ward['deps'], ward: Ward, key: string = randomUUID()) {
  const startsAt = instant('2026-12-02T09:00')
  return bookNow(
    deps,
    ward.office,
    { ...ward.wish('tennyu'), startsAt, language: 'ja', channel: 'web', details: anybody() },
    { key, scope: 'test', body: 'the same' },
  )
}

function raise(db: Db, code: string) {
  return sql.raw(`do $$ begin raise exception 'on purpose' using errcode = '${code}'; end $$`).execute(db)
}

function rowCount(store: Store, table: 'appointments' | 'outbox' | 'places'): Promise<number> {
  return store.read(async db => {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(
      db,
    )
    return rows[0]?.count ?? 0
  })
}

async function connectDirectly(ward: Ward) {
  const client = new Client({ connectionString: ward.databaseUrl })
  await client.connect()
  onTestFinished(() => client.end())
  return client
}

describe.runIf(engine === 'postgres')('on PostgreSQL', () => {
  test.each(['40001', '40P01'])('a deed that meets %s is run again whole, until it passes', async code => {
    const { deps } = await openWard()
    let tries = 0

    const answer = await deps.store.write(async db => {
      tries += 1
      await keep(db, `try ${tries}`)
      if (tries <= 2) await raise(db, code)
      return tries
    })

    expect(answer).toBe(3)
    expect(await kept(deps.store)).toEqual(['try 3'])
  })

  test('a deed that never passes is given up after six tries', async () => {
    const { deps } = await openWard()
    let tries = 0

    const deed = deps.store.write(async db => {
      tries += 1
      await raise(db, '40001')
    })

    await expect(deed).rejects.toMatchObject({ code: '40001' })
    expect(tries).toBe(6)
  })

  test.each(['53100', '58030', '25006'])(
    'a disk that takes nothing (%s) is told as such, and what it refused leaves nothing',
    async code => {
      const { deps } = await openWard()

      const deed = deps.store.write(async db => {
        await keep(db, 'half')
        await raise(db, code)
      })

      await expect(deed).rejects.toMatchObject({ name: 'StoreUnwritableError', code })
      expect(await kept(deps.store)).toEqual([])
      expect(deps.watch.writes).toMatchObject({ isFailing: true, failures: 1 })
    },
  )

  test('another error of the database is not tried again', async () => {
    const { deps } = await openWard()
    let tries = 0

    const deed = deps.store.write(async db => {
      tries += 1
      await raise(db, '23514')
    })

    await expect(deed).rejects.toMatchObject({ code: '23514' })
    expect(tries).toBe(1)
  })

  test('an error that a deed has swallowed does not pass for a success', async () => {
    const { deps } = await openWard()

    const deed = deps.store.write(async db => {
      await keep(db, 'a')
      await keep(db, 'a').catch(() => {})
      return 'done'
    })

    await expect(deed).rejects.toThrow('rolled back')
    expect(await kept(deps.store)).toEqual([])
  })

  test('two deeds that lock each other out both pass', async () => {
    const { deps } = await openWard()
    await deps.store.write(async db => {
      await keep(db, 'a')
      await keep(db, 'b')
    })
    const touch = (db: Db, text: string) =>
      db
        .updateTable('idempotency_keys')
        .set(eb => ({ created_at: eb('created_at', '+', 1) }))
        .where('key_hash', '=', text)
        .execute()
    const inOrder = (first: string, second: string) =>
      deps.store.write(async db => {
        await touch(db, first)
        await sql`select pg_sleep(0.1)`.execute(db)
        await touch(db, second)
      })

    await Promise.all([inOrder('a', 'b'), inOrder('b', 'a')])

    const rows = await deps.store.read(db => db.selectFrom('idempotency_keys').select('created_at').execute())
    expect(rows.map(row => row.created_at)).toEqual([2, 2])
  })

  test('a place that one server takes is heard by the other, and not by itself', async () => {
    const ward = await openWard()
    const second = await openSecondServer(ward)
    const heard: Array<number | null> = []
    const heardByItself: Array<number | null> = []
    ward.deps.store.onPlacesChanged(counterId => heard.push(counterId))
    second.store.onPlacesChanged(counterId => heardByItself.push(counterId))

    const booked = await bookOver(second, ward)

    await vi.waitFor(() => expect(heard).toEqual([booked.ok && booked.counterId]))
    expect(heardByItself).toEqual([])
  })

  test('a server shows one place less as soon as another one has booked it', async () => {
    const ward = await openWard()
    const second = await openSecondServer(ward)
    const free = async () => {
      const wish = ward.wish('tennyu')
      const { days } = await ward.deps.availability.days(ward.office, wish, '2026-12-02', '2026-12-02')
      return days[0]?.slots[0]?.free
    }
    expect(await free()).toBe(2)

    await bookOver(second, ward)

    await vi.waitFor(async () => expect(await free()).toBe(1))
  })

  test.each(['question', 'answer'] as const)(
    'a booking whose COMMIT %s is lost happens once and is answered',
    async where => {
      const { ward, proxy } = await openBehindProxy()
      const second = await openSecondServer(ward, proxy.url)

      proxy.loseNextCommit(where)
      const booked = await bookOver(second, ward, 'one key')
      const again = await bookOver(second, ward, 'one key')

      expect(booked).toMatchObject({ ok: true })
      expect(again).toEqual(booked)
      expect(await rowCount(ward.deps.store, 'appointments')).toBe(1)
      expect(await rowCount(ward.deps.store, 'outbox')).toBe(1)
      expect(await rowCount(ward.deps.store, 'places')).toBe(2)
    },
  )

  test('a deed that would not know itself again is not repeated when the answer to its COMMIT is lost', async () => {
    const { ward, proxy } = await openBehindProxy()
    const store = await openStore(proxy.url)
    onTestFinished(() => store.close())
    let tries = 0

    proxy.loseNextCommit('answer')
    const deed = store.write(async db => {
      tries += 1
      await keep(db, `try ${tries}`)
    })

    await expect(deed).rejects.toThrow('no answer to COMMIT')
    expect(await kept(ward.deps.store)).toEqual(['try 1'])
  })

  test('a connection that breaks within a deed fails that deed alone', async () => {
    const { ward, proxy } = await openBehindProxy()
    const store = await openStore(proxy.url)
    onTestFinished(() => store.close())

    const deed = store.write(async db => {
      await keep(db, 'a')
      proxy.goDown()
      await sleep(50)
      await keep(db, 'b')
    })
    await expect(deed).rejects.toThrow(/Connection terminated|connection error/)
    proxy.comeBack()
    await store.write(db => keep(db, 'c'))

    expect(await kept(ward.deps.store)).toEqual(['c'])
  })

  test('a server that loses PostgreSQL for three seconds asks for it calmly and hears again afterwards', async () => {
    const { ward, proxy } = await openBehindProxy()
    const second = await openSecondServer(ward, proxy.url)
    const heard: Array<number | null> = []
    second.store.onPlacesChanged(counterId => heard.push(counterId))

    const before = proxy.asked()
    proxy.goDown()
    await sleep(3000)
    expect(proxy.asked() - before).toBeLessThan(10)
    expect(heard).toContain(null)

    proxy.comeBack()
    await sleep(1500)
    heard.length = 0
    const booked = await bookOver(ward.deps, ward)
    await vi.waitFor(() => expect(heard).toEqual([booked.ok && booked.counterId]))
  })

  test('a server whose listening connection was forgotten on the way finds out, and hears again', async () => {
    const { ward, proxy } = await openBehindProxy()
    const heard: Array<number | null> = []
    const hearing = hear(
      proxy.url,
      new Set(),
      (channel, counterId) => {
        if (channel === 'madoguchi_places') heard.push(counterId)
      },
      { beatMilliseconds: 100 },
    )
    onTestFinished(() => hearing.stop())
    await hearing.ready
    expect(heard).toEqual([null])

    proxy.fallSilent()
    // Of what it has not heard anything may have changed, and again until it listens anew.
    await vi.waitFor(() => expect(heard).toEqual([null, null, null]), { timeout: 20_000 })
    const booked = await bookOver(ward.deps, ward)

    await vi.waitFor(() => expect(heard.slice(3)).toEqual([booked.ok && booked.counterId]))
  })

  test('a server that cannot reach PostgreSQL says so and does not go on asking', async () => {
    const { proxy } = await openBehindProxy()
    proxy.goDown()

    await expect(openStore(proxy.url)).rejects.toThrow(/Connection terminated|ECONNRESET/)

    const asked = proxy.asked()
    await sleep(1500)
    expect(proxy.asked()).toBe(asked)
  })

  test('a deed that another program locks out is ended, leaves nothing behind, and the next one works', async () => {
    const ward = await openWard()
    const other = await connectDirectly(ward)
    await other.query('begin')
    await other.query('lock table idempotency_keys in exclusive mode')

    const before = performance.now()
    await expect(ward.deps.store.write(db => keep(db, 'a'))).rejects.toThrow(StoreBusyError)
    expect(performance.now() - before).toBeLessThan(10_000)

    await other.query('rollback')
    await ward.deps.store.write(db => keep(db, 'b'))
    expect(await kept(ward.deps.store)).toEqual(['b'])
  })

  test('statements of ever new texts do not pile up on a connection', async () => {
    const { deps } = await openWard()

    const piled = await deps.store.write(async db => {
      for (let number = 0; number < 600; number += 1) await sql.raw(`select ${number} as number`).execute(db)
      const { rows } = await sql<{
        count: number
      }>`select count(*) as count from pg_prepared_statements`.execute(db)
      return rows[0]?.count
    })

    expect(piled).toBeLessThanOrEqual(500)
  })
})
