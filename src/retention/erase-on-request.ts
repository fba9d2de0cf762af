import type { Db } from '#db/store.ts'
import { recordAudit } from '../audit/entry-queries.ts'
import { dateOf, type Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { type Intent, type KeyReused, once } from '../intents/once.ts'
import { forgetUsers } from '../line/unlink.ts'
import { eraseMails } from '../notifications/mail-folder.ts'
import { expireMessagesAbout, mailsAbout } from '../notifications/expiry-queries.ts'
import type { Office } from '../offices/office.ts'
import { keptSince } from '../offices/retention.ts'
import { eraseOpinions } from '../opinions/erasure-queries.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { forgetWaits } from '../waitlist/forget.ts'
import { cancelSilently } from './cancel-silently.ts'
import {
  type ErasureReason,
  type ErasureRefusal,
  isExpected,
  type KnownPerson,
  refuseErasure,
} from './due.ts'
import { forgetPersons } from './forget.ts'
import { type Chosen, isNothing } from './held.ts'
import { keepLedger } from './ledger.ts'
import { insertErasure, ownSubject } from './erasure-queries.ts'
import { knownPersons } from './person-queries.ts'

export type ErasureOrder = Chosen & {
  why: ErasureReason
  /** Whether visits to come are cancelled first. */
  isCancelling: boolean
}

/** How much of each kind was erased. */
export type ErasedCounts = { bookings: number; opinions: number; waits: number; lineUsers: number }

type Outcome =
  | { ok: true; erased: ErasedCounts; freed: Instant[]; messageIds: string[] }
  | { ok: false; reason: ErasureRefusal }
export type ErasureOutcome = Outcome | KeyReused

/**
 * Erases all that is known of somebody in these bookings, opinions, waits and on LINE at once, whatever the office's
 * days are; who waits, waits no longer. Refused while one of the visits is under way, and with one to come that is not
 * to be cancelled. Nobody is written to: there is no address any more. The audit keeps that it was done, by whom and
 * why, and nothing of the person.
 */
export async function eraseOnRequest(
  deps: Deps,
  office: Office,
  staff: StaffMember,
  order: ErasureOrder,
  intent: Intent,
): Promise<ErasureOutcome> {
  const { store, clock, settings } = deps
  const now = clock.now()
  const outcome = await store.write(
    db => once<Outcome>(db, intent, now, () => forget(db, office, staff, order, now)),
    { rerunnable: true },
  )
  if (!outcome.ok) return outcome
  await eraseMails(settings.mailFolder, outcome.messageIds)
  await keepLedger(deps)
  for (const at of outcome.freed) deps.availability.changed(null, dateOf(at, office.timeZone))
  return outcome
}

async function forget(
  db: Db,
  office: Office,
  staff: StaffMember,
  { why, isCancelling, ...wanted }: ErasureOrder,
  now: Instant,
): Promise<Outcome> {
  const { subject, ...ids } = await ownSubject(db, office.id, wanted)
  const { appointmentIds, opinionIds, entryIds, lineUserIds } = ids
  if (isNothing(ids)) return { ok: false, reason: 'not_found' }
  const persons = appointmentIds.length === 0 ? [] : await knownPersons(db, office.id, { appointmentIds })
  const dayBeganAt = keptSince(office, 0, now)
  const refusal = refusalOf(persons, { now, dayBeganAt, isCancelling })
  if (refusal) return { ok: false, reason: refusal }

  const entry = { officeId: office.id, at: now, actor: `staff:${staff.id}` }
  const cancelled = persons.filter(person => isExpected(person, now, dayBeganAt))
  for (const { appointmentId } of cancelled) await cancelSilently(db, entry, appointmentId)
  const messages = await mailsAbout(db, ids)
  await expireMessagesAbout(db, ids, now)
  await forgetPersons(db, persons, now)
  if (opinionIds.length > 0) await eraseOpinions(db, opinionIds)

  const { actor } = entry
  const offered = await forgetWaits(db, office, { entryIds, actor }, now)
  await forgetUsers(db, { officeId: office.id, userIds: lineUserIds, actor }, now)

  const erased = {
    ...{ bookings: persons.length, opinions: opinionIds.length },
    ...{ waits: entryIds.length, lineUsers: lineUserIds.length },
  }
  const sum = Object.values(erased).reduce((total, count) => total + count, 0)
  await insertErasure(db, { ...entry, dataClass: 'person', before: null, subject, erased: sum })
  await recordErasures(db, entry, ids, why)
  return {
    ...{ ok: true, erased, freed: [...cancelled.map(({ startsAt }) => startsAt), ...offered] },
    messageIds: messages.map(({ messageId }) => messageId),
  }
}

/** One entry of the audit for each of what was erased. */
async function recordErasures(
  db: Db,
  entered: { officeId: number; at: Instant; actor: string },
  { appointmentIds, opinionIds, entryIds, lineUserIds }: Chosen,
  why: ErasureReason,
): Promise<void> {
  const entry = { ...entered, deed: 'person_erased' as const }
  for (const appointmentId of appointmentIds)
    await recordAudit(db, { ...entry, appointmentId, details: { why } })
  for (const opinionId of opinionIds) await recordAudit(db, { ...entry, details: { why, opinionId } })
  for (const entryId of entryIds) await recordAudit(db, { ...entry, details: { why, entryId } })
  for (const lineUserId of lineUserIds) await recordAudit(db, { ...entry, details: { why, lineUserId } })
}

function refusalOf(
  persons: readonly KnownPerson[],
  day: Parameters<typeof refuseErasure>[1],
): ErasureRefusal | null {
  return persons.map(person => refuseErasure(person, day)).find(reason => reason !== null) ?? null
}
