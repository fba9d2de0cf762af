import type { Db } from '#db/store.ts'
import { word } from '#db/words.ts'
import type { Instant } from '../clock.ts'
import type { Letter, MessageChannel } from './letter.ts'

export const waiting = word('waiting')

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
  claimedAt: Instant
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
      claimedAt: now,
      leasedUntil,
    }))
}

/** Whether a message still waits to be sent by whoever has claimed it. */
export async function isStillClaimed(db: Db, { id, attempts }: ClaimedMessage): Promise<boolean> {
  const row = await db
    .selectFrom('outbox')
    .select('id')
    .where('id', '=', id)
    .where('attempts', '=', attempts)
    .where('state', '=', waiting)
    .executeTakeFirst()
  return row !== undefined
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
