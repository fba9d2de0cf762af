import { type Stars, starCounts } from '../indicators/stars.ts'
import { toTenth } from '../statistics/spread.ts'

/** How points become stars, and how answers become points. */
export type RatingRules = {
  /** From how many points there are one, two and three stars. */
  cutOffs: readonly [number, number, number]
  /** Whether the city has confirmed them. */
  isConfirmed: boolean
  /** Every section weighs the same; else every auditor does. */
  isBySection: boolean
  version: number
}

/** Something that is scored. One no longer in use keeps its old scores. */
export type Criterion = { id: number; name: string; isActive: boolean }

/** What one auditor gave one section: a score of 1 to 5 for each criterion that was answered. */
export type SelfCheck = { section: string; auditor: string; scores: ReadonlyMap<number, number> }

/** The stars of so many points, to one decimal as published. */
export function starsFor(points: number, { cutOffs }: RatingRules): Stars {
  return starCounts[cutOffs.filter(cutOff => points >= cutOff).length] ?? 0
}

/** How many points are missing for the next star; null with all three. */
export function toNextStar(points: number, rules: RatingRules): { stars: Stars; points: number } | null {
  const stars = starCounts[starsFor(points, rules) + 1]
  const cutOff = stars && rules.cutOffs[stars - 1]
  return cutOff === undefined || stars === undefined ? null : { stars, points: toTenth(cutOff - points) }
}

/** The mean over the criteria an auditor answered; null of none. */
function auditorPoints({ scores }: SelfCheck): number | null {
  return mean([...scores.values()])
}

/** The mean of a section over its auditors, each of whom weighs the same. */
export function sectionPoints(checks: readonly SelfCheck[], section: string): number | null {
  return mean(checks.filter(check => check.section === section).map(auditorPoints))
}

/**
 * The points of a month, to one decimal: means over criteria, then auditors, then sections without weights — or
 * over all auditors at once.
 */
export function selfCheckPoints(checks: readonly SelfCheck[], { isBySection }: RatingRules): number | null {
  const sections = [...new Set(checks.map(({ section }) => section))]
  const points = mean(
    isBySection ? sections.map(section => sectionPoints(checks, section)) : checks.map(auditorPoints),
  )
  return points === null ? null : toTenth(points)
}

/** The mean of one criterion over all who answered it. */
export function criterionMean(checks: readonly SelfCheck[], criterion: number): number | null {
  return mean(checks.map(({ scores }) => scores.get(criterion) ?? null))
}

function mean(values: ReadonlyArray<number | null>): number | null {
  const known = values.filter(value => value !== null)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length
}
