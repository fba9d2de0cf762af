import type { Db } from '#db/store.ts'
import { ratingsOf } from '../indicators/rating-queries.ts'
import type { Stars } from '../indicators/stars.ts'
import { toTenth } from '../statistics/spread.ts'
import { criteriaOf, selfChecksOf } from './queries.ts'
import { criterionMean, type SelfCheck } from './rating.ts'

/** One line of ratings: the city's of a whole year, or what the office gave a section for one criterion in it. */
export type RatingRow = {
  fiscalYear: number
  audit: 'official' | 'self'
  /** Slug of a division; null: the whole office. */
  section: string | null
  criterion: string | null
  points: number
  auditors: number | null
  stars: Stars | null
}

/** All ratings of some fiscal years, official ones first. */
export async function ratingRows(db: Db, officeId: number, years: readonly number[]): Promise<RatingRow[]> {
  const official = (await ratingsOf(db, officeId, years)).map(({ fiscalYear, points, stars }) => ({
    ...{
      fiscalYear,
      audit: 'official' as const,
      section: null,
      criterion: null,
      points,
      auditors: null,
      stars,
    },
  }))
  const rows: RatingRow[] = official
  const criteria = await criteriaOf(db, officeId)
  for (const fiscalYear of years.toSorted((a, b) => a - b)) {
    const checks = await selfChecksOf(db, officeId, `${fiscalYear}-04`, `${fiscalYear + 1}-03`)
    for (const [section, ofSection] of Map.groupBy(checks, check => check.section))
      for (const { id, name } of criteria) rows.push(...selfRow(ofSection, { id, name, fiscalYear, section }))
  }
  return rows
}

type Place = { id: number; name: string; fiscalYear: number; section: string }

function selfRow(checks: readonly SelfCheck[], { id, name, fiscalYear, section }: Place): RatingRow[] {
  const mean = criterionMean(checks, id)
  if (mean === null) return []
  const auditors = new Set(checks.filter(({ scores }) => scores.has(id)).map(({ auditor }) => auditor)).size
  return [
    { fiscalYear, audit: 'self', section, criterion: name, points: toTenth(mean), auditors, stars: null },
  ]
}
