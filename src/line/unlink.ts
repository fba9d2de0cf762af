import type { Db } from '#db/store.ts'
import { recordAudit } from '../audit/entry-queries.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { waitingForLine } from '../notifications/due-queries.ts'
import { expireMessages } from '../notifications/expiry-queries.ts'
import { deleteLink, deleteLinksOf } from './link-queries.ts'
import { deleteUser, findUser, userKeys } from './user-queries.ts'
import { tellByMail } from './tell-by-mail.ts'

/** Ends the notices about one booking on LINE; ending them twice is no error. */
export function unlink(
  { store, clock }: Deps,
  { officeId, appointmentId }: { officeId: number; appointmentId: number },
): Promise<void> {
  return store.write(async db => {
    if (!(await deleteLink(db, appointmentId))) return
    const entry = { officeId, at: clock.now(), actor: 'web', appointmentId }
    await recordAudit(db, { ...entry, deed: 'line_unlinked', details: { on: 'page' } })
  })
}

/** Ends those about all bookings of somebody, and answers how many there were. */
export async function unlinkAll(
  db: Db,
  { officeId, userId }: { officeId: number; userId: number },
  { on, actor = 'web', now }: { on: 'talk' | 'block' | 'erasure'; actor?: string; now: Instant },
): Promise<number> {
  const appointmentIds = await deleteLinksOf(db, userId)
  for (const appointmentId of appointmentIds) {
    const entry = { officeId, at: now, actor, appointmentId }
    await recordAudit(db, { ...entry, deed: 'line_unlinked', details: { on } })
  }
  return appointmentIds.length
}

/**
 * Forgets somebody whom LINE reaches no more, unless they have become a friend again after `until`. Mails about their
 * bookings go on.
 */
export async function forgetUser(
  db: Db,
  { officeId, key, until }: { officeId: number; key: string; until: Instant },
  now = until,
): Promise<void> {
  const userId = await findUser(db, { officeId, key, until })
  if (userId === null) return
  await unlinkAll(db, { officeId, userId }, { on: 'block', now })
  await deleteUser(db, userId)
}

/** Forgets these people on request, with all their links; what still waits to reach them goes by mail instead. */
export async function forgetUsers(
  db: Db,
  { officeId, userIds, actor }: { officeId: number; userIds: readonly number[]; actor: string },
  now: Instant,
): Promise<void> {
  for (const { id, key } of userIds.length === 0 ? [] : await userKeys(db, officeId, userIds)) {
    await unlinkAll(db, { officeId, userId: id }, { on: 'erasure', actor, now })
    for (const { id: messageId, ...lost } of await waitingForLine(db, officeId, key)) {
      await expireMessages(db, [messageId], now)
      await tellByMail(db, lost)
    }
    await deleteUser(db, id)
  }
}
