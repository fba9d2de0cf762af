import type { Definition, Judged, YearValue } from './indicator.ts'
import type { ActivityYear, InitiativeYear, Proof } from './plan.ts'
import type { Stars } from './stars.ts'

/** What the product itself has seen of an activity in a year: months with answers, or days it was there. */
export type Seen = { fiscalYear: number; count: number; of: number }

export type SheetIndicator = Definition & { years: ReadonlyArray<YearValue & Judged> }

export type SheetActivity = {
  name: string
  proof: Proof | null
  years: ReadonlyArray<ActivityYear & { seen: Seen | null }>
}

export type SheetInitiative = { number: string; name: string; years: readonly InitiativeYear[] }

export type SheetRating = { fiscalYear: number; points: number; stars: Stars }

/** What the evaluation of a fiscal year shows: that year and the two before it, oldest first. */
export type Sheet = {
  fiscalYear: number
  years: readonly number[]
  indicators: readonly SheetIndicator[]
  ratings: readonly SheetRating[]
  activities: readonly SheetActivity[]
  initiatives: readonly SheetInitiative[]
}

/**
 * A sheet as it is printed and confirmed: without indicators of which none of its years has a figure or a target, as one
 * that was added later has nothing to say there.
 */
export function asTold(sheet: Sheet): Sheet {
  return { ...sheet, indicators: sheet.indicators.filter(({ years }) => years.length > 0) }
}

/** The years that stand side by side. */
export function yearsUpTo(fiscalYear: number): readonly number[] {
  return [fiscalYear - 2, fiscalYear - 1, fiscalYear]
}

/** A sheet as it was confirmed, which later edits do not change. */
export type Confirmed = { version: number; confirmedAt: number; confirmedBy: string; sheet: Sheet }
