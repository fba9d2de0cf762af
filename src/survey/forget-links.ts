import { dateOf } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { addMonths, monthOf } from './questionnaire.ts'
import { deleteLinksEndedBy } from './link-queries.ts'
import { shuffleOnPostgres } from './order-queries.ts'

/** Months that may have got an answer since: sheets of paper are typed in for a year. */
const monthsBack = 12

/** Drops what ties answers to their givers once a day has passed, and with it the order of writing. */
export async function forgetLinks({ store, clock }: Deps): Promise<void> {
  const now = clock.now()
  const since = addMonths(monthOf(dateOf(now, 'UTC')), -monthsBack)
  await store.write(async db => {
    const hasEnded = await deleteLinksEndedBy(db, now)
    if (hasEnded && store.engine === 'postgres') await shuffleOnPostgres(db, since)
  })
}
