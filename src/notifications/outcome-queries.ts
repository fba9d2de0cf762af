import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { MessageChannel } from './letter.ts'
import { type ClaimedMessage, waiting, type Which } from './due-queries.ts'

/** Ends a message and erases recipient and content; false when it had ended, or somebody else had claimed it. */
export async function endMessage(
  db: Db,
  { id, attempts }: ClaimedMessage,
  end: { state: 'sent' | 'failed' | 'expired'; at: Instant; lastError?: string | null },
): Promise<boolean> {
  const result = await db
    .updateTable('outbox')
    .set({ state: end.state, message_json: null, leased_until_at: null, ended_at: end.at })
    .$if(end.lastError !== undefined, query => query.set({ last_error: end.lastError }))
    .where('id', '=', id)
    .where('attempts', '=', attempts)
    .where('state', '=', waiting)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
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

/** Whether anything waits to go by a channel after an instant only. */
export async function isAnyDueAfter(db: Db, channel: MessageChannel, instant: Instant): Promise<boolean> {
  const row = await db
    .selectFrom('outbox')
    .select('id')
    .where('state', '=', waiting)
    .where('channel', '=', channel)
    .where('due_at', '>', instant)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Makes what waits to go by a channel after an instant only due now. */
export async function bringForward(
  db: Db,
  channel: MessageChannel,
  { after, now }: { after: Instant; now: Instant },
): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ due_at: now })
    .where('state', '=', waiting)
    .where('channel', '=', channel)
    .where('due_at', '>', after)
    .execute()
}

/** Notes that mail does not reach whom this message was for, so that staff see it; an address typed in line is not theirs. */
export async function markMailFailed(
  db: Db,
  { appointmentId, opinionId, message }: Pick<ClaimedMessage, 'appointmentId' | 'opinionId' | 'message'>,
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
    .where('email', '=', message.to)
    .where('id', 'in', eb =>
      eb.selectFrom('appointments').select('person_id').where('appointments.id', '=', appointmentId),
    )
    .execute()
}
