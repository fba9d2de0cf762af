import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import { correctedEventsBetween } from '../corrections/queries.ts'
import type { Period } from './figures.ts'
import { endOf } from './period.ts'
import { newestCells, saveCells, type StoredCells } from './cells-queries.ts'
import { insertMonthVersion, versionsOfMonths } from './month-queries.ts'
import { closingMonthOf } from './period.ts'
import { claimRevision, isAnyDayAhead, type MadePeriod, revisionsOf } from './revision-queries.ts'

export type Making = { officeId: number; period: Period; madeAt: Instant; lastEventId: number }

/**
 * Keeps the cells of a period; answers whether any differ from those before. An open period's are replaced. A
 * closed one's stay as they are: what differs becomes a new revision beside them, and of a month a new version.
 * What was made of older events than what is there is dropped.
 */
export async function saveSummaries(db: Db, making: Making, rows: readonly StoredCells[]): Promise<boolean> {
  const { officeId, period } = making
  const month = closingMonthOf(period)
  const version = (await versionsOfMonths(db, officeId, { from: month, to: month })).at(-1)?.version
  const made = await revisionsOf(db, officeId, period)
  const differing = differencesTo(await newestCells(db, officeId, period), rows)

  if (version === undefined) {
    if (!(await claimRevision(db, officeId, period, { ...making, revision: 0 }))) return false
    for (const row of differing) await saveCells(db, { officeId, period, revision: 0 }, row)
    return differing.length > 0
  }
  const last = made.at(-1)
  const isMonthAhead =
    period.grain === 'month' &&
    (await isAnyDayAhead(db, officeId, { from: period.start, to: endOf(period) }, version - 1))
  if (differing.length === 0 && !isMonthAhead) return false
  return reissue(db, making, { version, last, rows: differing })
}

type Reissue = { version: number; last: MadePeriod | undefined; rows: readonly StoredCells[] }

async function reissue(db: Db, making: Making, { version, last, rows }: Reissue): Promise<boolean> {
  const { officeId, period, madeAt, lastEventId } = making
  const isOfMonth = period.grain === 'day' || period.grain === 'month'
  const revision = isOfMonth ? version : (last?.revision ?? -1) + 1
  if (last && last.lastEventId > lastEventId) return false
  if (!(await claimRevision(db, officeId, period, { revision, madeAt, lastEventId }))) return false
  for (const row of rows) await saveCells(db, { officeId, period, revision }, row)
  if (period.grain === 'month') {
    const events = { after: last?.lastEventId ?? 0, to: lastEventId }
    const days = { from: period.start, to: endOf(period) }
    const correctedEvents = await correctedEventsBetween(db, officeId, days, events)
    const issue = {
      start: period.start,
      version: version + 1,
      closedAt: madeAt,
      closedBy: null,
      correctedEvents,
    }
    await insertMonthVersion(db, officeId, issue)
  }
  return true
}

/** The rows that are new or other than what is kept, and nothing for what is kept and told no more. */
export function differencesTo(kept: readonly StoredCells[], rows: readonly StoredCells[]): StoredCells[] {
  const key = ({ counterId, breakdown }: StoredCells) => `${counterId} ${breakdown}`
  const known = new Map(kept.map(row => [key(row), row.cells]))
  const told = new Set(rows.map(key))
  const gone = kept.filter(row => !told.has(key(row)) && row.cells !== '[]')
  return [
    ...rows.filter(row => known.get(key(row)) !== row.cells),
    ...gone.map(row => ({ ...row, cells: '[]' })),
  ]
}
