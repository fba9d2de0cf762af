import { connect } from 'node:net'
import { pino } from 'pino'
import { describe, expect, onTestFinished, test } from 'vitest'
import { endStreams } from '#src/live/end-streams.ts'
import { openDeps } from '#src/open-deps.ts'
import { readSettings } from '#src/settings.ts'
import { signIn } from '../support/staff.ts'
import { openSite, type Site } from '../support/site.ts'
import { engine } from '../support/ward.ts'
import { listen, type Listener } from './listeners.ts'
import { takeTicket } from './queue.ts'

const morning = { now: '2026-12-01T09:00' }
const countersOf = (listener: Listener) => listener.counters().map(({ data }) => data)

/** Listens, and waits until something has been said. */
async function hear(site: Site, path = '/mihon/live?counters=ido', headers: Record<string, string> = {}) {
  const listener = await listen(`${site.url}${path}`, headers)
  await expect.poll(() => listener.text()).not.toBe('')
  return listener
}

function get(site: Site, path: string, init: RequestInit = {}) {
  return fetch(`${site.url}${path}`, { redirect: 'manual', ...init })
}

test('a stream begins with the whole state and tells the next after a ticket is taken', async () => {
  const site = await openSite(morning)
  const first = await takeTicket(site)
  const phone = await hear(site)

  const second = await takeTicket(site)
  await expect.poll(() => phone.counters().length).toBe(2)

  const [before, after] = countersOf(phone)
  expect([before?.waiting, after?.waiting]).toEqual([[first], [first, second]])
  expect(after?.version).toBeGreaterThan(before?.version ?? 0)
  expect(Object.keys(before ?? {})).toEqual([
    'counter',
    'version',
    'at',
    'waiting',
    'calling',
    'windowsOpen',
    'banners',
  ])
  expect(phone.text()).toMatch(/^retry: \d{4,5}\n\n/)
})

test('a stream carries the headers of every answer, and nothing on the way may keep or hold it back', async () => {
  const { status, headers } = await hear(await openSite(morning))

  expect(status).toBe(200)
  expect(headers).toMatchObject({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  })
  expect(headers['content-security-policy']).toContain("default-src 'none'")
  expect(headers['content-encoding']).toBeUndefined()
  expect(headers['transfer-encoding']).toBeUndefined()
})

test('without a choice a stream tells of all counters of the office', async () => {
  const site = await openSite(morning)

  const display = await hear(site, '/mihon/live')

  expect(countersOf(display).map(({ counter }) => counter)).toEqual(
    site.office.counters.map(({ slug }) => slug),
  )
})

test('all counters of a large office may be named', async () => {
  const site = await openSite(morning)
  const [counter] = await site.deps.store.read(db => db.selectFrom('counters').selectAll().execute())
  if (!counter) throw new Error('no counter')
  const { id: _, ...like } = counter
  const more = Array.from({ length: 10 }, (_, index) => ({
    ...like,
    slug: `more-${index}`,
    number: `${90 + index}`,
  }))
  await site.change(db => db.insertInto('counters').values(more).execute())
  const slugs = [...site.office.counters, ...more].map(({ slug }) => slug)
  const address = `/mihon/live.json?counters=${slugs.join(',')}`

  const named = await get(site, address)
  const tooMany = await get(site, `${address},none`)

  expect([slugs.length > 20, named.status, tooMany.status]).toEqual([true, 200, 422])
  const { counters } = (await named.json()) as { counters: Array<{ counter: string }> }
  expect(counters.map(({ counter }) => counter).toSorted()).toEqual(slugs.toSorted())
})

test('who comes back with the last id gets a beat, by header or address', async () => {
  const site = await openSite(morning)
  const id = (await hear(site)).counters()[0]?.id ?? ''

  const byHeader = await hear(site, '/mihon/live?counters=ido', { 'Last-Event-ID': id })
  const byAddress = await hear(site, `/mihon/live?counters=ido&last=${encodeURIComponent(id)}`)

  expect(byHeader.events().map(({ event }) => event)).toEqual(['beat'])
  expect(byAddress.events().map(({ event }) => event)).toEqual(['beat'])
})

test.for([
  { path: '/nowhere/live', status: 404 },
  { path: '/nowhere/live.json', status: 404 },
  { path: '/mihon/live?counters=ido,none', status: 404 },
  { path: '/mihon/live?counters=%00', status: 404 },
  { path: '/mihon/live?counters=__proto__', status: 404 },
  { path: '/mihon/live?counters=ido&counters=shomei', status: 422 },
  { path: `/mihon/live?counters=${Array.from({ length: 21 }, (_, n) => `c${n}`).join(',')}`, status: 422 },
  { path: `/mihon/live?counters=${'a'.repeat(100_000)}`, status: 431 },
  { path: '/mihon/live.json?counters=none', status: 404 },
])('$path is answered with $status and no stream', async ({ path, status }) => {
  const site = await openSite(morning)

  expect((await get(site, path)).status).toBe(status)
  expect(site.deps.live.connections()).toBe(0)
})

test('HEAD is told what a stream is and opens none', async () => {
  const site = await openSite(morning)

  const answer = await get(site, '/mihon/live', { method: 'HEAD' })

  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'text/event-stream'])
  expect(site.deps.live.connections()).toBe(0)
})

test('a request with a body is refused', async () => {
  const site = await openSite(morning)
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(site.deps.settings.port, '127.0.0.1', () => {
      socket.write('GET /mihon/live HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999\r\n\r\n{"a":')
    })
    socket.once('data', data => resolve(String(data)))
    socket.once('error', reject)
    onTestFinished(() => void socket.destroy())
  })

  expect(answer).toMatch(/^HTTP\/1.1 422 /)
  expect(site.deps.live.connections()).toBe(0)
})

