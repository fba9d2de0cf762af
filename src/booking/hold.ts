import { randomUUID } from 'node:crypto'
import type { Db } from '#db/store.ts'
import { grantAccess } from '../access/queries.ts'
import { dateOf, type Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { type Intent, type KeyReused, once } from '../intents/once.ts'
import type { Office } from '../offices/office.ts'
import {
  questionFor,
  refuseStart,
  refuseWish,
  type SlotRefusal,
  visitMinutes,
  type Wish,
  type WishRefusal,
} from '../slots/slot.ts'
import type { Channel, Language } from './appointment.ts'
import { insertHeld } from './queries.ts'
import { takePlaces } from './take-places.ts'

export type HoldRequest = Wish & { startsAt: Instant; language: Language; channel: Channel }

export type HoldRefusal = WishRefusal | SlotRefusal

export type Hold = {
  ok: true
  hold: string
  appointmentId: number
  counterId: number
  startsAt: Instant
  expiresAt: Instant
}

export type HoldOutcome = Hold | { ok: false; reason: HoldRefusal } | KeyReused

/** Keeps a time for `holdMinutes` while somebody types. The token in the answer is the only way to it. */
export async function hold(
  deps: Deps,
  office: Office,
  request: HoldRequest,
  intent: Intent,
): Promise<HoldOutcome> {
  const now = deps.clock.now()
  const outcome = await deps.store.write(
    db =>
      once<Hold | { ok: false; reason: HoldRefusal }>(db, intent, now, async () =>
        placeHold(db, await deps.offices.current(db, office.id), request, now),
      ),
    { rerunnable: true },
  )
  if (outcome.ok) deps.availability.changed(outcome.counterId, dateOf(outcome.startsAt, office.timeZone))
  return outcome
}

/** The hold within a transaction: checked by the rules as of now, then place by place. */
export async function placeHold(
  db: Db,
  office: Office,
  request: HoldRequest,
  now: Instant,
): Promise<Hold | { ok: false; reason: HoldRefusal }> {
  const wishRefusal = refuseWish(office, request)
  if (wishRefusal) return { ok: false, reason: wishRefusal }

  const question = questionFor(office, request, now)
  const startRefusal = refuseStart(question, request.startsAt)
  if (startRefusal) return { ok: false, reason: startRefusal }

  const { counter } = question
  const expiresAt = now + office.rules.holdMinutes * 60_000
  const { appointmentId, legId } = await insertHeld(db, {
    officeId: office.id,
    calendarUid: randomUUID(),
    language: request.language,
    people: request.people,
    channel: request.channel,
    heldUntil: expiresAt,
    now,
    counterId: counter.id,
    serviceIds: request.services.map(service => service.id),
    startsAt: request.startsAt,
    minutes: visitMinutes(request),
  })
  if (!(await takePlaces(db, { office, counter, wish: request }, legId, request.startsAt, now)))
    return { ok: false, reason: 'slot_full' }

  // The token outlives the hold for a while, so that a late visitor is told what happened.
  const hold = await grantAccess(
    db,
    { officeId: office.id, appointmentId, kind: 'hold', expiresAt: expiresAt + 24 * 3_600_000 },
    now,
  )
  return { ok: true, hold, appointmentId, counterId: counter.id, startsAt: request.startsAt, expiresAt }
}
