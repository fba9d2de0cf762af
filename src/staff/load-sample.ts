import type { SampleAdditions } from '#db/seeds/load-ward.ts'
import type { Db } from '#db/store.ts'
import { newPseudonym } from '../access/token.ts'
import type { Instant } from '../clock.ts'
import type { Office } from '../offices/office.ts'
import { giveCounters, insertStaff } from './account-queries.ts'

/** Writes the accounts of a sample office, all with one password. */
export async function loadSampleStaff(
  db: Db,
  { id: officeId, counters }: Pick<Office, 'id' | 'counters'>,
  accounts: SampleAdditions['staff'],
  { passwordHash, now }: { passwordHash: string; now: Instant },
): Promise<void> {
  for (const { login, name, role, counters: slugs = [] } of accounts) {
    const pseudonym = newPseudonym()
    const id = await insertStaff(db, { officeId, login, name, role, pseudonym, passwordHash, now })
    const counterIds = counters.filter(({ slug }) => slugs.includes(slug)).map(counter => counter.id)
    await giveCounters(db, { id, officeId }, counterIds)
  }
}
