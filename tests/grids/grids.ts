import { clockTime } from '#src/clock.ts'
import { changeGrid, type GridOutcome } from '#src/grids/change-grid.ts'
import type { Office } from '#src/offices/office.ts'
import { administrator } from '../openings/changes.ts'
import type { Ward } from '../support/ward.ts'

export function officeNow(ward: Ward): Promise<Office> {
  return ward.deps.store.read(db => ward.deps.offices.current(db, ward.office.id))
}

/** Changes the grid as somebody does who has just looked at the office. */
export async function letGridBegin(ward: Ward, from: string, minutes: number): Promise<GridOutcome> {
  const { id, revision } = await officeNow(ward)
  return changeGrid(ward.deps, administrator, { id }, { grid: { from, minutes }, seen: revision })
}

/** The times of a day that are shown as free for a service, as 9:00 is said. */
export async function timesOn(ward: Ward, slug: string, date: string): Promise<string[]> {
  const { days } = await ward.deps.availability.days(await officeNow(ward), ward.wish(slug), date, date)
  return days.flatMap(({ slots }) =>
    slots.filter(({ free }) => free > 0).map(({ startMinute }) => clockTime(startMinute)),
  )
}
