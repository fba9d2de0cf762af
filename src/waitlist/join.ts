import { createHash } from 'node:crypto'
import type { Db } from '#db/store.ts'
import { takeTurns } from '#db/take-turns.ts'
import { recordAudit } from '../audit/entry-queries.ts'
import type { Booker } from '../booking/appointment.ts'
import { dateOf, daysBetween, type Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { type Intent, type KeyReused, once } from '../intents/once.ts'
import type { Language } from '../languages.ts'
import type { Office } from '../offices/office.ts'
import { contactKey } from '../persons/contact.ts'
import { questionFor, refuseWish, type WishRefusal } from '../slots/slot.ts'
import { type Entry, firstFitting, type WaitWish, wishedSlots, wishText } from './entry.ts'
import { findEntry, insertEntry } from './entry-queries.ts'
import { entryOfWish, waitsDuring, waitsOfContact } from './line-queries.ts'
import { grantEntry } from './token-queries.ts'
import { tellWaiting } from './tell.ts'

export type JoinRefusal =
  | WishRefusal
  | 'waitlist_off'
  | 'place_free'
  | 'nothing_then'
  | 'already_waiting'
  | 'too_many_waits'
  | 'waitlist_full'

export type Joiner = {
  name: string
  email: string | null
  phone: string | null
  language: Language
  channel: Entry['channel']
}

type Joined = { ok: true; entryId: number; token: string }
type Outcome = Joined | { ok: false; reason: JoinRefusal }
export type JoinOutcome = Outcome | KeyReused

/**
 * Puts a wish at the end of the counter's line, and confirms it. Refused where nothing could come free, where a
 * place is free already, and where the same contact waits for the same or for too much; the limits of a contact
 * bind residents alone.
 */
export async function join(
  deps: Deps,
  office: Office,
  { wish, joiner, actor }: { wish: WaitWish; joiner: Joiner; actor: Booker },
  intent: Intent,
): Promise<JoinOutcome> {
  if (!office.waitlist.isOn) return { ok: false, reason: 'waitlist_off' }
  const wishRefusal = refuseWish(office, wish)
  if (wishRefusal) return { ok: false, reason: wishRefusal }
  const now = deps.clock.now()
  const refusal = await refuseSpan(deps, office, wish, now)

  return deps.store.write(
    db =>
      once<Outcome>(db, intent, now, async () => {
        if (refusal) return { ok: false, reason: refusal }
        return joinLine(db, await deps.offices.current(db, office.id), { wish, joiner, actor }, now)
      }),
    { rerunnable: true },
  )
}

/** Why it is of no use to wait for this: nobody is there then, or a place is free. */
async function refuseSpan(
  { availability }: Deps,
  office: Office,
  wish: WaitWish,
  now: Instant,
): Promise<'nothing_then' | 'place_free' | null> {
  const { last } = questionFor(office, wish, now)
  const today = dateOf(now, office.timeZone)
  const from = wish.fromDate < today ? today : wish.fromDate
  const to = wish.toDate > last ? last : wish.toDate
  if (from > to) return 'nothing_then'
  const { days } = await availability.days(office, wish, from, to)
  if (firstFitting(days, wish)) return 'place_free'
  return wishedSlots(days, wish).length === 0 ? 'nothing_then' : null
}

async function joinLine(
  db: Db,
  office: Office,
  { wish, joiner, actor }: { wish: WaitWish; joiner: Joiner; actor: Booker },
  now: Instant,
): Promise<Outcome> {
  const counterId = wish.services[0]?.counterId ?? 0
  const emailKey = contactKey(office.id, joiner.email)
  const phoneKey = contactKey(office.id, joiner.phone)
  await takeTurns(
    db,
    [emailKey, phoneKey, `waitlist ${counterId}`].flatMap(key => key ?? []),
  )

  const wishKey = digest(`${emailKey} ${phoneKey} ${wishText(wish)}`)
  if ((await entryOfWish(db, office.id, wishKey)) !== null) return { ok: false, reason: 'already_waiting' }
  const waits = await waitsOfContact(db, office.id, { emailKey, phoneKey })
  if (joiner.channel !== 'staff' && waits >= office.waitlist.perContactMax)
    return { ok: false, reason: 'too_many_waits' }
  if ((await longestLine(db, counterId, wish)) >= office.waitlist.perDayMax)
    return { ok: false, reason: 'waitlist_full' }

  const { name, email, phone, language, channel } = joiner
  const entryId = await insertEntry(db, {
    ...wish,
    ...{ officeId: office.id, counterId, channel, language, wishKey },
    ...{ name, email, phone, emailKey, phoneKey, joinedAt: now },
  })
  if (entryId === null) return { ok: false, reason: 'already_waiting' }
  const entry = await findEntry(db, office, entryId)
  if (!entry) throw new Error('an entry that is not there')
  const token = await grantEntry(db, entry, now)
  await tellWaiting(db, entry, 'waitlisted', { token }, now)
  const done = { actor, deed: 'waitlist_joined' as const, counterId, details: { entryId } }
  await recordAudit(db, { officeId: office.id, at: now, ...done })
  return { ok: true, entryId, token }
}

/** How many wait for that one of these days for which most do. */
async function longestLine(db: Db, counterId: number, wish: WaitWish): Promise<number> {
  const waits = await waitsDuring(db, counterId, wish)
  const lines = daysBetween(wish.fromDate, wish.toDate).map(
    date => waits.filter(({ fromDate, toDate }) => fromDate <= date && date <= toDate).length,
  )
  return Math.max(0, ...lines)
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
