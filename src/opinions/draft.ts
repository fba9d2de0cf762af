import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { type Act, change, type ChangeOutcome } from './change.ts'
import { refuseWork } from './opinion.ts'
import { saveOpinion } from './opinion-queries.ts'

/** Keeps the draft of an answer; whoever writes it has taken the opinion over. */
export function draft(deps: Deps, office: Office, act: Act, answer: string): Promise<ChangeOutcome> {
  return change(deps, office, act, { deed: 'drafted', body: { answer } }, async (db, opinion) => {
    const reason = refuseWork(opinion)
    if (reason) return { ok: false, reason }
    const taken = { state: 'in_progress', taken_by: act.staff.pseudonym } as const
    await saveOpinion(db, opinion.id, { ...taken, answer })
    return { ok: true, details: {} }
  })
}
