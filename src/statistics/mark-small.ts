import type { Cell } from './figures.ts'
import type { ScopeCells } from './cells-queries.ts'
import { peopleMin, suppress, suppressed } from './suppress.ts'

/**
 * Marks in one breakdown of a period, at all counters (down, with the keys across) and in the whole office (below),
 * what is not to be shown of it. It is settled here, over all counters at once, and never by what is asked later:
 * two questions give away no more than one, and a page needs to read no more than it shows.
 */
export function markSmall(scopes: readonly ScopeCells[]): ScopeCells[] {
  const counters = scopes.filter(({ counterId }) => counterId !== null)
  const keys = [...new Set(scopes.flatMap(({ cells }) => cells.map(({ key }) => key)))]
  const { cells: hidden, columnTotals } = suppress(
    counters.map(scope => {
      const visits = new Map(scope.cells.map(({ key, figures }) => [key, figures.visits]))
      return keys.map(key => ({ n: visits.get(key) ?? 0, value: key }))
    }),
  )
  const column = new Map(keys.map((key, index) => [key, index]))
  return scopes.map(scope => {
    const row = hidden[counters.indexOf(scope)] ?? columnTotals
    const isLost = ({ key }: Cell) => row[column.get(key) ?? -1] === suppressed
    return {
      ...scope,
      cells: scope.cells.map((cell): Cell =>
        isTooFew(cell) || isLost(cell) ? { ...cell, isSmall: true } : cell,
      ),
    }
  })
}

function isTooFew({ figures: { visits } }: Cell): boolean {
  return visits > 0 && visits < peopleMin
}
