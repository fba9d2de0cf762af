import { dateOf, type Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'

/** Where a leg takes places. */
export type Spot = { counterId: number; startsAt: Instant }

/** Tells the free places that are kept in memory that places were taken or freed here. */
export function tellPlaces({ availability }: Deps, office: Office, spots: readonly Spot[]): void {
  for (const { counterId, startsAt } of spots)
    availability.changed(counterId, dateOf(startsAt, office.timeZone))
}

/** The spots of legs, without what else is known of them. */
export function spotsOf(legs: readonly Spot[]): Spot[] {
  return legs.map(({ counterId, startsAt }) => ({ counterId, startsAt }))
}
