import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { changeShare } from './begin-closing.ts'
import { mayClose, type Plan, resumeRows, stopRows } from './closing.ts'
import { savePlan } from './queries.ts'
import { type Act, type StepOutcome, takeStep } from './take-step.ts'

/** Plans other days, hours, counters or another reason. What was chosen for those still affected is kept. */
export function changePlan(deps: Deps, office: Office, act: Act, plan: Plan): Promise<StepOutcome> {
  return takeStep(
    deps,
    office,
    act,
    { deed: 'change_closing', body: plan, isRuleChange: true },
    async (db, { closing, office: current, now }) => {
      if (!mayClose(act.staff, current.id, plan.counterIds)) return { ok: false, reason: 'not_yours' }
      const rows = [...resumeRows(current, closing), ...stopRows(plan)]
      if (!(await changeShare(db, current.id, rows, act.staff, now))) return { ok: false, reason: 'rules' }
      await savePlan(db, closing.id, plan)
      return { ok: true, details: { isBookingStopped: plan.isBookingStopped } }
    },
  )
}
