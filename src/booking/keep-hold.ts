import { appointmentOpenedBy } from '../access/queries.ts'
import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { saveDetails } from '../persons/queries.ts'
import type { Appointment, Details } from './appointment.ts'
import { findAppointment } from './appointment-queries.ts'
import { claimHeld, deleteHold, extendHold, keepsPlaces } from './hold-queries.ts'
import { type Spot, tellPlaces } from './tell-places.ts'

type KeepOutcome = { ok: true } | { ok: false; reason: 'hold_expired' | 'already_extended' }

/** The appointment behind a hold's token, whatever has become of it; null when nothing is left. */
export function heldAppointment(deps: Deps, office: Office, hold: string): Promise<Appointment | null> {
  return deps.store.read(async db => {
    const opened = await appointmentOpenedBy(db, hold, ['hold'], deps.clock.now())
    return opened && opened.officeId === office.id ? findAppointment(db, office, opened.appointmentId) : null
  })
}

/** Keeps what was typed with the hold, so that no page has to carry it. */
export function saveHoldDetails(
  deps: Deps,
  office: Office,
  hold: string,
  details: Details,
): Promise<KeepOutcome> {
  const now = deps.clock.now()
  return deps.store.write(async db => {
    const opened = await appointmentOpenedBy(db, hold, ['hold'], now)
    return opened ? keep(db, office, opened.appointmentId, details, now) : expired
  })
}

/** The same for a hold of staff, who need no token: they sign in. */
export function saveDetailsFor(
  deps: Deps,
  office: Office,
  appointmentId: number,
  details: Details,
): Promise<KeepOutcome> {
  const now = deps.clock.now()
  return deps.store.write(db => keep(db, office, appointmentId, details, now))
}

const expired = { ok: false, reason: 'hold_expired' } as const

async function keep(
  db: Db,
  office: Office,
  appointmentId: number,
  details: Details,
  now: Instant,
): Promise<KeepOutcome> {
  // Claimed before it is read: a form sent twice at once writes one person.
  const isClaimed = await claimHeld(db, appointmentId, now)
  const found = isClaimed && (await findAppointment(db, office, appointmentId))
  if (!found) return expired
  await saveDetails(db, office, found, details)
  return { ok: true }
}

/** Gives a hold the same time once more, counted from now; only once. */
export async function extend(deps: Deps, office: Office, hold: string): Promise<KeepOutcome> {
  const now = deps.clock.now()
  const until = now + office.rules.holdMinutes * 60_000
  let spots: readonly Spot[] = []
  const outcome = await deps.store.write<KeepOutcome>(async db => {
    const opened = await appointmentOpenedBy(db, hold, ['hold'], now)
    const found = opened && (await findAppointment(db, office, opened.appointmentId))
    if (!found || found.state !== 'held' || (found.heldUntil ?? 0) <= now)
      return { ok: false, reason: 'hold_expired' }
    spots = found.legs
    if (!(await extendHold(db, found.id, until, now))) return { ok: false, reason: 'already_extended' }
    return (await keepsPlaces(db, found.legs)) ? { ok: true } : { ok: false, reason: 'hold_expired' }
  })
  if (outcome.ok) tellPlaces(deps, office, spots)
  return outcome
}

/** Gives a held time back; nothing happens when it is not held any more. */
export async function releaseHold(deps: Deps, office: Office, hold: string): Promise<void> {
  const found = await heldAppointment(deps, office, hold)
  if (found) await release(deps, office, found)
}

/** The same for a hold that is known already. */
export async function release(deps: Deps, office: Office, found: Appointment): Promise<void> {
  if (found.state !== 'held') return
  await deps.store.write(db => deleteHold(db, found.id))
  tellPlaces(deps, office, found.legs)
}
