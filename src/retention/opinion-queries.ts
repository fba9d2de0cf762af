import { sql } from 'kysely'
import type { Db } from '#db/store.ts'
import { words } from '#db/words.ts'
import { foundMax, type FoundOpinion, type HeldDeed } from './held.ts'

/** Opinions whose writer left one of these contacts. */
export async function findOpinions(
  db: Db,
  officeId: number,
  { emails, phones }: { emails: readonly string[]; phones: readonly string[] },
): Promise<FoundOpinion[]> {
  if (emails.length + phones.length === 0) return []
  return opinions(db, officeId)
    .where(eb =>
      eb.or([
        ...emails.map(email => eb(eb.fn<string>('lower', ['contact.email']), '=', email.toLowerCase())),
        ...(phones.length === 0 ? [] : [eb('contact.phone', 'in', phones)]),
      ]),
    )
    .orderBy('opinion.id', 'desc')
    .limit(foundMax)
    .execute()
}

function opinions(db: Db, officeId: number) {
  return db
    .selectFrom('opinions as opinion')
    .leftJoin('opinion_contacts as contact', 'contact.opinion_id', 'opinion.id')
    .select([
      'opinion.id as opinionId',
      'opinion.receipt',
      'opinion.counter_id as counterId',
      'opinion.received_date as receivedDate',
      'contact.name',
    ])
    .where('opinion.office_id', '=', officeId)
}

/** All that is kept of these opinions. */
export async function heldOpinions(db: Db, officeId: number, ids: readonly number[]) {
  if (ids.length === 0) return []
  return opinions(db, officeId)
    .select([
      'opinion.channel',
      'opinion.language',
      'opinion.category',
      'opinion.state',
      'opinion.text',
      'opinion.answer',
      'contact.opinion_id as contactOf',
      'contact.email',
      'contact.phone',
    ])
    .where('opinion.id', 'in', ids)
    .orderBy('opinion.id')
    .execute()
}

/** What was done with these opinions, and who looked at their writers' contact. */
export async function deedsAboutOpinions(
  db: Db,
  ids: readonly number[],
): Promise<Array<HeldDeed & { opinionId: number }>> {
  if (ids.length === 0) return []
  const done = await db
    .selectFrom('opinion_events as event')
    .leftJoin('staff', 'staff.pseudonym', 'event.staff_pseudonym')
    .select(['event.opinion_id as opinionId', 'event.at', 'event.deed', 'staff.role', 'staff.pseudonym'])
    .where('event.opinion_id', 'in', ids)
    .orderBy('event.id')
    .execute()
  const seen = await db
    .selectFrom('audit')
    .leftJoin('staff', join => join.on(sql<boolean>`audit.actor = 'staff:' || cast(staff.id as text)`))
    .select(['audit.at', 'audit.deed', 'audit.details_json as details', 'staff.role', 'staff.pseudonym'])
    .where('audit.deed', 'in', words('opinion_contact_viewed', 'person_held_viewed', 'person_held_exported'))
    .where(
      'audit.details_json',
      'in',
      ids.map(opinionId => JSON.stringify({ opinionId })),
    )
    .orderBy('audit.id')
    .execute()
  return [
    ...done,
    ...seen.map(({ details, ...deed }) => ({ ...deed, opinionId: (JSON.parse(details) as Seen).opinionId })),
  ]
}

type Seen = { opinionId: number }
