import type { Db } from '#db/store.ts'
import type { FoundWait } from './held.ts'

/** The wishes of a contact that wait for a freed place; once a wait is over, nobody can be found by it. */
export async function findWaits(
  db: Db,
  officeId: number,
  { emailKeys, phoneKeys }: { emailKeys: readonly string[]; phoneKeys: readonly string[] },
): Promise<FoundWait[]> {
  if (emailKeys.length + phoneKeys.length === 0) return []
  return db
    .selectFrom('waitlist_entries')
    .select([
      'id as entryId',
      'counter_id as counterId',
      'from_date as fromDate',
      'to_date as toDate',
      'name',
    ])
    .where('office_id', '=', officeId)
    .where(eb =>
      eb.or([
        ...(emailKeys.length === 0 ? [] : [eb('email_key', 'in', emailKeys)]),
        ...(phoneKeys.length === 0 ? [] : [eb('phone_key', 'in', phoneKeys)]),
      ]),
    )
    .orderBy('id')
    .execute()
}
