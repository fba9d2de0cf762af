import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { changeShare } from './begin-closing.ts'
import { resumeRows } from './closing.ts'
import { forgetChoices, saveEnd } from './queries.ts'
import { type Act, type StepOutcome, takeStep } from './take-step.ts'

/** Gives a closing up: all bookings stay, and residents book there again as before. */
export function discard(deps: Deps, office: Office, act: Act): Promise<StepOutcome> {
  return takeStep(
    deps,
    office,
    act,
    { deed: 'discard_closing', body: {}, isRuleChange: true },
    async (db, { closing, office: current, now }) => {
      const rows = resumeRows(current, closing)
      if (!(await changeShare(db, current.id, rows, act.staff, now))) return { ok: false, reason: 'rules' }
      await forgetChoices(db, closing.id)
      await saveEnd(db, closing.id, null, now)
      return { ok: true }
    },
  )
}
