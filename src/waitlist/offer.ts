import { recordAudit } from '../audit/entry-queries.ts'
import { type HoldRefusal, placeHold } from '../booking/hold.ts'
import { dateOf, type Instant, minuteOf } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { counterById, type Office } from '../offices/office.ts'
import type { Entry } from './entry.ts'
import { lastAnswerAt, offerDeadline } from './offer-time.ts'
import { findEntry } from './entry-queries.ts'
import { waitingBefore } from './line-queries.ts'
import { insertOffer } from './offer-queries.ts'
import { claimWaiting } from './state-queries.ts'
import { tellWaiting } from './tell.ts'

export type OfferRefusal = HoldRefusal | 'not_waiting' | 'line_changed' | 'too_near'

/**
 * Offers a free time to one person: a hold of the place until the deadline, and one message. Whoever waits before
 * them in the same days and hours was looked at and did not fit, and is named in `passedOver`; somebody else there
 * by now goes first. The places themselves decide a race with whoever books: then nothing is offered.
 */
export async function offerPlace(
  deps: Deps,
  office: Office,
  { id: entryId }: Pick<Entry, 'id'>,
  startsAt: Instant,
  passedOver: readonly number[],
): Promise<{ ok: true } | { ok: false; reason: OfferRefusal }> {
  const now = deps.clock.now()
  const date = dateOf(startsAt, office.timeZone)
  const minute = minuteOf(startsAt, office.timeZone)
  const outcome = await deps.store.write(async db => {
    const current = await deps.offices.current(db, office.id)
    // Claimed before it is read: of two servers that offer at once, one finds nobody waiting.
    const isClaimed = await claimWaiting(db, entryId)
    const entry = isClaimed ? await findEntry(db, current, entryId) : null
    if (!entry) return { ok: false as const, reason: 'not_waiting' as const }
    const earlier = await waitingBefore(db, entry, { date, minute })
    if (earlier.some(id => !passedOver.includes(id)))
      return { ok: false as const, reason: 'line_changed' as const }

    const counter = counterById(current, entry.counterId)
    const lastAt = lastAnswerAt(current, counter, startsAt)
    const until = offerDeadline(current.waitlist.offerMinutes, lastAt, now)
    if (until === null) return { ok: false as const, reason: 'too_near' as const }

    const { services, people, language, channel } = entry
    const wish = { services, people, startsAt, language, channel, share: 'public', heldUntil: until } as const
    const held = await placeHold(db, current, wish, now)
    if (!held.ok) return held
    const appointmentId = held.appointment.id
    await insertOffer(db, { officeId: office.id, entryId, appointmentId, startsAt, madeAt: now, until })
    await tellWaiting(db, entry, 'place_offered', { offer: { startsAt, until } }, now)
    const done = { actor: 'system', deed: 'place_offered' as const, appointmentId, details: { entryId } }
    await recordAudit(db, { officeId: office.id, at: now, ...done })
    return { ok: true as const, counterId: counter.id }
  })
  if (outcome.ok) deps.availability.changed(outcome.counterId, date)
  return outcome
}
