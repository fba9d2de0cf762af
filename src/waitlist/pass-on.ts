import { recordAudit } from '../audit/entry-queries.ts'
import { addDays, dateOf, type Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { counterById, type Office } from '../offices/office.ts'
import { questionFor, refuseStart } from '../slots/slot.ts'
import { clockLeap } from '../wrong-clock/clock-leap.ts'
import { freePlace } from './decline.ts'
import type { Entry } from './entry.ts'
import { isOfferTime, isOver } from './offer-time.ts'
import { findEntry, waitsUntil } from './entry-queries.ts'
import { closeOffer, dueOffers, isUntold } from './offer-queries.ts'
import { backInLine, endWait, lockEntry } from './state-queries.ts'
import { tellWaiting } from './tell.ts'

/** Ends the offers that nobody answered in time, so that their places go to the next. */
export async function passOn(deps: Deps, office: Office): Promise<void> {
  const due = await deps.store.read(db => dueOffers(db, office.id, deps.clock.now()))
  for (const { id, entryId } of due) await passOne(deps, office, id, entryId)
}

/**
 * Whoever let too many offers pass waits no longer, and is told so. An offer whose message never left because our
 * mail was down counts for nothing, nor does one that the office's rules of now let nobody take.
 */
async function passOne(deps: Deps, office: Office, offerId: number, entryId: number): Promise<void> {
  const now = deps.clock.now()
  const freed = await deps.store.write(async db => {
    await lockEntry(db, entryId)
    const current = await deps.offices.current(db, office.id)
    const entry = await findEntry(db, current, entryId)
    if (entry?.offer?.id !== offerId || !(await closeOffer(db, offerId, 'passed', now))) return null
    const entered = { officeId: office.id, at: now, actor: 'system', counterId: entry.counterId }
    await recordAudit(db, { ...entered, deed: 'offer_passed', details: { entryId } })

    const isOurs = isClosed(current, entry, entry.offer.startsAt, now) || (await isUntold(db, entryId))
    const passed = entry.passed + (isOurs ? 0 : 1)
    if (passed >= current.waitlist.passedMax) {
      await tellWaiting(db, entry, 'waitlist_ended', { because: 'passed' }, now)
      await endWait(db, entryId, { reason: 'passed', at: now, passed })
      await recordAudit(db, { ...entered, deed: 'waitlist_ended', details: { entryId, reason: 'passed' } })
    } else await backInLine(db, entryId, passed)
    return freePlace(db, entry.counterId, entry.offer)
  })
  if (freed) deps.availability.changed(freed.counterId, dateOf(freed.startsAt, office.timeZone))
}

function isClosed(office: Office, entry: Entry, startsAt: Instant, now: Instant): boolean {
  return refuseStart(questionFor(office, entry, now), startsAt) === 'slot_closed'
}

/** Days on which a counter may be closed in a row: bookings for the day after end before them. */
const closedDaysMax = 14

/**
 * Ends the waits for days of which nothing can be offered any more; by day, because it is told. None while the clock may
 * have been put forward: name and contact go with the wait, for good.
 */
export async function endWaits(deps: Deps, office: Office): Promise<void> {
  const now = deps.clock.now()
  if (!isOfferTime(office, now)) return
  if (await deps.store.read(db => clockLeap(db, now, office.timeZone))) return
  const near = addDays(dateOf(now, office.timeZone), closedDaysMax)
  const entries = await deps.store.read(db => waitsUntil(db, office, near))
  for (const known of entries) {
    if (!isOver(office, counterById(office, known.counterId), known, now)) continue
    await deps.store.write(async db => {
      await lockEntry(db, known.id)
      const entry = await findEntry(db, office, known.id)
      if (entry?.state !== 'waiting') return
      await tellWaiting(db, entry, 'waitlist_ended', { because: 'over' }, now)
      await endWait(db, entry.id, { reason: 'over', at: now })
      const details = { entryId: entry.id, reason: 'over' }
      const entered = { officeId: office.id, at: now, actor: 'system', counterId: entry.counterId }
      await recordAudit(db, { ...entered, deed: 'waitlist_ended', details })
    })
  }
}
