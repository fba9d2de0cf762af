import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { type Asked, askedByData, askedByText } from './asked.ts'
import { parseLinkCode } from './code.ts'
import { isStale, type LineEvent } from './event.ts'
import { linkByCode } from './link.ts'
import { blockedAt, claimEvent, noteBlock } from './event-queries.ts'
import { type LineUser, meetUser, saveLanguage } from './user-queries.ts'
import { forgetUser, unlinkAll } from './unlink.ts'

/** What somebody is to be told. */
export type Said =
  | Asked
  | { what: 'welcome' | 'wrong_code' | 'too_many_tries' | 'unlinked' | 'nothing_linked' | 'not_text' }
  | { what: 'linked' | 'not_booked'; appointmentId: number }

export type Answer = { user: LineUser; replyToken: string | null; said: Said }

/**
 * Does what an event wants, in one transaction with the note that it is done: an event that comes twice, to one server
 * or two, has one effect. Null where there is nothing to answer.
 */
export async function receive(deps: Deps, officeId: number, event: LineEvent): Promise<Answer | null> {
  const now = deps.clock.now()
  if (isStale(event, now)) return null
  const isMessage = event.what.type !== 'follow' && event.what.type !== 'unfollow'
  if (isMessage && !(await deps.limits.allowLineMessage(event.userKey))) return null

  return deps.store.write(async db => {
    if (!(await claimEvent(db, { officeId, key: event.key, now }))) return null
    const { userKey: key, at, what, replyToken } = event
    if (what.type === 'unfollow') {
      await noteBlock(db, { officeId, userKey: key, at })
      await forgetUser(db, { officeId, key, until: at }, now)
      return null
    }
    // From before they blocked the account, delivered late: LINE would tell them nothing, and say that it did.
    const blocked = await blockedAt(db, { officeId, userKey: key })
    if (blocked !== null && at < blocked) return null
    const isFollow = what.type === 'follow'
    const user = await meetUser(db, { officeId, key, eventAt: at, isFollow, now })
    return { user, replyToken, said: await said(db, officeId, user, what, now) }
  })
}

async function said(
  db: Db,
  officeId: number,
  user: LineUser,
  what: Exclude<LineEvent['what'], { type: 'unfollow' }>,
  now: Instant,
): Promise<Said> {
  if (what.type === 'follow') return { what: 'welcome' }
  if (what.type === 'other_message') return { what: 'not_text' }
  const code = what.type === 'text' ? parseLinkCode(what.text) : null
  if (code !== null) {
    const outcome = await linkByCode(db, officeId, user, code, now)
    if (outcome.ok) return { what: 'linked', appointmentId: outcome.appointmentId }
    return outcome.reason === 'not_booked'
      ? { what: outcome.reason, appointmentId: outcome.appointmentId }
      : { what: outcome.reason }
  }
  const asked = what.type === 'text' ? askedByText(what.text) : askedByData(what.data)
  if (asked.what === 'language') await saveLanguage(db, user.id, { language: asked.language, isChosen: true })
  if (asked.what !== 'unlink') return asked
  const count = await unlinkAll(db, { officeId, userId: user.id }, { on: 'talk', now })
  return { what: count > 0 ? 'unlinked' : 'nothing_linked' }
}
