import type { Db } from '#db/store.ts'
import { recordAudit } from '../audit/entry-queries.ts'
import type { Booker } from '../booking/appointment.ts'
import { deleteHold } from '../booking/hold-queries.ts'
import { dateOf, type Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { Entry, Offer } from './entry.ts'
import { findEntry } from './entry-queries.ts'
import { closeOffer, entryOfHold } from './offer-queries.ts'
import { backInLine, endWait, lockEntry } from './state-queries.ts'

type Freed = { counterId: number; startsAt: Instant } | null
export type GiveUpOutcome = { ok: true; freed: Freed } | { ok: false; reason: 'hold_expired' | 'not_waiting' }

type Who = { entryId: number; actor: Booker }

/** Says no to an offer: the place goes to the next, and whoever waits stays where they stood. */
export function declineOffer(deps: Deps, office: Office, { entryId, actor }: Who): Promise<GiveUpOutcome> {
  return givenUp(deps, office, async (db, current, now) => {
    await lockEntry(db, entryId)
    const entry = await findEntry(db, current, entryId)
    if (!entry?.offer || !(await closeOffer(db, entry.offer.id, 'declined', now)))
      return { ok: false, reason: 'hold_expired' }
    await backInLine(db, entryId, entry.passed)
    const { counterId } = entry
    const done = { actor, deed: 'offer_declined' as const, counterId, details: { entryId } }
    await recordAudit(db, { officeId: office.id, at: now, ...done })
    return { ok: true, freed: await freePlace(db, entry.counterId, entry.offer) }
  })
}

/**
 * Takes the offer of a hold back whose time the office closes: whoever waits stays where they stood, and has let
 * nothing pass. What is past its deadline is left to the job.
 */
export async function withdrawOffer(
  db: Db,
  office: Office,
  { appointmentId, actor }: { appointmentId: number; actor: Booker },
  now: Instant,
): Promise<void> {
  const entryId = await entryOfHold(db, appointmentId)
  if (entryId === null) return
  await lockEntry(db, entryId)
  const entry = await findEntry(db, office, entryId)
  if (entry?.offer?.appointmentId !== appointmentId) return
  if (!(await closeOffer(db, entry.offer.id, 'declined', now))) return
  await backInLine(db, entryId, entry.passed)
  const { counterId } = entry
  const done = { actor, deed: 'offer_declined' as const, counterId, details: { entryId } }
  await recordAudit(db, { officeId: office.id, at: now, ...done })
}

/** Leaves the line, also while a place is offered, which then goes to the next. Leaving twice is no error. */
export function leave(
  deps: Deps,
  office: Office,
  { entryId, actor, reason }: Who & { reason: 'left' | 'removed' },
): Promise<GiveUpOutcome> {
  return givenUp(deps, office, async (db, current, now) => {
    const isWaiting = await lockEntry(db, entryId)
    const entry = await findEntry(db, current, entryId)
    if (!entry || entry.state === 'booked') return { ok: false, reason: 'not_waiting' }
    if (!isWaiting) return { ok: true, freed: null }
    return { ok: true, freed: await endLocked(db, entry, { actor, reason }, now) }
  })
}

/** Ends a wait that is locked, with its offer; answers the place that becomes free by it. */
export async function endLocked(
  db: Db,
  { id: entryId, officeId, counterId, offer }: Entry,
  { actor, reason }: { actor: string; reason: 'left' | 'removed' },
  now: Instant,
): Promise<Freed> {
  // An offer past its deadline is not declined: the job notes that it was let pass.
  if (offer && !(await closeOffer(db, offer.id, 'declined', now)))
    await closeOffer(db, offer.id, 'passed', now)
  await endWait(db, entryId, { reason, at: now })
  const done = { actor, deed: 'waitlist_left' as const, counterId, details: { entryId, reason } }
  await recordAudit(db, { officeId, at: now, ...done })
  return offer ? freePlace(db, counterId, offer) : null
}

async function givenUp(
  deps: Deps,
  office: Office,
  deed: (db: Db, office: Office, now: Instant) => Promise<GiveUpOutcome>,
): Promise<GiveUpOutcome> {
  const now = deps.clock.now()
  const outcome = await deps.store.write(async db => deed(db, await deps.offices.current(db, office.id), now))
  if (outcome.ok && outcome.freed) {
    const { counterId, startsAt } = outcome.freed
    deps.availability.changed(counterId, dateOf(startsAt, office.timeZone))
  }
  return outcome
}

/** Gives the place of an offer back that is open no more. */
export async function freePlace(
  db: Db,
  counterId: number,
  { appointmentId, startsAt }: Offer,
): Promise<Freed> {
  if (appointmentId !== null) await deleteHold(db, appointmentId)
  return { counterId, startsAt }
}
