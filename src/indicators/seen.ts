import type { Db } from '#db/store.ts'
import { dateOf, type Instant, instantOf, monthStart } from '../clock.ts'
import type { Office } from '../offices/office.ts'
import type { Proof } from './plan.ts'
import { firstMonth, hasAnswers, hasOnlineBookings, hasOpinions } from './source-queries.ts'
import type { Seen } from './sheet.ts'

/** The months of a fiscal year, `YYYY-MM`, that have begun by `now`. */
export function monthsBegun(office: Office, fiscalYear: number, now: Instant): string[] {
  const thisMonth = dateOf(now, office.timeZone).slice(0, 7)
  return Array.from({ length: 12 }, (_, index) =>
    monthStart(`${fiscalYear}-04-01`, index).slice(0, 7),
  ).filter(month => month <= thisMonth)
}

/**
 * In how many months of a year the product has seen an activity happen, of those that have begun since the office
 * began to use it: before, it could see nothing but what was typed in later. Nothing is told of years before.
 */
export async function seenIn(
  db: Db,
  office: Office,
  proof: Proof,
  fiscalYear: number,
  now: Instant,
): Promise<Seen | null> {
  const since = await firstMonth(db, office.id)
  const months = monthsBegun(office, fiscalYear, now)
  const last = months.at(-1)
  if (since === null || last === undefined || last < since) return null
  const has = hasHappened[proof]
  let count = 0
  let of = 0
  for (const month of months) {
    const isSeen = await has(db, office, month)
    if (isSeen) count += 1
    if (isSeen || month >= since) of += 1
  }
  return { fiscalYear, count, of }
}

type InMonth = (db: Db, office: Office, month: string) => Promise<boolean>

const hasHappened: Record<Proof, InMonth> = {
  questionnaire: (db, { id }, month) => hasAnswers(db, id, month),
  online_booking(db, { id, timeZone }, month) {
    const from = instantOf(`${month}-01`, 0, timeZone)
    return hasOnlineBookings(db, id, from, instantOf(monthStart(`${month}-01`, 1), 0, timeZone))
  },
  opinions: (db, { id }, month) => hasOpinions(db, id, `${month}-01`, monthStart(`${month}-01`, 1)),
}
