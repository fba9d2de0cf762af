import type { ExpressionBuilder } from 'kysely'
import { chunksOf } from '#db/chunks.ts'
import { type Blanks, prepared } from '#db/prepared.ts'
import type { Database } from '#db/schema.ts'
import type { Db } from '#db/store.ts'
import { word } from '#db/words.ts'
import type { Instant } from '../clock.ts'
import type { Letter, MessageChannel } from './outbox.ts'

const waiting = word('waiting')

/** A message that one sender has for itself until the lease ends. `attempts` tells its claim from any other. */
export type ClaimedMessage = Letter & {
  id: number
  officeId: number
  /** What it is about: one of the two. */
  appointmentId: number | null
  opinionId: number | null
  visitId: number | null
  channel: MessageChannel
  messageId: string
  attempts: number
  createdAt: Instant
  leasedUntil: Instant
}

/** Which messages somebody sends: those of one way, of one office or of all. */
export type Which = { channel: MessageChannel; officeId: number | null }

/**
 * Ids of messages that may go now, oldest first; one waits while an earlier one of its appointment waits for the same
 * way. What happens at the counter waits for nothing.
 */
export async function dueMessageIds(
  db: Db,
  { channel, officeId }: Which,
  now: Instant,
  countMax: number,
): Promise<number[]> {
  const rows = await db
    .selectFrom('outbox as due')
    .select('due.id')
    .where('due.state', '=', waiting)
    .where('due.channel', '=', channel)
    .$if(officeId !== null, query => query.where('due.office_id', '=', officeId))
    .where('due.due_at', '<=', now)
    .where(eb => eb.or([eb('due.leased_until_at', 'is', null), eb('due.leased_until_at', '<=', now)]))
    .where(eb =>
      eb.or([
        eb('due.visit_id', 'is not', null),
        eb.not(
          eb.exists(
            eb
              .selectFrom('outbox as earlier')
              .select('earlier.id')
              .whereRef('earlier.appointment_id', '=', 'due.appointment_id')
              .whereRef('earlier.channel', '=', 'due.channel')
              .whereRef('earlier.id', '<', 'due.id')
              .where('earlier.state', '=', waiting),
          ),
        ),
      ]),
    )
    .orderBy('due.created_at')
    .orderBy('due.id')
    .limit(countMax)
    .execute()
  return rows.map(({ id }) => id)
}

/** Claims those of `ids` that are still free: what another sender has just taken is not among the answer. */
export async function claimMessages(
  db: Db,
  ids: number[],
  leasedUntil: Instant,
  now: Instant,
): Promise<ClaimedMessage[]> {
  const rows = await db
    .updateTable('outbox')
    .set(eb => ({ leased_until_at: leasedUntil, attempts: eb('attempts', '+', 1) }))
    .where('id', 'in', ids)
    .where('state', '=', waiting)
    .where('due_at', '<=', now)
    .where(eb => eb.or([eb('leased_until_at', 'is', null), eb('leased_until_at', '<=', now)]))
    .returningAll()
    .execute()

  return rows
    .toSorted((a, b) => a.created_at - b.created_at || a.id - b.id)
    .map(row => ({
      id: row.id,
      officeId: row.office_id,
      appointmentId: row.appointment_id,
      opinionId: row.opinion_id,
      visitId: row.visit_id,
      channel: row.channel,
      kind: row.kind,
      message: JSON.parse(row.message_json ?? 'null'),
      messageId: row.message_id,
      attempts: row.attempts,
      createdAt: row.created_at,
      leasedUntil,
    }))
}

/** Ends a message and erases recipient and content. */
export async function endMessage(
  db: Db,
  { id, attempts }: ClaimedMessage,
  end: { state: 'sent' | 'failed' | 'expired'; at: Instant; lastError?: string | null },
): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ state: end.state, message_json: null, leased_until_at: null, ended_at: end.at })
    .$if(end.lastError !== undefined, query => query.set({ last_error: end.lastError }))
    .where('id', '=', id)
    .where('attempts', '=', attempts)
    .where('state', '=', waiting)
    .execute()
}

/** Gives a message back to be tried again. */
export async function postponeMessage(
  db: Db,
  { id, attempts }: ClaimedMessage,
  later: { dueAt: Instant; lastError: string },
): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ due_at: later.dueAt, last_error: later.lastError, leased_until_at: null })
    .where('id', '=', id)
    .where('attempts', '=', attempts)
    .where('state', '=', waiting)
    .execute()
}

