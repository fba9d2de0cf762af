import type { Db } from '#db/store.ts'
import { recordAudit } from '../audit/entry-queries.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { type Intent, type KeyReused, once } from '../intents/once.ts'
import type { Office } from '../offices/office.ts'
import { changeWithin, useNewRules } from '../openings/change-openings.ts'
import type { OpeningChange } from '../openings/opening-change.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { mayClose, type Plan, stopRows } from './closing.ts'
import { insertClosing } from './queries.ts'

type Outcome = { ok: true; closingId: number } | { ok: false; reason: 'not_yours' | 'rules' }
export type BeginOutcome = Outcome | KeyReused

/**
 * Begins a closing: nothing is closed yet and nobody is moved. When the plan says so, residents book nothing there
 * from this moment on.
 */
export async function beginClosing(
  deps: Deps,
  office: Office,
  staff: StaffMember,
  plan: Plan,
  intent: Intent,
): Promise<BeginOutcome> {
  const now = deps.clock.now()
  const outcome = await deps.store.write(
    db =>
      once<Outcome>(db, intent, now, async () => {
        if (!mayClose(staff, office.id, plan.counterIds)) return { ok: false, reason: 'not_yours' }
        if (!(await changeShare(db, office.id, stopRows(plan), staff, now)))
          return { ok: false, reason: 'rules' }

        const closingId = await insertClosing(db, office.id, plan, { by: staff.pseudonym, at: now })
        const done = {
          officeId: office.id,
          at: now,
          actor: `staff:${staff.id}`,
          deed: 'begin_closing' as const,
        }
        const details = { closingId, counterIds: plan.counterIds, isBookingStopped: plan.isBookingStopped }
        await recordAudit(db, { ...done, details })
        return { ok: true, closingId }
      }),
    { rerunnable: true },
  )
  if (outcome.ok && plan.isBookingStopped) await useNewRules(deps, office.id)
  return outcome
}

/** Stops or resumes bookings by residents, which hits nobody who is booked; false when that cannot be. */
export async function changeShare(
  db: Db,
  officeId: number,
  rows: OpeningChange['rows'],
  staff: StaffMember,
  now: Instant,
): Promise<boolean> {
  if (rows.length === 0) return true
  const outcome = await changeWithin(db, officeId, { rows, seen: null }, new Map(), staff, now)
  return outcome.ok
}
