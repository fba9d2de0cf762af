import { sql } from 'kysely'
import type { Db } from '#db/store.ts'
import { word } from '#db/words.ts'
import type { Instant } from '../clock.ts'
import type { FoundWait, HeldDeed, HeldWait } from './held.ts'

/**
 * The wishes of a contact that wait for a freed place, and those whose last message still waits. Once a wait is over
 * and told, nobody can be found by it.
 */
export async function findWaits(
  db: Db,
  officeId: number,
  by: { emailKeys: readonly string[]; phoneKeys: readonly string[]; email: string | null },
): Promise<FoundWait[]> {
  const { emailKeys, phoneKeys, email } = by
  const untold = email === null ? [] : await waitsToTell(db, officeId, email)
  if (emailKeys.length + phoneKeys.length + untold.length === 0) return []
  return waits(db, officeId)
    .where(eb =>
      eb.or([
        ...(emailKeys.length === 0 ? [] : [eb('entry.email_key', 'in', emailKeys)]),
        ...(phoneKeys.length === 0 ? [] : [eb('entry.phone_key', 'in', phoneKeys)]),
        ...(untold.length === 0 ? [] : [eb('entry.id', 'in', untold)]),
      ]),
    )
    .orderBy('entry.id')
    .execute()
}

/** The waits about which a message to an address has not gone yet. */
async function waitsToTell(db: Db, officeId: number, email: string): Promise<number[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(['waitlist_entry_id as entryId', 'message_json as message'])
    .where('office_id', '=', officeId)
    .where('state', '=', word('waiting'))
    .where('waitlist_entry_id', 'is not', null)
    .execute()
  return rows.flatMap(({ entryId, message }) => {
    const { to } = JSON.parse(message ?? '{}') as { to?: string }
    return entryId !== null && to?.toLowerCase() === email.toLowerCase() ? [entryId] : []
  })
}

function waits(db: Db, officeId: number) {
  return db
    .selectFrom('waitlist_entries as entry')
    .select([
      'entry.id as entryId',
      'entry.counter_id as counterId',
      'entry.from_date as fromDate',
      'entry.to_date as toDate',
      'entry.name',
    ])
    .where('entry.office_id', '=', officeId)
}

/** All that is kept of these waits. */
export async function heldWaits(db: Db, officeId: number, ids: readonly number[]) {
  if (ids.length === 0) return []
  return waits(db, officeId)
    .select([
      'entry.state',
      'entry.channel',
      'entry.language',
      'entry.people',
      'entry.from_minute as fromMinute',
      'entry.to_minute as toMinute',
      'entry.joined_at as joinedAt',
      'entry.ended_at as endedAt',
      'entry.email',
      'entry.phone',
    ])
    .where('entry.id', 'in', ids)
    .orderBy('entry.id')
    .execute()
}

export async function servicesOfWaits(db: Db, ids: readonly number[]) {
  return db
    .selectFrom('waitlist_services')
    .select(['entry_id as entryId', 'service_id as serviceId'])
    .where('entry_id', 'in', ids)
    .orderBy('position')
    .execute()
}

export async function offersOfWaits(
  db: Db,
  ids: readonly number[],
): Promise<Array<HeldWait['offers'][number] & { entryId: number }>> {
  return db
    .selectFrom('waitlist_offers')
    .select(['entry_id as entryId', 'starts_at as startsAt', 'made_at as madeAt', 'state'])
    .where('entry_id', 'in', ids)
    .orderBy('id')
    .execute()
}

/** What the audit says of these waits, since the first of them began. */
export async function deedsAboutWaits(
  db: Db,
  officeId: number,
  { ids, since }: { ids: readonly number[]; since: Instant },
): Promise<Array<HeldDeed & { entryId: number }>> {
  const rows = await db
    .selectFrom('audit')
    .leftJoin('staff', join => join.on(sql<boolean>`audit.actor = 'staff:' || cast(staff.id as text)`))
    .select(['audit.at', 'audit.deed', 'audit.details_json as details', 'staff.role', 'staff.pseudonym'])
    .where('audit.office_id', '=', officeId)
    .where('audit.at', '>=', since)
    .where('audit.deed', 'in', deedsOfWaits)
    .orderBy('audit.id')
    .execute()
  return rows.flatMap(({ details, ...deed }) => {
    const { entryId, entries = [] } = JSON.parse(details) as { entryId?: number; entries?: number[] }
    return [entryId ?? [], entries]
      .flat()
      .filter(id => ids.includes(id))
      .map(id => ({ ...deed, entryId: id }))
  })
}

const deedsOfWaits = [
  ...['waitlist_joined', 'waitlist_left', 'waitlist_ended', 'waitlist_viewed'],
  ...['place_offered', 'offer_declined', 'offer_passed'],
  ...['person_held_viewed', 'person_held_exported', 'person_erased'],
]
