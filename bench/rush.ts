import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Browsers, openBrowsers } from './browsers.ts'
import { load, requestBytes } from './load.ts'
import { bookableDays, clerkToken, type Server, startServer } from './servers.ts'

// The first minute of an opening: residents choose a time, hold it, type and book, with time to think, reloads and
// second tries, while staff call and people check in. At 1, 5 and 20 times of what the server turned out to bear, and
// 20 times without a waiting room, which must be red. People think for seconds here, not minutes, so that a run is
// short: everything comes at the server faster than in an office.

const windows = 100
const rushSeconds = Number(process.argv[2] ?? 12)
const afterSeconds = 10
const limits = { admittedP99: 1000, staffP99: 300, unfair: 1000 }
const signedIn = `Authorization: Bearer ${clerkToken}\r\n`
const thinks = () => sleep(300 + Math.random() * 900)

const lastCalled = new WeakMap<Row, { calledAt: number; arrivedAt: number }[]>()

type Row = {
  name: string
  came: number
  booked: number
  waiting: number
  admitted: number[]
  polls: number[]
  calls: number[]
  checkIns: number[]
  errors: number
  unfair: number
}

const capacity = await measureCapacity()
console.log(
  `what the server bears: ${capacity.toFixed(0)} visits/s (seven requests each, three of them durable)`,
)
console.log(
  [
    'rush',
    'came',
    'booked',
    'in line',
    'admitted p50',
    'p99',
    'page in line p99',
    'call p99',
    'check-in p99',
    '5xx',
    'out of order ms',
  ]
    .map((name, index) => name.padStart(index === 0 ? 22 : 13))
    .join(''),
)
print(await rush('quiet', 0, 'auto'))
for (const times of [1, 5, 20]) print(await rush(`${times} ×`, times * capacity, 'auto'))
print(await rush('20 ×, no waiting room', 20 * capacity, 'off'))
console.log(
  `limits: admitted p99 ≤ ${limits.admittedP99} ms, staff and check-in p99 ≤ ${limits.staffP99} ms, 5xx 0, out of order ≤ ${limits.unfair} ms`,
)

/** Visits per second of as many residents as are served at once, each after the other without thinking. */
async function measureCapacity(): Promise<number> {
  const server = await startServer('madoguchi', { windows, rush: { waitingRoom: 'off', checkIns: 0 } })
  const browsers = openBrowsers(server.port, 64)
  const row = emptyRow('capacity')
  const [warmUpSeconds, seconds] = [4, 5]
  const since = performance.now() + warmUpSeconds * 1000
  const end = since + seconds * 1000
  let isWarm = false
  const again = async () => {
    while (performance.now() < end) {
      await visit(browsers, row, end, async () => {})
      if (!isWarm && performance.now() > since) [isWarm, row.booked] = [true, 0]
    }
  }
  await Promise.all(Array.from({ length: 64 }, again))
  browsers.close()
  await server.stop()
  return row.booked / seconds
}

async function rush(name: string, perSecond: number, waitingRoom: 'auto' | 'off'): Promise<Row> {
  const server = await startServer('madoguchi', { windows, rush: { waitingRoom, checkIns: 600 } })
  const browsers = openBrowsers(server.port, 1500)
  const row = emptyRow(name)
  const end = performance.now() + (rushSeconds + afterSeconds) * 1000
  const staff = [callAgainAndAgain(server, row, end), checkInOneByOne(server, row, end)]
  const since = performance.now()
  while (performance.now() < end) {
    const seconds = Math.min(rushSeconds, (performance.now() - since) / 1000)
    for (; row.came < perSecond * seconds; row.came += 1)
      void visit(browsers, row, end, thinks).catch(() => (row.errors += 1))
    await sleep(20)
  }
  await Promise.all(staff)
  const metrics = await fetch(`http://localhost:${server.port}/metrics`).then(answer => answer.text())
  row.waiting = Number(/^madoguchi_waiting_room_waiting (\d+)/m.exec(metrics)?.[1] ?? 0)
  browsers.close()
  await server.stop()
  return row
}

