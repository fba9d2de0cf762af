import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { type Act, change, type ChangeOutcome } from './change.ts'
import { refuseTaking } from './opinion.ts'
import { saveOpinion } from './opinion-queries.ts'

/** Takes an opinion over: from the box, from a colleague, or back from those that were closed. */
export function take(deps: Deps, office: Office, act: Act): Promise<ChangeOutcome> {
  return change(deps, office, act, { deed: 'taken', body: {} }, async (db, opinion) => {
    const reason = refuseTaking(opinion)
    if (reason) return { ok: false, reason }
    const taken = { state: 'in_progress', taken_by: act.staff.pseudonym } as const
    await saveOpinion(db, opinion.id, { ...taken, close_reason: null, closed_at: null })
    return { ok: true, details: {} }
  })
}
