import type { Db } from '#db/store.ts'
import type { AuditDeed } from '../audit/deed.ts'
import { recordAudit } from '../audit/entry-queries.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { once } from '../intents/once.ts'
import type { Office } from '../offices/office.ts'
import type { Hit } from '../openings/affected.ts'
import { useNewRules } from '../openings/change-openings.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { type Closing, mayClose } from './closing.ts'
import { claimStep, findClosing } from './queries.ts'

/** Who acts, and which version the page showed when the button was pressed. */
export type Act = { staff: StaffMember; closingId: number; seen: number }

/** The closing with the office's rules, both as of this transaction. */
export type Situation = { closing: Closing; office: Office; now: Instant }

export type StepRefusal =
  | { ok: false; reason: 'not_found' }
  /** Somebody else has taken a step meanwhile. */
  | { ok: false; reason: 'changed' }
  | { ok: false; reason: 'not_yours' }
  /** The rules cannot be changed as planned. */
  | { ok: false; reason: 'rules' }
  /** All days of the plan are over. */
  | { ok: false; reason: 'over' }
  | { ok: false; reason: 'undecided'; hits: Hit[]; calls: number }
  /** What is chosen for this booking cannot be done. */
  | { ok: false; reason: 'not_possible'; appointmentId: number }

export type StepOutcome = { ok: true } | StepRefusal

type Saved = { ok: true; details?: Record<string, unknown> } | StepRefusal

/**
 * Takes a step of a closing over the version that was seen, with its audit, in one transaction. The same press
 * twice is one step; any other in between refuses it as `changed`.
 */
export async function takeStep(
  deps: Deps,
  office: Office,
  { staff, closingId, seen }: Act,
  { deed, body, isRuleChange = false }: { deed: AuditDeed; body: object; isRuleChange?: boolean },
  save: (db: Db, situation: Situation) => Promise<Saved>,
): Promise<StepOutcome> {
  const now = deps.clock.now()
  const officeId = office.id
  const intent = { key: `${staff.id} ${seen}`, scope: `closing ${closingId} ${deed}`, body }
  const outcome = await deps.store.write(
    db =>
      once<StepOutcome>(db, intent, now, async () => {
        const step = { closingId, officeId, seen, by: staff.pseudonym, at: now }
        const isClaimed = await claimStep(db, step)
        const closing = await findClosing(db, officeId, closingId)
        if (!closing || !mayClose(staff, officeId, closing.counterIds))
          return { ok: false, reason: 'not_found' }
        if (!isClaimed) return { ok: false, reason: 'changed' }

        const current = await deps.offices.current(db, officeId)
        const saved = await save(db, { closing, office: current, now })
        if (!saved.ok) return saved
        const done = { officeId, at: now, actor: `staff:${staff.id}`, deed }
        await recordAudit(db, { ...done, details: { closingId, ...saved.details } })
        return { ok: true }
      }),
    { rerunnable: true },
  )
  if (outcome.ok && isRuleChange) await useNewRules(deps, officeId)
  return outcome.ok || outcome.reason !== 'key_reused' ? outcome : { ok: false, reason: 'changed' }
}
