import { setImmediate } from 'node:timers/promises'
import { dateOf, type Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { counterById, type Office } from '../offices/office.ts'
import { type Day, questionFor, refuseWish } from '../slots/slot.ts'
import { type Entry, firstFitting } from './entry.ts'
import { offerPlace } from './offer.ts'
import { canBeOffered, canBeTold, isOfferTime } from './offer-time.ts'
import { passOn } from './pass-on.ts'
import { waitingAt } from './entry-queries.ts'
import { lineMarks } from './line-queries.ts'

/** What a counter's line was last looked at with: while all of it stays, nothing can have come free for anybody. */
type Looked = { mark: string; version: number; revision: number; goodUntil: Instant }

/** How soon a line is looked at again in which somebody waits until staff can tell them. */
const untoldMilliseconds = 60_000

/** Makes the job that offers freed places; it remembers what it has looked at, so that it is cheap when nothing changes. */
export function createOfferJob(deps: Deps): (office: Office) => Promise<void> {
  const looked = new Map<number, Looked>()

  return async office => {
    await passOn(deps, office)
    if (!isOfferTime(office, deps.clock.now())) return looked.clear()
    const lines = await deps.store.read(db => lineMarks(db, office.id))
    for (const { counterId, mark } of lines) {
      const version = deps.availability.version(counterId)
      const known = looked.get(counterId)
      const isSame = known?.mark === mark && known.version === version && known.revision === office.revision
      if (isSame && deps.clock.now() < known.goodUntil) continue
      const goodUntil = await offerAlong(deps, office, counterId)
      looked.set(counterId, { mark, version, revision: office.revision, goodUntil })
    }
  }
}

/**
 * Asks for each of those who wait at a counter, in joining order, whether something is free for them now, and
 * offers it. Answers until when another look finds the same unless something changes.
 */
async function offerAlong(deps: Deps, office: Office, counterId: number): Promise<Instant> {
  const entries = await deps.store.read(db => waitingAt(db, office, counterId))
  const counter = counterById(office, counterId)
  const passedOver: number[] = []
  let goodUntil = Number.POSITIVE_INFINITY
  for (const entry of entries) {
    const now = deps.clock.now()
    if (!canBeTold(office, counter, entry, now)) {
      passedOver.push(entry.id)
      goodUntil = Math.min(goodUntil, now + untoldMilliseconds)
      continue
    }
    const answer = await daysFor(deps, office, entry)
    goodUntil = Math.min(goodUntil, answer?.goodUntil ?? goodUntil)
    const slot =
      answer &&
      firstFitting(
        answer.days,
        entry,
        startsAt =>
          !entry.refusedStarts.includes(startsAt) &&
          canBeOffered(office, counter, startsAt, deps.clock.now()),
      )
    const isOffered = slot && (await offerPlace(deps, office, entry, slot.startsAt, passedOver)).ok
    if (!isOffered) passedOver.push(entry.id)
    await setImmediate()
  }
  return goodUntil
}

async function daysFor(
  { availability, clock }: Deps,
  office: Office,
  entry: Entry,
): Promise<{ days: Day[]; goodUntil: Instant } | null> {
  // A service may have been taken away since: then nothing is free, and nothing is offered.
  if (refuseWish(office, entry)) return null
  const now = clock.now()
  const today = dateOf(now, office.timeZone)
  const { last } = questionFor(office, entry, now)
  const from = entry.fromDate < today ? today : entry.fromDate
  const to = entry.toDate > last ? last : entry.toDate
  return from > to ? null : availability.days(office, entry, from, to)
}
