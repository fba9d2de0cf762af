import { cpus } from 'node:os'
import { runClient } from './clients.ts'
import { median } from './load.ts'
import type { Residents, ResidentsTask } from './rush-residents.ts'
import type { Staff, StaffTask } from './rush-staff.ts'
import { startServer } from './servers.ts'

// The first minute of an opening: residents choose a time, hold it, type and book, while staff call, people check in
// and displays show. At 1, 5 and 20 times of what the server turned out to bear, and 20 times without a waiting room,
// which must be red. People think for seconds here, not minutes, so that a run is short: everything comes at the server
// faster than in an office. `node dist/bench/rush.js [rounds] [seconds] [times,times]`; of several rounds the medians
// are judged. They come by the clock, whatever the server does (open loop); how late the clients themselves were is
// told with each row, and what programs that are none of ours took of the processors.

const rounds = Number(process.argv[2] ?? 1)
const rushSeconds = Number(process.argv[3] ?? 12)
const times = (process.argv[4] ?? '0,1,5,20').split(',').map(Number)
const [warmUpSeconds, afterSeconds] = [10, 10]
const windows = 100
/** A browser has connections of its own; of fewer, whoever was let in would wait for one behind those in line. */
const connectionsMax = 6000
const failuresShown = 5
/** Milliseconds; and the share of what the server bears that must be booked once people are let in. */
const limits = { admittedP99: 1000, staffP99: 300, unfair: 1000, bookedShare: 0.3 }

const columns = [
  ...['came', 'booked', 'in line', 'let in p50', 'p99', 'in line p99'],
  ...[
    'call p99',
    'check-in p99',
    'display p99',
    '5xx',
    'out of order',
    'broken',
    'booked/s',
    'late p99',
    'others %',
  ],
] as const
type Row = Record<(typeof columns)[number], number>

const capacity = await measureCapacity()
console.log(
  `what the server bears: ${capacity.toFixed(0)} visits/s (seven requests each, three of them durable)`,
)
print('rush', columns)
for (const factor of times)
  await printMedian(factor === 0 ? 'quiet' : `${factor} ×`, rounds, () => rush(factor * capacity, 'auto'))
await printMedian('20 ×, no waiting room', 1, () => rush(20 * capacity, 'off'))
console.log(
  `limits: let in p99 ≤ ${limits.admittedP99} ms, call, check-in and display p99 ≤ ${limits.staffP99} ms, 5xx 0, out of order ≤ ${limits.unfair} ms, invariants broken 0, booked/s (of the last ${afterSeconds} s) ≥ ${(limits.bookedShare * capacity).toFixed(0)}`,
)

/** Visits per second of as many residents as are served at once, each after the other without thinking. */
async function measureCapacity(): Promise<number> {
  const server = await startServer('madoguchi', { windows, rush: { waitingRoom: 'off', checkIns: 0 } })
  const served = (seconds: number) =>
    residents({ port: server.port, come: { atOnce: 64, seconds, pause: 0 } })
  await served(warmUpSeconds)
  const seconds = 5
  const { booked } = await served(seconds)
  await server.stop()
  return booked.length / seconds
}

