import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { OpinionDeed, OpinionEvent } from './opinion.ts'

export async function insertEvent(
  db: Db,
  event: {
    officeId: number
    opinionId: number
    at: Instant
    deed: OpinionDeed
    pseudonym: string | null
    details: OpinionEvent['details']
  },
): Promise<void> {
  await db
    .insertInto('opinion_events')
    .values({
      office_id: event.officeId,
      opinion_id: event.opinionId,
      at: event.at,
      deed: event.deed,
      staff_pseudonym: event.pseudonym,
      details_json: JSON.stringify(event.details),
    })
    .execute()
}

/** What was done with an opinion, in order. */
export async function eventsOfOpinion(db: Db, opinionId: number): Promise<OpinionEvent[]> {
  const rows = await db
    .selectFrom('opinion_events')
    .select(['at', 'deed', 'staff_pseudonym as pseudonym', 'details_json as details'])
    .where('opinion_id', '=', opinionId)
    .orderBy('id')
    .execute()
  return rows.map(row => ({ ...row, details: JSON.parse(row.details) as OpinionEvent['details'] }))
}