/** Gives claimed messages back untried and lets everything that waits for this way rest until `until`. */
export async function pauseOutbox(
  db: Db,
  { channel, officeId }: Which,
  untried: ClaimedMessage[],
  until: Instant,
): Promise<void> {
  const ids = untried.map(({ id }) => id)
  if (ids.length > 0)
    await db
      .updateTable('outbox')
      .set(eb => ({ leased_until_at: null, attempts: eb('attempts', '-', 1) }))
      .where('id', 'in', ids)
      .where('state', '=', waiting)
      .execute()
  await db
    .updateTable('outbox')
    .set({ due_at: until })
    .where('state', '=', waiting)
    .where('channel', '=', channel)
    .$if(officeId !== null, query => query.where('office_id', '=', officeId))
    .where('due_at', '<', until)
    .execute()
}

/** Offices with messages that may go now by this way. */
export async function officesWithDue(db: Db, channel: MessageChannel, now: Instant): Promise<number[]> {
  const rows = await db
    .selectFrom('outbox')
    .select('office_id')
    .distinct()
    .where('state', '=', waiting)
    .where('due_at', '<=', now)
    .where('channel', '=', channel)
    .execute()
  return rows.map(({ office_id }) => office_id)
}

/** Who is told of a booking on LINE, in which language; null when nobody is, or the office's channel is off. */
export async function lineOf(
  db: Db,
  appointmentId: number,
): Promise<{ userKey: string; language: string | undefined } | null> {
  const [row] = (await selectLine(db, { appointmentId })).rows
  return row ? { userKey: row.userKey, language: row.language ?? undefined } : null
}

/** The same for many, by appointment; who is not linked is not among them. */
export async function linesOf(
  db: Db,
  appointmentIds: readonly number[],
): Promise<Map<number, { userKey: string; language: string | undefined }>> {
  const lines = new Map<number, { userKey: string; language: string | undefined }>()
  for (const ids of chunksOf(appointmentIds))
    for (const row of await linked(db).where('link.appointment_id', 'in', ids).execute())
      lines.set(row.appointmentId, { userKey: row.userKey, language: row.language ?? undefined })
  return lines
}

function linked(db: Db) {
  return db
    .selectFrom('line_links as link')
    .innerJoin('line_users as user', 'user.id', 'link.line_user_id')
    .innerJoin('line_channels as channel', 'channel.office_id', 'link.office_id')
    .select(['link.appointment_id as appointmentId', 'user.user_key as userKey', 'user.language'])
    .where('channel.is_on', '=', 1)
}

const selectLine = prepared((db, blank: Blanks<{ appointmentId: number }>) =>
  linked(db).where('link.appointment_id', '=', blank('appointmentId')),
)

/** Where mail reaches whoever has booked; null without an address. */
export async function emailOf(db: Db, appointmentId: number): Promise<string | null> {
  const row = await db
    .selectFrom('appointments as appointment')
    .innerJoin('persons as person', 'person.id', 'appointment.person_id')
    .select('person.email')
    .where('appointment.id', '=', appointmentId)
    .executeTakeFirst()
  return row?.email ?? null
}

/** Messages that wait to reach somebody on LINE. */
export async function waitingForLine(
  db: Db,
  officeId: number,
  userKey: string,
): Promise<Array<Letter & Pick<ClaimedMessage, 'id' | 'officeId' | 'appointmentId' | 'visitId'>>> {
  const rows = await db
    .selectFrom('outbox')
    .select(['id', 'office_id as officeId', 'appointment_id as appointmentId', 'visit_id as visitId', 'kind'])
    .select('message_json as message')
    .where('state', '=', waiting)
    .where('office_id', '=', officeId)
    .where('channel', '=', 'line')
    .execute()
  return rows
    .map(({ message, ...row }) => ({ ...row, message: JSON.parse(message ?? 'null') }))
    .filter(({ message }) => message?.to === userKey)
}

/** Notes that mail does not reach whom this message was for, so that staff see it. */
export async function markMailFailed(
  db: Db,
  { appointmentId, opinionId }: Pick<ClaimedMessage, 'appointmentId' | 'opinionId'>,
  now: Instant,
): Promise<void> {
  if (opinionId !== null)
    await db
      .updateTable('opinion_contacts')
      .set({ mail_failed_at: now })
      .where('opinion_id', '=', opinionId)
      .execute()
  if (appointmentId === null) return
  await db
    .updateTable('persons')
    .set({ mail_failed_at: now })
    .where('id', 'in', eb =>
      eb.selectFrom('appointments').select('person_id').where('appointments.id', '=', appointmentId),
    )
    .execute()
}

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

/** Notices of a turn coming near that would come too late: nobody of the visit waits in line any more. */
export async function lateNearTurns(db: Db, officeId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('outbox')
    .select('outbox.id')
    .where('outbox.state', '=', waiting)
    .where('outbox.office_id', '=', officeId)
    .where('kind', '=', 'near_turn')
    .where(eb =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('tickets')
            .select('tickets.id')
            .whereRef('tickets.visit_id', '=', 'outbox.visit_id')
            .where('tickets.state', '=', waiting),
        ),
      ),
    )
    .execute()
  return rows.map(({ id }) => id)
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