/** One resident, from the page of times to the booking; gives up when the rush is over. */
async function visit(browsers: Browsers, row: Row, end: number, think: () => Promise<void>): Promise<void> {
  const { ask, cookies } = browsers.open()
  let place: string | undefined
  const booking = async (method: string, path: string, form?: Record<string, string>) => {
    for (let tries = 0; ; tries += 1) {
      const answer = await ask(method, path, form && new URLSearchParams(form))
      if (answer.body.includes('data-line=')) {
        row.polls.push(answer.milliseconds)
        return answer
      }
      row.admitted.push(answer.milliseconds)
      if (answer.status < 500 || tries === 3 || performance.now() > end) {
        if (answer.status >= 500) row.errors += 1
        return answer
      }
      row.errors += 1
      await sleep(1000 + Math.random() * 1000)
    }
  }
  const page = '/mihon/slots?services=inkan-haishi'
  for (;;) {
    const answer = await booking('GET', page)
    place ??= cookies.get('madoguchi-place')
    if (performance.now() > end || answer.status >= 500) return
    if (!answer.body.includes('data-line=')) break
    const seconds = Number(/\r\nretry-after: (\d+)/i.exec(answer.head)?.[1] ?? 5)
    // One in ten has no patience and reloads.
    await sleep((Math.random() < 0.1 ? Math.random() : 0.9 + Math.random() * 0.2) * seconds * 1000)
    if (performance.now() > end) return
  }
  noteOrder(row, cookies.get('madoguchi-pass'), place)

  await think()
  if (performance.now() > end) return
  const day = bookableDays[Math.floor(Math.random() * bookableDays.length)]
  const minute = 9 * 60 + Math.floor(Math.random() * 32) * 15
  const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  const startsAt = `2026-12-${day}T${time}:00+09:00`
  const held = await booking('POST', '/mihon/holds', {
    services: 'inkan-haishi',
    people: '1',
    startsAt,
    key: randomUUID(),
  })
  if (held.status !== 303 || !/\r\nlocation: [^\r]*\/hold/i.test(held.head)) return
  await booking('GET', '/mihon/hold')
  await think()
  if (performance.now() > end) return
  await booking('POST', '/mihon/hold', {
    name: 'ミホン',
    email: `${randomUUID()}@example.test`,
    phone: '',
    language: 'ja',
  })
  await booking('GET', '/mihon/hold/check')
  await think()
  if (performance.now() > end) return
  const booked = await booking('POST', '/mihon/appointments', { key: randomUUID() })
  if (booked.status !== 303) return
  await booking('GET', '/mihon/appointment/done')
  row.booked += 1
}

/** Keeps when somebody came and was called, as place and pass say. */
function noteOrder(row: Row, pass: string | undefined, place: string | undefined): void {
  const [calledAt = 0, arrivedAt = 0] = [pass, place].map(text => Number.parseInt(text ?? '', 36))
  if (!Number.isFinite(calledAt + arrivedAt)) return
  const called = lastCalled.get(row) ?? []
  called.push({ calledAt, arrivedAt })
  lastCalled.set(row, called)
}

/** By how much somebody had come earlier than another who was called in an earlier moment. */
function mostUnfair(row: Row): number {
  const called = (lastCalled.get(row) ?? []).toSorted(
    (a, b) => a.calledAt - b.calledAt || a.arrivedAt - b.arrivedAt,
  )
  let [latest, unfair] = [0, 0]
  for (const { arrivedAt } of called) {
    unfair = Math.max(unfair, latest - arrivedAt)
    latest = Math.max(latest, arrivedAt)
  }
  return unfair
}

/** Eight windows call the next, and send whoever came home. */
async function callAgainAndAgain({ port }: Server, row: Row, end: number): Promise<void> {
  const post = (path: string, body: unknown) =>
    load({
      ...{ port, connections: 1, milliseconds: Number.POSITIVE_INFINITY, count: 1 },
      request: () => requestBytes('POST', path, body, `${signedIn}Idempotency-Key: ${randomUUID()}\r\n`),
    })
  const shown = (await (
    await fetch(`http://localhost:${port}/api/v1/counters/ido/queue`, {
      headers: { Authorization: `Bearer ${clerkToken}` },
    })
  ).json()) as { windows: Array<{ id: number }> }
  const own = shown.windows.slice(0, 90).map(({ id }) => id)
  for (const id of own) await post(`/api/v1/windows/${id}/open`, {})
  for (const _ of own) await post('/api/v1/offices/mihon/tickets', { services: ['tennyu'] })
  for (const id of own) {
    if (performance.now() > end) return
    const { p99, answers } = await post(`/api/v1/windows/${id}/call-next`, {})
    row.calls.push(p99)
    if (!answers.has(200)) row.errors += 1
    await sleep(150)
  }
}

/** People check in one after the other. */
async function checkInOneByOne({ port, tokens }: Server, row: Row, end: number): Promise<void> {
  for (const token of tokens) {
    if (performance.now() > end) return
    const { p99, answers } = await load({
      ...{ port, connections: 1, milliseconds: Number.POSITIVE_INFINITY, count: 1 },
      request: () => requestBytes('POST', `/api/v1/appointments/${token}/check-in`, {}),
    })
    row.checkIns.push(p99)
    if (!answers.has(200)) row.errors += 1
    await sleep(100)
  }
}

function emptyRow(name: string): Row {
  return {
    ...{ name, came: 0, booked: 0, waiting: 0, errors: 0, unfair: 0 },
    ...{ admitted: [], polls: [], calls: [], checkIns: [] },
  }
}

function print(row: Row): void {
  const at = (times: number[], share: number) =>
    times.length === 0
      ? '–'
      : (times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0).toFixed(0)
  const order = mostUnfair(row)
  const isRed =
    Number(at(row.admitted, 0.99)) > limits.admittedP99 ||
    [row.calls, row.checkIns].some(times => Number(at(times, 0.99)) > limits.staffP99) ||
    row.errors > 0 ||
    order > limits.unfair
  const cells = [
    row.name.padStart(22),
    ...[row.came, row.booked, row.waiting].map(count => String(count).padStart(13)),
    ...[at(row.admitted, 0.5), at(row.admitted, 0.99), at(row.polls, 0.99)].map(cell => cell.padStart(13)),
    ...[at(row.calls, 0.99), at(row.checkIns, 0.99), String(row.errors), String(order)].map(cell =>
      cell.padStart(13),
    ),
  ]
  console.log(`${cells.join('')}${isRed ? '  RED' : ''}`)
}
