import type { Db } from '#db/store.ts'
import { recordAudit } from '../audit/queries.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { deleteLink, deleteLinksOf, deleteUser, findUser } from './queries.ts'

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
  { on, now }: { on: 'talk' | 'block'; now: Instant },
): Promise<number> {
  const appointmentIds = await deleteLinksOf(db, userId)
  for (const appointmentId of appointmentIds) {
    const entry = { officeId, at: now, actor: 'web', appointmentId }
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
