import type { Deps } from '../deps.ts'
import { freeBytesFor } from '../operation/disk-space.ts'
import { appointmentCounts, lastCheck, outboxState } from '../operation/queries.ts'
import type { Writes } from '../operation/watch-writes.ts'
import type { EventLoop } from './event-loop.ts'
import { secondsBuckets, type Tally } from './tally.ts'

type Value = { value: number; labels?: Record<string, string | number>; metricName?: string }

/** One metric as it is told: the form that prom-client prints. */
export type Metric = { name: string; help: string; type: 'counter' | 'gauge' | 'histogram'; values: Value[] }

/** Everything that is told of a running server. No label is made of what people have typed or where they have gone. */
export async function collectMetrics(deps: Deps, eventLoop: EventLoop): Promise<Metric[]> {
  const { store, clock, settings, watch, tally, live } = deps
  const now = clock.now()
  const { outbox, appointments, check } = await store.read(async db => ({
    outbox: await outboxState(db),
    appointments: await appointmentCounts(db, now),
    check: await lastCheck(db, now),
  }))
  const { oldestSince, ...states } = outbox
  const memory = process.memoryUsage()
  const cpu = process.cpuUsage()
  const jobs = watch.jobs()
  const freeBytes = await freeBytesFor(settings.databaseUrl)

  return [
    ...requestMetrics(tally),
    gauge('madoguchi_gate_writes_waiting', 'Writes that wait for their turn', store.writesWaiting()),
    gauge(
      'madoguchi_event_loop_delay_seconds',
      'Longest delay since the last look',
      eventLoop.longestSeconds(),
    ),
    ...diskMetrics(watch.writes, freeBytes),
    ...waitingRoomMetrics(deps.waitingRoom.figures()),
    gauge('madoguchi_live_streams', 'Streams that are open', live.connections()),
    gauge('madoguchi_appointments', 'Bookings to come and live holds', byState(appointments)),
    gauge('madoguchi_outbox_messages', 'Messages by state', byState(states)),
    gauge(
      'madoguchi_outbox_oldest_seconds',
      'Age of the oldest message that waits',
      oldestSince === null ? 0 : Math.max(0, (now - oldestSince) / 1000),
    ),
    gauge(
      'madoguchi_job_failures',
      'Runs in a row that have failed',
      jobs.map(({ job, failures }) => ({ labels: { job }, value: failures })),
    ),
    gauge(
      'madoguchi_job_age_seconds',
      'Time since the last run that went well',
      jobs.flatMap(({ job, succeededAt }) =>
        succeededAt === null ? [] : { labels: { job }, value: (now - succeededAt) / 1000 },
      ),
    ),
    gauge(
      'madoguchi_backup_timestamp_seconds',
      'When the newest backup was made',
      watch.lastBackupAt === null ? [] : watch.lastBackupAt / 1000,
    ),
    counter(
      'madoguchi_clock_jumps_total',
      'How often the clock was put forward or back by more than five seconds',
      watch.clockJumps,
    ),
    counter(
      'madoguchi_log_lines_lost_total',
      'Lines of the log that could not be written',
      watch.linesLost(),
    ),
    gauge(
      'madoguchi_invariant_faults',
      'Faults that the last check has found',
      check?.verdicts.map(({ id, faults }) => ({ labels: { invariant: id }, value: faults })) ?? [],
    ),
    gauge(
      'madoguchi_invariants_checked_timestamp_seconds',
      'When all invariants were looked at last',
      check ? check.endedAt / 1000 : [],
    ),
    gauge('process_resident_memory_bytes', 'Resident memory', memory.rss),
    gauge('nodejs_heap_size_used_bytes', 'Heap in use', memory.heapUsed),
    counter('process_cpu_seconds_total', 'Processor time used', (cpu.user + cpu.system) / 1_000_000),
    gauge('process_start_time_seconds', 'When the process began', performance.timeOrigin / 1000),
  ]
}

function diskMetrics({ failures, lastFailedAt }: Writes, freeBytes: number | null): Metric[] {
  return [
    gauge('madoguchi_disk_free_bytes', 'Free space beside the database file', freeBytes ?? []),
    counter('madoguchi_write_failures_total', 'Writes that the disk or the database did not take', failures),
    gauge(
      'madoguchi_write_failure_timestamp_seconds',
      'When that was the last time',
      lastFailedAt === null ? [] : lastFailedAt / 1000,
    ),
  ]
}

function waitingRoomMetrics(room: ReturnType<Deps['waitingRoom']['figures']>): Metric[] {
  return [
    gauge(
      'madoguchi_waiting_room_open',
      'Whether residents wait before they choose a time',
      Number(room.isOpen),
    ),
    gauge('madoguchi_waiting_room_waiting', 'People in the line', room.waiting),
    gauge('madoguchi_waiting_room_rate', 'People let in per second', room.ratePerSecond),
    counter('madoguchi_waiting_room_admitted_total', 'People let in from the line', room.admitted),
    counter('madoguchi_waiting_room_shed_total', 'Calls of programs told to come back later', room.shed),
  ]
}

function requestMetrics(tally: Tally): Metric[] {
  const duration = 'madoguchi_request_duration_seconds'
  return [
    {
      name: 'madoguchi_requests_total',
      help: 'Requests answered, by pattern of route and status',
      type: 'counter',
      values: tally.requests().map(({ method, route, status, count }) => ({
        labels: { method, route, status },
        value: count,
      })),
    },
    {
      name: duration,
      help: 'Time until an answer, by kind of page',
      type: 'histogram',
      values: tally.durations().flatMap(({ area, buckets, count, seconds }): Value[] => [
        ...secondsBuckets.map((le, index) => ({
          metricName: `${duration}_bucket`,
          labels: { area, le },
          value: buckets[index] ?? 0,
        })),
        { metricName: `${duration}_bucket`, labels: { area, le: '+Inf' }, value: count },
        { metricName: `${duration}_sum`, labels: { area }, value: seconds },
        { metricName: `${duration}_count`, labels: { area }, value: count },
      ]),
    },
  ]
}

function counter(name: string, help: string, value: number): Metric {
  return { name, help, type: 'counter', values: [{ value }] }
}

function gauge(name: string, help: string, told: number | Value[]): Metric {
  return { name, help, type: 'gauge', values: typeof told === 'number' ? [{ value: told }] : told }
}

function byState(counts: Record<string, number>): Value[] {
  return Object.entries(counts).map(([state, value]) => ({ labels: { state }, value }))
}
