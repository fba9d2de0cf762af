import type { Db } from '#db/store.ts'
import { tokenHash } from '../access/token.ts'
import { recordAudit } from '../audit/entry-queries.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { codeMinutes, codeTriesMax, newLinkCode } from './code.ts'
import { isBooked, languageOfBooking, saveCode, saveLink, takeCode } from './link-queries.ts'
import { type LineUser, saveLanguage, saveTries } from './user-queries.ts'

const codeMilliseconds = codeMinutes * 60_000

/** A code by which the booking is linked with whoever sends it, once; the one before is good no more. */
export async function newCode(
  { store, clock }: Deps,
  { officeId, appointmentId }: { officeId: number; appointmentId: number },
): Promise<{ code: string; expiresAt: Instant }> {
  const code = newLinkCode()
  const expiresAt = clock.now() + codeMilliseconds
  await store.write(db => saveCode(db, { officeId, appointmentId, codeHash: tokenHash(code), expiresAt }))
  return { code, expiresAt }
}

export type LinkOutcome =
  | { ok: true; appointmentId: number }
  | { ok: false; reason: 'wrong_code' | 'too_many_tries' }
  | { ok: false; reason: 'not_booked'; appointmentId: number }

/**
 * Links the booking of a code with somebody, in the transaction of the event. A code that was never given, is over or
 * used up is the same wrong one; after five of them there is a wait, in which no code is looked at. That of a booking
 * cancelled meanwhile links nothing: nobody would ever be told of it. They are told in the language they have booked in,
 * unless they have chosen another on LINE.
 */
export async function linkByCode(
  db: Db,
  officeId: number,
  user: LineUser,
  code: string,
  now: Instant,
): Promise<LinkOutcome> {
  const isOver = now - user.triesSince >= codeMilliseconds
  const { tries, since } = isOver ? { tries: 0, since: now } : { tries: user.tries, since: user.triesSince }
  if (tries >= codeTriesMax) return { ok: false, reason: 'too_many_tries' }

  const appointmentId = await takeCode(db, { officeId, codeHash: tokenHash(code), now })
  if (appointmentId === null) {
    await saveTries(db, user.id, { tries: tries + 1, since })
    return { ok: false, reason: 'wrong_code' }
  }
  await saveTries(db, user.id, { tries: 0, since: now })
  if (!(await isBooked(db, appointmentId))) return { ok: false, reason: 'not_booked', appointmentId }
  await saveLink(db, { officeId, appointmentId, userId: user.id, now })
  const language = await languageOfBooking(db, appointmentId)
  if (language) await saveLanguage(db, user.id, { language, isChosen: false })
  await recordAudit(db, { officeId, at: now, actor: 'web', deed: 'line_linked', appointmentId })
  return { ok: true, appointmentId }
}
