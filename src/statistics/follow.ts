import { setImmediate } from 'node:timers/promises'
import { addDays, daysBetween, type Instant, type LocalDate } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { businessDate } from '../queue/day.ts'
import {
  type Log,
  type LogRow,
  lastSummarisedDate,
  logs,
  positionsOf,
  rowsAfter,
  savePosition,
} from '../stale-periods/queries.ts'
import { markBehind } from './mark-behind.ts'

const partSize = 1000

/** A write ends within ten seconds; clocks of two servers differ by less than the rest. */
const settledMilliseconds = 60_000

type Touched = Map<number, Set<LocalDate>>

/**
 * Reads what the logs have got since the last time and marks the days that it touches as behind. On PostgreSQL a
 * lower id may be committed after a higher one, so rows count as followed only when they are a minute old: until
 * then they are read again, and mark their days where the facts do not know of them yet. Days that had no events at all
 * are marked when they begin, for their places count too.
 */
export async function followLogs(deps: Deps): Promise<void> {
  const offices = await deps.offices.list()
  const touched: Touched = new Map(offices.map(({ id }) => [id, new Set()]))
  const positions = await deps.store.read(positionsOf)
  const settled: Partial<Record<Log, number>> = {}
  for (const log of logs)
    settled[log] = await readLog(deps, log, positions[log], row => touch(touched, offices, row))
  for (const office of offices)
    for (const date of await newDates(deps, office)) touched.get(office.id)?.add(date)

  const moved = logs.filter(log => settled[log] !== positions[log])
  if (moved.length === 0 && [...touched.values()].every(({ size }) => size === 0)) return
  for (const office of offices) await markBehind(deps, office, touched.get(office.id) ?? [])
  await deps.store.write(async db => {
    for (const log of moved) await savePosition(db, log, settled[log] ?? 0)
  })
}

/** Reads a log to its end; answers up to which row everything is there for good. */
async function readLog(
  { store, clock, settings }: Deps,
  log: Log,
  position: number,
  see: (row: LogRow) => void,
): Promise<number> {
  const now = clock.now()
  const margin = settledMilliseconds * settings.sampleSpeed
  let settled = position
  let isSettled = true
  let after = position
  for (;;) {
    const rows = await store.read(db => rowsAfter(db, log, after, partSize))
    for (const row of rows) {
      see(row)
      isSettled &&= Math.abs(now - row.at) > margin
      if (isSettled) settled = row.id
    }
    after = rows.at(-1)?.id ?? after
    if (rows.length < partSize) return settled
    await setImmediate()
  }
}

function touch(touched: Touched, offices: readonly Office[], row: LogRow): void {
  if (row.isCounted) return
  const office = offices.find(({ id }) => id === row.officeId)
  const dates = office && touched.get(office.id)
  if (!dates) return
  const date = row.date ?? dateAt(office, row.dayAt)
  if (date === null) return
  dates.add(date)
  // What the night closed had been open on the day before.
  if (row.isBySystem) dates.add(addDays(date, -1))
}

function dateAt(office: Office, at: Instant | null): LocalDate | null {
  return at === null ? null : businessDate(office, at)
}

const catchUpDaysMax = 366

/** The days that have begun since the last one with a summary. */
async function newDates({ store, clock }: Deps, office: Office): Promise<LocalDate[]> {
  const today = businessDate(office, clock.now())
  const last = await store.read(db => lastSummarisedDate(db, office.id))
  if (last === null) return [today]
  const earliest = addDays(today, -catchUpDaysMax)
  return last < today ? daysBetween(addDays(last < earliest ? earliest : last, 1), today) : []
}
