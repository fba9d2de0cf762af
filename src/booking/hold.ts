import { randomUUID } from 'node:crypto'
import type { Db } from '#db/store.ts'
import { grantAccess } from '../access/queries.ts'
import { dateOf, type Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { type Intent, type KeyReused, once } from '../intents/once.ts'
import type { Language } from '../languages.ts'
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
import type { Appointment, Channel } from './appointment.ts'
import { insertHeld } from './queries.ts'
import { type Overbooked, takePlaces } from './take-places.ts'

export type HoldRequest = Wish & {
  startsAt: Instant
  language: Language
  /** `staff` has all windows to choose from, residents their share. */
  channel: Channel
  /** Whether a place above all windows may be taken where they are full: a deliberate overbooking. */
  isOverbooking?: boolean
}

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
      once<Hold | { ok: false; reason: HoldRefusal }>(db, intent, now, async () => {
        const held = await placeHold(db, await deps.offices.current(db, office.id), request, now)
        return held.ok ? tokenFor(db, held.appointment, held.expiresAt, now) : held
      }),
    { rerunnable: true },
  )
  if (outcome.ok) deps.availability.changed(outcome.counterId, dateOf(outcome.startsAt, office.timeZone))
  return outcome
}

async function tokenFor(db: Db, held: Appointment, expiresAt: Instant, now: Instant): Promise<Hold> {
  const { id: appointmentId, officeId, leg } = held
  // The token outlives the hold for a while, so that a late visitor is told what happened.
  const access = { officeId, appointmentId, kind: 'hold' as const, expiresAt: expiresAt + 24 * 3_600_000 }
  const token = await grantAccess(db, access, now)
  return { ok: true, hold: token, appointmentId, counterId: leg.counterId, startsAt: leg.startsAt, expiresAt }
}

export type Held = { ok: true; appointment: Appointment; expiresAt: Instant; overbooked: Overbooked[] }

/** The hold within a transaction: checked by the rules as of now, then place by place. */
export async function placeHold(
  db: Db,
  office: Office,
  request: HoldRequest,
  now: Instant,
): Promise<Held | { ok: false; reason: HoldRefusal }> {
  // The caller knows the services from a moment ago.
  const services = request.services.flatMap(
    ({ id }) => office.services.find(service => service.id === id) ?? [],
  )
  if (services.length < request.services.length) return { ok: false, reason: 'not_bookable' }
  const wish = { services, people: request.people }
  const wishRefusal = refuseWish(office, wish)
  if (wishRefusal) return { ok: false, reason: wishRefusal }

  const share = request.channel === 'staff' ? 'staff' : 'public'
  const question = questionFor(office, wish, now, share)
  const startRefusal = refuseStart(question, request.startsAt)
  if (startRefusal) return { ok: false, reason: startRefusal }

  const { counter } = question
  const { people, language, startsAt } = request
  const expiresAt = now + office.rules.holdMinutes * 60_000
  const calendarUid = randomUUID()
  const minutes = visitMinutes(wish)
  const { appointmentId, legId } = await insertHeld(db, {
    officeId: office.id,
    calendarUid,
    language,
    people,
    channel: request.channel,
    heldUntil: expiresAt,
    now,
    counterId: counter.id,
    serviceIds: services.map(service => service.id),
    startsAt,
    minutes,
  })
  const { isOverbooking = false } = request
  const places = { office, counter, wish, share, isOverbooking } as const
  const overbooked = await takePlaces(db, places, legId, startsAt, now)
  if (!overbooked) return { ok: false, reason: 'slot_full' }

  const appointment: Appointment = {
    id: appointmentId,
    officeId: office.id,
    state: 'held',
    reference: null,
    calendarUid,
    sequence: 0,
    language,
    people,
    channel: request.channel,
    heldUntil: expiresAt,
    isHoldExtended: false,
    createdAt: now,
    person: null,
    leg: { id: legId, counterId: counter.id, startsAt, minutes },
    services,
    documents: [],
    hasArrived: false,
  }
  return { ok: true, appointment, expiresAt, overbooked }
}
