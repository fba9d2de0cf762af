import { randomUUID } from 'node:crypto'
import type { Db } from '#db/store.ts'
import { grantAccess } from '../access/queries.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { type Intent, type KeyReused, once } from '../intents/once.ts'
import type { Language } from '../languages.ts'
import type { Office, Service } from '../offices/office.ts'
import {
  questionFor,
  refuseStart,
  refuseWish,
  type Share,
  type SlotRefusal,
  visitMinutes,
  type Wish,
  type WishRefusal,
} from '../slots/slot.ts'
import type { Appointment, Channel } from './appointment.ts'
import type { PlanRefusal } from './plan.ts'
import { insertHeld } from './hold-queries.ts'
import type { NewLeg } from './leg-queries.ts'
import { type Overbooked, takePlaces, type WantedPlaces } from './take-places.ts'
import { type Spot, spotsOf, tellPlaces } from './tell-places.ts'

export type HoldRequest = Wish & {
  startsAt: Instant
  language: Language
  /** `staff` has all windows to choose from, residents their share. */
  channel: Channel
  /** Whether a place above all windows may be taken where they are full: a deliberate overbooking. */
  isOverbooking?: boolean
  /** Whose places it takes, where the channel does not say it. */
  share?: Share
  /** Until when it is kept; without it, as long as somebody needs to type. */
  heldUntil?: Instant
}

export type HoldRefusal = WishRefusal | SlotRefusal | PlanRefusal

export type Hold = {
  ok: true
  hold: string
  appointmentId: number
  /** Of the first leg. */
  counterId: number
  startsAt: Instant
  expiresAt: Instant
  /** All legs; not in answers that were kept by versions before there could be several. */
  spots?: Spot[]
}

type Outcome = Hold | { ok: false; reason: HoldRefusal }
export type HoldOutcome = Outcome | KeyReused

/** Keeps a time for `holdMinutes` while somebody types. The token in the answer is the only way to it. */
export function hold(deps: Deps, office: Office, request: HoldRequest, intent: Intent): Promise<HoldOutcome> {
  return holdInOneGo(deps, office, intent, (db, current, now) => placeHold(db, current, request, now))
}

/** Runs a deed that takes places for a resident who types as one transaction, by the office's rules of now. */
export async function holdInOneGo(
  deps: Deps,
  office: Office,
  intent: Intent,
  deed: (db: Db, office: Office, now: Instant) => Promise<Held | { ok: false; reason: HoldRefusal }>,
): Promise<HoldOutcome> {
  const now = deps.clock.now()
  const outcome = await deps.store.write(
    db =>
      once<Outcome>(db, intent, now, async () => {
        const held = await deed(db, await deps.offices.current(db, office.id), now)
        return held.ok ? tokenFor(db, held.appointment, held.expiresAt, now) : held
      }),
    { rerunnable: true, isPatient: true },
  )
  if (outcome.ok) tellPlaces(deps, office, outcome.spots ?? [outcome])
  return outcome
}

async function tokenFor(db: Db, held: Appointment, expiresAt: Instant, now: Instant): Promise<Hold> {
  const { id: appointmentId, officeId, leg, legs } = held
  // The token outlives the hold for a while, so that a late visitor is told what happened.
  const access = { officeId, appointmentId, kind: 'hold' as const, expiresAt: expiresAt + 24 * 3_600_000 }
  const token = await grantAccess(db, access, now)
  const { counterId, startsAt } = leg
  return { ok: true, hold: token, appointmentId, counterId, startsAt, expiresAt, spots: spotsOf(legs) }
}

export type Held = { ok: true; appointment: Appointment; expiresAt: Instant; overbooked: Overbooked[] }

/** The hold within a transaction: checked by the rules as of now, then place by place. */
export async function placeHold(
  db: Db,
  office: Office,
  request: HoldRequest,
  now: Instant,
): Promise<Held | { ok: false; reason: HoldRefusal }> {
  const checked = checkVisit(office, request, now)
  if (!checked.ok) return checked
  const { appointment, expiresAt } = await holdLegs(db, office, request, [checked.leg], now)
  const overbooked = await takePlaces(db, checked.places, appointment.leg.id, request.startsAt, now)
  return overbooked ? { ok: true, appointment, expiresAt, overbooked } : { ok: false, reason: 'slot_full' }
}

type Checked = { ok: true; leg: NewLeg; places: WantedPlaces } | { ok: false; reason: HoldRefusal }

/** A visit to one counter where the office's rules of now allow it, before any place is looked at. */
export function checkVisit(office: Office, request: HoldRequest, now: Instant): Checked {
  const services = knownServices(office, request.services)
  if (!services) return { ok: false, reason: 'not_bookable' }
  const { people, startsAt, isOverbooking = false } = request
  const wish = { services, people }
  const wishRefusal = refuseWish(office, wish)
  if (wishRefusal) return { ok: false, reason: wishRefusal }

  const share = request.share ?? (request.channel === 'staff' ? 'staff' : 'public')
  const question = questionFor(office, wish, now, share)
  const startRefusal = refuseStart(question, startsAt)
  if (startRefusal) return { ok: false, reason: startRefusal }

  const { counter } = question
  const leg = { position: 0, counterId: counter.id, startsAt, minutes: visitMinutes(wish), services }
  return { ok: true, leg, places: { office, counter, wish, share, isOverbooking } }
}

/** Services as the office offers them now: the caller knows them from a moment ago. Null when one is gone. */
export function knownServices(office: Office, wished: readonly Service[]): Service[] | null {
  const services = wished.flatMap(({ id }) => office.services.find(service => service.id === id) ?? [])
  return services.length < wished.length ? null : services
}

type Holder = Pick<HoldRequest, 'people' | 'language' | 'channel' | 'heldUntil'>

/** A new hold with its legs, still without places. */
export async function holdLegs(
  db: Db,
  office: Office,
  { people, language, channel, heldUntil }: Holder,
  wished: readonly NewLeg[],
  now: Instant,
): Promise<{ appointment: Appointment; expiresAt: Instant }> {
  const expiresAt = heldUntil ?? now + office.rules.holdMinutes * 60_000
  const held = {
    calendarUid: randomUUID(),
    officeId: office.id,
    language,
    people,
    channel,
    heldUntil: expiresAt,
  }
  const { appointmentId, legs } = await insertHeld(db, { ...held, now }, wished)
  const [leg] = legs
  if (!leg) throw new Error('a hold without a leg')
  const appointment: Appointment = {
    ...held,
    id: appointmentId,
    state: 'held',
    reference: null,
    sequence: 0,
    isHoldExtended: false,
    createdAt: now,
    person: null,
    legs,
    leg,
    services: legs.flatMap(({ services }) => services),
    documents: [],
    hasArrived: false,
  }
  return { appointment, expiresAt }
}