test('garbage as the last id costs a whole state and nothing else', async () => {
  const site = await openSite(morning)

  const phone = await hear(site, '/mihon/live?counters=ido', { 'Last-Event-ID': `"';--${'x'.repeat(8000)}` })

  expect(phone.counters()).toHaveLength(1)
})

test('a place in line of streams is free again when somebody goes', async () => {
  const site = await openSite(morning)
  const phone = await hear(site)
  expect(site.deps.live.connections()).toBe(1)

  phone.leave()

  await expect.poll(() => site.deps.live.connections()).toBe(0)
})

test('one address has 2,000 streams; the next is told when to come back', async () => {
  const site = await openSite({ ...morning, settings: { RATE_LIMIT: 'on' } })
  const crowd = Array.from({ length: 2000 }, () => listen(`${site.url}/mihon/live?counters=ido`))
  await Promise.all(crowd)

  const answer = await get(site, '/mihon/live?counters=ido')

  expect([answer.status, answer.headers.get('Retry-After')]).toEqual([429, '120'])
  expect((await get(site, '/mihon/live.json?counters=ido')).status).toBe(200)
})

test('a server that stops ends its streams and refuses new ones for the moment', async () => {
  const site = await openSite(morning)
  const phone = await hear(site)

  site.deps.live.close()
  await phone.ended

  const answer = await get(site, '/mihon/live')
  expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '5'])
})

test('asked now and then, the same states are one answer, and 304 while nothing changes', async () => {
  const site = await openSite(morning)
  const number = await takeTicket(site)

  const answer = await get(site, '/mihon/live.json?counters=ido,shomei')
  const tag = answer.headers.get('ETag') ?? ''
  const { at, counters } = (await answer.json()) as { at: number; counters: Array<{ waiting: string[] }> }
  expect(at).toBe(site.deps.clock.now())
  expect(counters.map(({ waiting }) => waiting)).toEqual([[number], []])

  const known = { headers: { 'If-None-Match': `"other", W/${tag}` } }
  expect((await get(site, '/mihon/live.json?counters=ido,shomei', known)).status).toBe(304)
  await takeTicket(site)
  expect((await get(site, '/mihon/live.json?counters=ido,shomei', known)).status).toBe(200)
})

describe('of staff', () => {
  const stream = '/staff/live/stream?counters=ido'
  const asBrowser = { Accept: 'text/event-stream', 'Sec-Fetch-Site': 'same-origin' }

  test('a stream needs somebody signed in, and a page of this site', async () => {
    const site = await openSite(morning)
    const clerk = await signIn(site, 'clerk')

    expect((await get(site, stream, { headers: asBrowser })).status).toBe(401)
    for (const elsewhere of [{ 'Sec-Fetch-Site': 'same-site' }, { Origin: 'https://www.example.jp' }])
      expect((await get(site, stream, { headers: { ...clerk, ...elsewhere } })).status).toBe(403)
    expect((await hear(site, stream, { ...clerk, ...asBrowser })).counters()).toHaveLength(1)
    expect((await get(site, '/staff/live/state.json', { headers: clerk })).status).toBe(200)
  })

  test('a stream ends, saying so, when its session does', async () => {
    const site = await openSite(morning)
    const clerk = await hear(site, stream, { ...(await signIn(site, 'clerk')), ...asBrowser })
    const other = await hear(site, stream, { ...(await signIn(site, 'reception')), ...asBrowser })

    await site.deps.store.write(db =>
      db
        .deleteFrom('staff_sessions')
        .where('staff_id', 'in', eb => eb.selectFrom('staff').select('id').where('login', '=', 'clerk'))
        .execute(),
    )
    await endStreams(site.deps)
    await clerk.ended

    expect(clerk.events().at(-1)?.event).toBe('ended')
    expect(other.events().map(({ event }) => event)).toEqual(['counter'])
    expect(site.deps.live.connections()).toBe(1)
  })

  test('a stream ends when the account is disabled', async () => {
    const site = await openSite(morning)
    const clerk = await hear(site, stream, { ...(await signIn(site, 'clerk')), ...asBrowser })

    await site.deps.store.write(db =>
      db.updateTable('staff').set({ is_disabled: 1 }).where('login', '=', 'clerk').execute(),
    )
    await endStreams(site.deps)
    await clerk.ended

    expect(clerk.events().at(-1)?.event).toBe('ended')
  })

  test('a stream does not keep a browser awake, and ends when it locks', async () => {
    const site = await openSite(morning)
    const clerk = await hear(site, stream, { ...(await signIn(site, 'clerk')), ...asBrowser })

    site.setNow('2026-12-01T12:00')
    await endStreams(site.deps)
    await clerk.ended

    expect(clerk.events().at(-1)?.event).toBe('ended')
  })
})

describe.runIf(engine === 'postgres')('with two servers on PostgreSQL', () => {
  test('a deed on one is told to those who listen at the other', async () => {
    const site = await openSite(morning)
    const phone = await hear(site)
    const settings = readSettings({ DATABASE_URL: site.databaseUrl, RATE_LIMIT: 'off' })
    const other = await openDeps(settings, site.deps.clock, pino({ level: 'silent' }))
    onTestFinished(() => other.store.close())

    const number = await takeTicket(site, other)

    await expect.poll(() => countersOf(phone).at(-1)?.waiting).toEqual([number])
  })
})