/** On a server that has seen a few visits, as on any morning. */
async function rush(perSecond: number, waitingRoom: 'auto' | 'off'): Promise<Row> {
  const busyBefore = busyMilliseconds()
  const startedAt = performance.now()
  const { port, tokens, check, stop } = await startServer('madoguchi', {
    windows,
    rush: { waitingRoom, checkIns: 400 },
  })
  const seconds = rushSeconds + afterSeconds
  const task = { port, tokens, beginSeconds: warmUpSeconds + 1, seconds } satisfies StaffTask
  const staff = runClient<Staff>('rush-staff', task)
  const early = await residents({ port, come: { atOnce: 12, seconds: warmUpSeconds / 2, pause: 250 } })
  const later = await residents({ port, come: { atOnce: 12, seconds: warmUpSeconds / 2, pause: 40 } })
  const come = { perSecond, seconds: rushSeconds, afterSeconds }
  const [crowd, office] = await Promise.all([residents({ port, come }), staff])
  const metrics = await fetch(`http://localhost:${port}/metrics`).then(answer => answer.text())
  const { faults, processorMilliseconds } = await check()
  const failures = [...crowd.failures, ...office.failures]
  for (const fault of [...faults, ...failures.slice(0, failuresShown)]) console.log(fault)
  const ours = [early, later, crowd, office].reduce(
    (sum, client) => sum + client.processorMilliseconds,
    processorMilliseconds,
  )
  const passed = (performance.now() - startedAt) * cpus().length
  await stop()
  return {
    came: crowd.came,
    booked: crowd.booked.length,
    'in line': Number(/^madoguchi_waiting_room_waiting (\d+)/m.exec(metrics)?.[1] ?? 0),
    'let in p50': quantile(crowd.admitted, 0.5),
    p99: quantile(crowd.admitted, 0.99),
    'in line p99': quantile(crowd.polls, 0.99),
    'call p99': quantile(office.calls, 0.99),
    'check-in p99': quantile(office.checkIns, 0.99),
    'display p99': quantile(office.displays, 0.99),
    '5xx': failures.length,
    'out of order': mostUnfair(crowd),
    broken: faults.length,
    'booked/s': crowd.booked.filter(at => at > rushSeconds * 1000).length / afterSeconds,
    'late p99': Math.max(crowd.lateP99, office.lateP99),
    'others %': Math.max(0, ((busyMilliseconds() - busyBefore - ours) / passed) * 100),
  }
}

function residents(task: Pick<ResidentsTask, 'port' | 'come'>) {
  const connections = 'atOnce' in task.come ? task.come.atOnce : connectionsMax
  return runClient<Residents>('rush-residents', { ...task, connections } satisfies ResidentsTask)
}

/** By how much somebody had come earlier than another who was called in an earlier moment. */
function mostUnfair({ called }: Residents): number {
  let [latest, unfair] = [0, 0]
  for (const { arrivedAt } of called.toSorted(
    (a, b) => a.calledAt - b.calledAt || a.arrivedAt - b.arrivedAt,
  )) {
    unfair = Math.max(unfair, latest - arrivedAt)
    latest = Math.max(latest, arrivedAt)
  }
  return unfair
}

/** What all programs of this machine have taken of its processors. */
function busyMilliseconds(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0)
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN
}

async function printMedian(name: string, count: number, run: () => Promise<Row>): Promise<void> {
  const rows: Row[] = []
  for (let round = 0; round < count; round += 1) {
    rows.push(await run())
    if (count > 1) print(`${name} (${round + 1})`, shown(rows[round]))
  }
  const middle = Object.fromEntries(
    columns.map(column => [column, median(rows.map(row => row[column]))]),
  ) as Row
  const isRed =
    middle.p99 > limits.admittedP99 ||
    middle['call p99'] > limits.staffP99 ||
    middle['check-in p99'] > limits.staffP99 ||
    middle['display p99'] > limits.staffP99 ||
    middle['5xx'] > 0 ||
    middle.broken > 0 ||
    middle['out of order'] > limits.unfair ||
    (middle.came > 0 && middle['booked/s'] < limits.bookedShare * capacity)
  print(name, shown(middle), isRed ? '  RED' : '')
}

function shown(row: Row | undefined): string[] {
  return columns.map(column => {
    const value = row?.[column] ?? Number.NaN
    return Number.isNaN(value) ? '–' : value.toFixed(0)
  })
}

function print(name: string, cells: readonly string[], end = ''): void {
  const wide = cells.map((cell, index) => cell.padStart((columns[index]?.length ?? 0) + 3).padStart(9))
  console.log(`${name.padStart(22)}${wide.join('')}${end}`)
}
