import type { Db } from '#db/store.ts'
import type { Cell } from './figures.ts'
import { findSummaries, type StoredSummary, type SummaryQuestion } from './queries.ts'
import { peopleMin, suppress, suppressed, type Suppressed } from './suppress.ts'

/** A cell of too few people: it says that they are few, and nothing else. */
export type HiddenCell = { key: string; figures: Suppressed }
export type ShownCell = Cell | HiddenCell

export type ShownSummary = Omit<StoredSummary, 'cells'> & { cells: readonly ShownCell[] }

export function isHidden(cell: ShownCell): cell is HiddenCell {
  return cell.figures === suppressed
}

/**
 * Summaries as they may be shown, for page, file and answer alike: no cell of fewer than ten visits, and none by
 * which such a one could be worked out. Which cells those are is settled over all counters of a period and never
 * depends on what was asked, so that two questions give away no more than one. A single day is exempt: it is what
 * the supervisors of the office run their counters by, who see each ticket of it anyway. The only other way out
 * is the export of visits for the own office, which is row by row.
 */
export async function readSummaries(
  db: Db,
  officeId: number,
  question: SummaryQuestion,
): Promise<ShownSummary[]> {
  const { grain, from, to, counterId } = question
  if (grain === 'day' && from === to) return findSummaries(db, officeId, question)

  const whole = await findSummaries(db, officeId, { ...question, counterId: null })
  const counters = await findSummaries(db, officeId, { ...question, counterId: 'each' })
  const tables = Map.groupBy([...whole, ...counters], tableOf)
  const shown = [...tables.values()].flatMap(hideSmall)
  return shown.filter(summary =>
    counterId === 'each' ? summary.counterId !== null : summary.counterId === counterId,
  )
}

function tableOf({ period, breakdown }: StoredSummary): string {
  return `${period.start} ${breakdown}`
}

/** One breakdown of one period: counters down, keys across, the whole office below. */
function hideSmall(summaries: readonly StoredSummary[]): ShownSummary[] {
  const counters = summaries.filter(({ counterId }) => counterId !== null)
  const keys = [...new Set(summaries.flatMap(({ cells }) => cells.map(({ key }) => key)))]
  const { cells, columnTotals } = suppress(
    counters.map(summary => keys.map(key => ({ n: visitsIn(summary, key), value: key }))),
  )
  return summaries.map(summary => {
    const row = cells[counters.indexOf(summary)]
    const isSmall = (cell: Cell) => cell.figures.visits > 0 && cell.figures.visits < peopleMin
    const hidden = (cell: Cell) => (row ?? columnTotals)[keys.indexOf(cell.key)] === suppressed
    return {
      ...summary,
      cells: summary.cells.map(cell => (isSmall(cell) || hidden(cell) ? hiddenOf(cell) : cell)),
    }
  })
}

function visitsIn({ cells }: StoredSummary, key: string): number {
  return cells.find(cell => cell.key === key)?.figures.visits ?? 0
}

function hiddenOf({ key }: Cell): HiddenCell {
  return { key, figures: suppressed }
}
