import type { Db } from '#db/store.ts'
import { newToken, tokenHash } from '../access/token.ts'
import type { Instant } from '../clock.ts'
import type { Entry } from './entry.ts'

/** Mints a token that opens an entry's page and returns it: this is the only time it is known. */
export async function grantEntry(
  db: Db,
  entry: Pick<Entry, 'id' | 'officeId'>,
  now: Instant,
): Promise<string> {
  const token = newToken()
  await db
    .insertInto('waitlist_tokens')
    .values({ token_hash: tokenHash(token), office_id: entry.officeId, entry_id: entry.id, created_at: now })
    .execute()
  return token
}

/** The entry that a token opens, with its office. */
export async function entryOpenedBy(
  db: Db,
  token: string,
): Promise<{ entryId: number; officeId: number } | null> {
  const row = await db
    .selectFrom('waitlist_tokens')
    .select(['entry_id as entryId', 'office_id as officeId'])
    .where('token_hash', '=', tokenHash(token))
    .executeTakeFirst()
  return row ?? null
}

/** Takes the ways to waits back that ended before an instant. */
export async function forgetEndedWaits(db: Db, before: Instant): Promise<void> {
  await db
    .deleteFrom('waitlist_tokens')
    .where('entry_id', 'in', eb =>
      eb.selectFrom('waitlist_entries').select('id').where('ended_at', '<=', before),
    )
    .execute()
}

/** Takes the links to these waits back, and to those that ended in these bookings. */
export async function forgetLinksToWaits(
  db: Db,
  { entryIds, appointmentIds }: { entryIds: readonly number[]; appointmentIds: readonly number[] },
): Promise<void> {
  await db
    .deleteFrom('waitlist_tokens')
    .where(eb =>
      eb.or([
        ...(entryIds.length === 0 ? [] : [eb('entry_id', 'in', entryIds)]),
        ...(appointmentIds.length === 0
          ? []
          : [
              eb('entry_id', 'in', offers =>
                offers
                  .selectFrom('waitlist_offers')
                  .select('entry_id')
                  .where('appointment_id', 'in', appointmentIds),
              ),
            ]),
      ]),
    )
    .execute()
}
