import { dateOf, type Instant, type LocalDate } from '../clock.ts'
import type { Grid, Office } from '../offices/office.ts'

/** How many minutes apart times to book begin on a day, and how long one place lasts: the grid that began last counts. */
export function slotMinutesOn({ grids }: Pick<Office, 'grids'>, date: LocalDate): number {
  const grid = grids.findLast(({ from }) => from <= date)
  if (!grid) throw new Error(`no grid on ${date}`)
  return grid.minutes
}

/** The same on the day of an instant. */
export function slotMinutesAt(office: Pick<Office, 'grids' | 'timeZone'>, at: Instant): number {
  const [only, ...others] = office.grids
  return only && others.length === 0 ? only.minutes : slotMinutesOn(office, dateOf(at, office.timeZone))
}

/** An office's grids when a new one begins in place of all that began on its day or later. */
export function gridsWith(grids: readonly Grid[], grid: Grid): readonly Grid[] {
  const earlier = grids.filter(({ from }) => from < grid.from)
  return earlier.at(-1)?.minutes === grid.minutes ? earlier : [...earlier, grid]
}

export function areSameGrids(some: readonly Grid[], others: readonly Grid[]): boolean {
  return (
    some.length === others.length &&
    some.every(
      ({ from, minutes }, index) => from === others[index]?.from && minutes === others[index].minutes,
    )
  )
}
