import type { Db } from '#db/store.ts'
import type { Cell } from './figures.ts'
import { findSummaries, type StoredSummary, type SummaryQuestion } from './summary-queries.ts'
import { suppressed, type Suppressed } from './suppress.ts'

/** A cell of too few people: it says that they are few, and nothing else. */
export type HiddenCell = { key: string; figures: Suppressed }
export type ShownCell = Cell | HiddenCell

export type ShownSummary = Omit<StoredSummary, 'cells'> & { cells: readonly ShownCell[] }

export function isHidden(cell: ShownCell): cell is HiddenCell {
  return cell.figures === suppressed
}

/**
 * Summaries as they may be shown, for page, file and answer alike: no cell of fewer than ten visits, and none by
 * which such a one could be worked out, as `markSmall` has settled when they were made. A single day is exempt: it
 * is what the supervisors of the office run their counters by, who see each ticket of it anyway. The only other way
 * out is the export of visits for the own office, which is row by row.
 */
export async function readSummaries(
  db: Db,
  officeId: number,
  question: SummaryQuestion,
): Promise<ShownSummary[]> {
  const { grain, from, to } = question
  const isSmallShown = grain === 'day' && from === to
  const summaries = await findSummaries(db, officeId, question)
  return summaries.map(({ cells, ...summary }) => ({
    ...summary,
    cells: cells.map(cell => shownCell(cell, isSmallShown)),
  }))
}

function shownCell({ isSmall, ...cell }: Cell, isSmallShown: boolean): ShownCell {
  return isSmall && !isSmallShown ? { key: cell.key, figures: suppressed } : cell
}
