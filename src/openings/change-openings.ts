import type { Db } from '#db/store.ts'
import { recordAudit } from '../audit/entry-queries.ts'
import type { CancelRefusal } from '../booking/cancel.ts'
import { deleteHold } from '../booking/hold-queries.ts'
import type { RescheduleRefusal } from '../booking/reschedule.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { type Intent, type KeyReused, once } from '../intents/once.ts'
import type { Office } from '../offices/office.ts'
import { loadOffice } from '../offices/queries.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { raiseRevision } from '../offices/queries.ts'
import { withdrawOffer } from '../waitlist/decline.ts'
import { type Hit, visitsHit } from './affected.ts'
import { carryOut } from './carry-out.ts'
import { applyRows, historyOf, type OpeningChange } from './opening-change.ts'
import { visitsAhead } from './ahead-queries.ts'
import { insertChange } from './change-queries.ts'
import { writeRow } from './row-queries.ts'

/** What becomes of a booking that a change hits. */
export type Decision =
  { kind: 'keep'; reason: string } | { kind: 'move'; startsAt: Instant } | { kind: 'cancel' }

/** By appointment. A decision about a booking that is not hit (any more) is not carried out. */
export type Decisions = ReadonlyMap<number, Decision>

type Changed = { ok: true; changeId: number; kept: number; moved: number; cancelled: number }

type Refused =
  | { ok: false; reason: 'undecided'; hits: Hit[] }
  /** Somebody else has changed the rules since they were shown, or removed a row of this change. */
  | { ok: false; reason: 'stale' }
  /** What was decided about this booking cannot be done. */
  | { ok: false; reason: RescheduleRefusal | CancelRefusal; appointmentId: number }

type Outcome = Changed | Refused
export type ChangeOutcome = Outcome | KeyReused

export type Actor = Pick<StaffMember, 'id' | 'pseudonym'>

/**
 * Changes an office's opening rules, closures, holidays or capacity, and does in the same transaction what was
 * decided about each booking that this hits: kept as it is with a reason, moved to a place under the new rules, or
 * cancelled by the office. Refused as `undecided`, with all that are hit, when one has no decision: also when it
 * was booked a moment ago. Holds that are hit are released.
 */
export async function changeOpenings(
  deps: Deps,
  office: Office,
  change: OpeningChange,
  decisions: Decisions,
  actor: Actor,
  intent: Intent,
): Promise<ChangeOutcome> {
  const now = deps.clock.now()
  const outcome = await deps.store.write(
    db => once<Outcome>(db, intent, now, () => changeWithin(db, office.id, change, decisions, actor, now)),
    { rerunnable: true },
  )
  if (outcome.ok) await useNewRules(deps, office.id)
  return outcome
}

/** After the commit of a change: the copies kept in memory are made anew. */
export async function useNewRules({ availability, store, offices }: Deps, officeId: number): Promise<void> {
  availability.changed(null)
  await store.read(db => offices.current(db, officeId))
}

/** The change within a transaction, with what was decided about each booking, and its audit. */
export async function changeWithin(
  db: Db,
  officeId: number,
  { rows, seen, because }: OpeningChange,
  decisions: Decisions,
  actor: Actor,
  now: Instant,
): Promise<Outcome> {
  const revision = await raiseRevision(db, officeId)
  const before = await officeOf(db, officeId)
  const after = applyRows(before, rows)
  if (!after || (seen !== null && seen !== revision - 1)) return { ok: false, reason: 'stale' }

  const hits = await hitsWithoutHolds(db, before, after, actor, now)
  if (hits.some(({ visit }) => !decisions.has(visit.appointmentId)))
    return { ok: false, reason: 'undecided', hits }

  for (const row of rows) await writeRow(db, officeId, row)
  const history = historyOf(before, rows)
  const change = { officeId, revision, at: now, pseudonym: actor.pseudonym, rows: history }
  const changeId = await insertChange(db, change)
  const changed = await officeOf(db, officeId)
  const done = await carryOut(db, changed, { changeId, hits, decisions, because }, actor, now)
  if (!done.ok) return done

  const made = (kind: Decision['kind']) =>
    hits.filter(({ visit }) => decisions.get(visit.appointmentId)?.kind === kind).length
  const counts = { kept: made('keep'), moved: made('move'), cancelled: made('cancel') }
  await recordAudit(db, {
    ...{ officeId, at: now, actor: `staff:${actor.id}`, deed: 'change_openings' },
    details: { changeId, revision, rows: rows.map(({ kind }) => kind), ...counts },
  })
  return { ok: true, changeId, ...counts }
}

async function officeOf(db: Db, officeId: number): Promise<Office> {
  const office = await loadOffice(db, officeId)
  if (!office) throw new Error(`no office ${officeId}`)
  return office
}

/** The bookings that are hit, once the holds among them are gone; one booked at this moment is a booking. */
async function hitsWithoutHolds(
  db: Db,
  before: Office,
  after: Office,
  { id }: Actor,
  now: Instant,
): Promise<Hit[]> {
  const find = async () => visitsHit(before, after, await visitsAhead(db, before.id, now))
  const hits = await find()
  const holds = hits.filter(({ visit }) => visit.isHold)
  if (holds.length === 0) return hits
  for (const { visit } of holds) {
    const { appointmentId } = visit
    // Before its hold is gone: from then on nothing tells whose offer it was.
    await withdrawOffer(db, before, { appointmentId, actor: `staff:${id}` }, now)
    await deleteHold(db, appointmentId)
  }
  return find()
}
