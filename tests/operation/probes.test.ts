import { request } from 'node:http'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { StoreUnwritableError } from '#db/outcome.ts'
import { checkNow, checkNightly } from '#src/operation/nightly-check.ts'
import { lastCheck } from '#src/operation/queries.ts'
import { openSite } from '../support/site.ts'
import { openWard } from '../support/ward.ts'

const named = (metrics: string, name: string) =>
  metrics.split('\n').filter(line => line.startsWith(`${name}{`) || line.startsWith(`${name} `))

async function metricsOf(url: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${url}/metrics`, { headers })
  return { status: answer.status, text: await answer.text(), type: answer.headers.get('Content-Type') }
}

test('requests are counted by the pattern of their route, never by what stands in the address', async () => {
  const site = await openSite()
  await fetch(`${site.url}/mihon/a/secret-token`)
  await fetch(`${site.url}/mihon/services?q=himitsu`)
  await fetch(`${site.url}/nowhere/at/all`)
  await fetch(`${site.url}/mihon`, { method: 'PUT' })

  const { status, text, type } = await metricsOf(site.url)

  expect([status, type]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8'])
  const requests = named(text, 'madoguchi_requests_total')
  expect(requests).toContainEqual(expect.stringContaining('route="/:office/a/:token"'))
  expect(requests).toContainEqual(
    'madoguchi_requests_total{method="GET",route="/:office/services",status="200"} 1',
  )
  expect(requests).toContainEqual('madoguchi_requests_total{method="GET",route="none",status="404"} 1')
  expect(requests).toContainEqual(expect.stringContaining('method="other"'))
  expect(text).not.toMatch(/secret-token|himitsu|nowhere|PUT/)
})

test('free times that are answered from memory are counted too', async () => {
  const site = await openSite()
  const week = '/api/v1/offices/mihon/availability?services=tennyu&from=2026-12-02&to=2026-12-04'
  for (let count = 0; count < 3; count += 1) await fetch(`${site.url}${week}`)

  const { text } = await metricsOf(site.url)

  const counts = named(text, 'madoguchi_requests_total')
    .filter(line => line.includes('availability'))
    .map(line => Number(line.split(' ').at(-1)))
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(3)
})

test('durations add up to a histogram, and what there is to book, to send and to check is told', async () => {
  const site = await openSite()
  await site.booked(['tennyu'], '2026-12-02T09:00')
  await checkNow(site.deps)
  site.deps.watch.jobEnded('a job', site.deps.clock.now(), false)
  await fetch(`${site.url}/mihon`)

  const { text } = await metricsOf(site.url)

  const buckets = named(text, 'madoguchi_request_duration_seconds_bucket').filter(line =>
    line.includes('resident'),
  )
  expect(buckets.at(-1)).toBe('madoguchi_request_duration_seconds_bucket{area="resident",le="+Inf"} 1')
  expect(named(text, 'madoguchi_appointments')).toEqual([
    'madoguchi_appointments{state="booked"} 1',
    'madoguchi_appointments{state="held"} 0',
  ])
  expect(named(text, 'madoguchi_outbox_messages')[0]).toBe('madoguchi_outbox_messages{state="waiting"} 1')
  expect(named(text, 'madoguchi_invariant_faults')).toHaveLength(14)
  expect(named(text, 'madoguchi_job_failures')).toEqual(['madoguchi_job_failures{job="a job"} 1'])
  for (const name of [
    'madoguchi_gate_writes_waiting',
    'madoguchi_event_loop_delay_seconds',
    'madoguchi_live_streams',
  ])
    expect(named(text, name)).toHaveLength(1)
})

test.for<[string, Record<string, string>, number]>([
  ['a proxy on this machine', { 'X-Forwarded-For': '203.0.113.7' }, 403],
  ['a program on this machine', {}, 200],
])('without a token the metrics are read by %s: %s', async ([, headers, status]) => {
  const site = await openSite()

  expect((await metricsOf(site.url, headers)).status).toBe(status)
})

test.for<[string, Record<string, string>, number]>([
  ['the token', { Authorization: 'Bearer token-of-the-metrics' }, 200],
  [
    'the token through a proxy',
    { Authorization: 'Bearer token-of-the-metrics', 'X-Forwarded-For': '1.2.3.4' },
    200,
  ],
  ['another token', { Authorization: 'Bearer token-of-the-metric' }, 403],
  ['nothing', {}, 403],
])('with a token set, whoever sends %s gets an answer: %s', async ([, headers, status]) => {
  const site = await openSite({ settings: { METRICS_TOKEN: 'token-of-the-metrics' } })

  expect((await metricsOf(site.url, headers)).status).toBe(status)
})

/** Asks under another name than that of the socket. */
function ask(url: string, path: string, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(`${url}${path}`, { headers: { Host: host } }, answer => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    call.on('error', reject)
    call.end()
  })
}

test('in production programs on the machine may ask for its health under its loopback name, and for nothing else', async () => {
  const settings = { NODE_ENV: 'production', PUBLIC_URL: 'https://yoyaku.example.jp', RATE_LIMIT: 'on' }
  const { url } = await openSite({ settings })

  for (const path of ['/healthz', '/readyz', '/metrics'])
    expect(await ask(url, path, 'localhost:3000')).toBe(200)
  expect(await ask(url, '/mihon', 'localhost:3000')).toBe(421)
  expect(await ask(url, '/healthz', 'evil.example')).toBe(421)
  expect(await ask(url, '/healthz?x=1', 'localhost:3000')).toBe(421)
})

test('it is ready when the database answers with the newest schema and nobody has told it to stop', async () => {
  const site = await openSite()
  const ready = async () => {
    const answer = await fetch(`${site.url}/readyz`)
    return `${answer.status} ${await answer.text()}`
  }
  expect(await ready()).toBe('200 ready')

  await site.deps.store.write(db =>
    sql`delete from kysely_migration where name = '0016-operation'`.execute(db),
  )
  expect(await ready()).toBe('503 migrating')
  await site.deps.store.write(db => sql`drop table kysely_migration`.execute(db))
  expect(await ready()).toBe('503 no_database')
  site.deps.watch.isStopping = true
  expect(await ready()).toBe('503 stopping')
  expect((await fetch(`${site.url}/healthz`)).status).toBe(200)
})

const readiness = async (url: string) => {
  const answer = await fetch(`${url}/readyz`)
  return `${answer.status} ${await answer.text()}`
}

test.for([
  ['9999999', '503 disk_full'],
  ['0', '200 ready'],
])('with %s MiB that must be free it answers %s', async ([limit = '', answer]) => {
  const { url } = await openSite({ settings: { DISK_FREE_MIB_MIN: limit } })

  expect(await readiness(url)).toBe(answer)
})

/** A disk that takes no row of a job. */
const refusing = sql`
  create trigger full_insert before insert on job_runs begin select raise(abort, 'full'); end`

test('what could not be written is told, counted, and forgotten once a try is kept', async () => {
  const { url, deps } = await openSite()
  const { store, watch } = deps
  const refused = store.write(() => Promise.reject(new StoreUnwritableError('nothing can be written')))
  await expect(refused).rejects.toThrow('nothing can be written')
  await store.write(db => refusing.execute(db))
  expect(await readiness(url)).toBe('503 not_writable')
  await store.write(db => sql`drop trigger full_insert`.execute(db))

  // It is tried again once a second at most, however often somebody asks.
  expect(await readiness(url)).toBe('503 not_writable')
  await expect.poll(() => readiness(url), { timeout: 5000 }).toBe('200 ready')
  const { text } = await metricsOf(url)
  expect(named(text, 'madoguchi_write_failures_total')).toEqual(['madoguchi_write_failures_total 1'])
  expect(named(text, 'madoguchi_write_failure_timestamp_seconds')).toEqual([
    `madoguchi_write_failure_timestamp_seconds ${(watch.writes.lastFailedAt ?? 0) / 1000}`,
  ])
  expect(Number(named(text, 'madoguchi_disk_free_bytes')[0]?.split(' ')[1])).toBeGreaterThan(0)
})

test('invariants are looked at once a night, and at once when a day went by without', async () => {
  const ward = await openWard({ now: '2026-12-01T14:00' })
  const startedAt = async () =>
    (await ward.deps.store.read(db => lastCheck(db, ward.deps.clock.now())))?.startedAt
  await checkNightly(ward.deps)
  const first = await startedAt()
  expect(first).toBe(ward.deps.clock.now())

  for (const [now, isChecked] of [
    ['2026-12-01T23:00', false],
    ['2026-12-02T02:00', false],
    ['2026-12-02T10:00', false],
    ['2026-12-02T16:00', true],
    ['2026-12-03T02:00', false],
    ['2026-12-03T18:00', true],
    ['2026-12-04T13:59', false],
    ['2026-12-04T19:59', false],
    ['2026-12-05T02:00', true],
    ['2026-12-05T03:00', false],
    ['2026-12-06T02:00', true],
  ] as const) {
    ward.setNow(now)
    const before = await startedAt()
    await checkNightly(ward.deps)
    expect((await startedAt()) !== before, now).toBe(isChecked)
  }
})

test('what was found while the clock was ahead is not told for the nights that follow, nor looked at anew each time', async () => {
  const ward = await openWard({ now: '2027-01-10T02:00' })
  const last = () => ward.deps.store.read(db => lastCheck(db, ward.deps.clock.now()))
  await checkNightly(ward.deps)
  ward.setNow('2026-12-01T02:00')
  expect(await last()).toBe(null)

  await checkNightly(ward.deps)
  const first = await last()
  ward.setNow('2026-12-01T02:10')
  await checkNightly(ward.deps)

  expect(first?.startedAt).toBe(ward.deps.clock.now() - 600_000)
  expect(await last()).toEqual(first)
})

test('a check that finds a fault keeps it, and the last thirty are kept', async () => {
  const ward = await openWard()
  for (let minute = 0; minute < 32; minute += 1) {
    ward.setNow(`2026-12-01T08:${String(minute).padStart(2, '0')}`)
    await checkNow(ward.deps)
  }
  await ward.booked(['tennyu'], '2026-12-02T09:00')
  await ward.deps.store.write(db => db.deleteFrom('places').execute())
  ward.setNow('2026-12-01T09:00')
  await checkNow(ward.deps)

  const check = await ward.deps.store.read(db => lastCheck(db, ward.deps.clock.now()))
  const kept = await ward.deps.store.read(db =>
    db.selectFrom('invariant_checks').select('started_at').execute(),
  )

  expect(check?.faults).toBe(1)
  expect(check?.verdicts.find(({ id }) => id === 'INV-5')?.examples).toEqual([
    expect.stringMatching(/^appointment \d+ \(booked\): has 0 places, needs 2 in a row$/),
  ])
  expect(kept).toHaveLength(30)
})
