import type { ExpressionBuilder } from 'kysely'
import { chunksOf } from '#db/chunks.ts'
import type { Database } from '#db/schema.ts'
import type { Db } from '#db/store.ts'
import { word } from '#db/words.ts'
import type { Instant } from '../clock.ts'
import type { Letter } from './letter.ts'
import { waiting } from './due-queries.ts'

type About = {
  appointmentIds: readonly number[]
  opinionIds: readonly number[]
  entryIds: readonly number[]
}

/** Messages about appointments, the visits that these have become, opinions, and waits, of those that ended in these appointments too. */
function isAbout({ appointmentIds, opinionIds, entryIds }: About) {
  return (eb: ExpressionBuilder<Database, 'outbox'>) =>
    eb.or([
      ...(appointmentIds.length > 0
        ? [
            eb('outbox.appointment_id', 'in', appointmentIds),
            eb('outbox.visit_id', 'in', visits =>
              visits
                .selectFrom('visits')
                .select('visits.id')
                .where('visits.appointment_id', 'in', appointmentIds),
            ),
            eb('outbox.waitlist_entry_id', 'in', offers =>
              offers
                .selectFrom('waitlist_offers')
                .select('waitlist_offers.entry_id')
                .where('waitlist_offers.appointment_id', 'in', appointmentIds),
            ),
          ]
        : []),
      ...(entryIds.length > 0 ? [eb('outbox.waitlist_entry_id', 'in', entryIds)] : []),
      ...(opinionIds.length > 0 ? [eb('outbox.opinion_id', 'in', opinionIds)] : []),
    ])
}

/** Gives up the messages about these that still wait, with recipient and content. */
export async function expireMessagesAbout(db: Db, about: About, now: Instant): Promise<void> {
  await expire(db, now).where(isAbout(about)).execute()
}

/** Gives up the reminders of visits that still wait: they are no longer at that time. */
export async function expireReminders(
  db: Db,
  appointmentIds: readonly number[],
  now: Instant,
): Promise<void> {
  for (const ids of chunksOf(appointmentIds))
    await expire(db, now).where('appointment_id', 'in', ids).where('kind', '=', 'reminder').execute()
}

/** Gives up the notices of earlier calls of a visit that still wait: the window may be another by now. */
export async function expireCalls(db: Db, visitId: number, now: Instant): Promise<void> {
  await expire(db, now).where('visit_id', '=', visitId).where('kind', '=', 'called').execute()
}

/** Notices of a turn coming near that would come too late: nobody of the visit waits in line any more. */
export function lateNearTurns(db: Db, officeId: number): Promise<number[]> {
  return idsOf(noticesOutrun(db, 'near_turn', 'waiting').where('outbox.office_id', '=', officeId))
}

/** Notices of a call that would come too late: the visit has come to the window, was absent, or the call was taken back. */
export function lateCalls(db: Db): Promise<number[]> {
  return idsOf(noticesOutrun(db, 'called', 'called'))
}

/** Waiting notices of a kind of visits that have no ticket in the state any more that they tell of. */
function noticesOutrun(db: Db, kind: 'near_turn' | 'called', state: 'waiting' | 'called') {
  return db
    .selectFrom('outbox')
    .select('outbox.id')
    .where('outbox.state', '=', waiting)
    .where('kind', '=', kind)
    .where(eb =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('tickets')
            .select('tickets.id')
            .whereRef('tickets.visit_id', '=', 'outbox.visit_id')
            .where('tickets.state', '=', word(state)),
        ),
      ),
    )
}

async function idsOf(query: { execute: () => Promise<Array<{ id: number }>> }): Promise<number[]> {
  return (await query.execute()).map(({ id }) => id)
}

/** Gives these up, if they still wait. */
export async function expireMessages(db: Db, ids: readonly number[], now: Instant): Promise<void> {
  await expire(db, now).where('id', 'in', ids).execute()
}

/** The same for all that were written before an instant, should nothing have sent them. */
export async function expireMessagesBefore(
  db: Db,
  officeId: number,
  before: Instant,
  now: Instant,
): Promise<void> {
  await expire(db, now).where('office_id', '=', officeId).where('created_at', '<', before).execute()
}

function expire(db: Db, now: Instant) {
  return db
    .updateTable('outbox')
    .set({ state: 'expired', message_json: null, leased_until_at: null, ended_at: now })
    .where('state', '=', waiting)
}

/** What the kept mails about these are called. */
export async function mailsAbout(
  db: Db,
  about: About,
): Promise<Array<{ kind: Letter['kind']; state: string; createdAt: Instant; messageId: string }>> {
  return db
    .selectFrom('outbox')
    .select(['kind', 'state', 'created_at as createdAt', 'message_id as messageId'])
    .where(isAbout(about))
    .orderBy('id')
    .execute()
}
