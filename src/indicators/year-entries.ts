import type { Db } from '#db/store.ts'
import type { YearValue } from './indicator.ts'
import type { ActivityYear, InitiativeYear } from './plan.ts'
import { activityYears } from './activity-queries.ts'
import { initiativeYears } from './initiative-queries.ts'
import { ratingsOf } from './rating-queries.ts'
import { enteredValues } from './value-queries.ts'
import { type Plan, readPlan } from './read-sheet.ts'
import type { SheetRating } from './sheet.ts'

/** All that can be entered for a fiscal year and what has been, by the id of what it belongs to. */
export type YearEntries = {
  fiscalYear: number
  plan: Plan
  values: ReadonlyMap<number, YearValue>
  rating: SheetRating | null
  activities: ReadonlyMap<number, ActivityYear>
  initiatives: ReadonlyMap<number, InitiativeYear>
}

export async function readYear(db: Db, officeId: number, fiscalYear: number): Promise<YearEntries> {
  const years = [fiscalYear]
  return {
    fiscalYear,
    plan: await readPlan(db, officeId),
    values: onlyOnes(await enteredValues(db, officeId, years)),
    rating: (await ratingsOf(db, officeId, years))[0] ?? null,
    activities: onlyOnes(await activityYears(db, officeId, years)),
    initiatives: onlyOnes(await initiativeYears(db, officeId, years)),
  }
}

function onlyOnes<T>(lists: ReadonlyMap<number, readonly T[]>): Map<number, T> {
  return new Map([...lists].flatMap(([id, [one]]) => (one === undefined ? [] : [[id, one] as const])))
}
