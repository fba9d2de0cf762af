import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { type Act, change, type ChangeOutcome } from './change.ts'
import { type CloseReason, refuseWork } from './opinion.ts'
import { saveOpinion } from './opinion-queries.ts'

/** Closes an opinion without an answer. Taking it over opens it again. */
export function close(deps: Deps, office: Office, act: Act, why: CloseReason): Promise<ChangeOutcome> {
  return change(deps, office, act, { deed: 'closed', body: { why } }, async (db, opinion, now) => {
    const reason = refuseWork(opinion)
    if (reason) return { ok: false, reason }
    await saveOpinion(db, opinion.id, { state: 'closed', close_reason: why, closed_at: now })
    return { ok: true, details: { reason: why } }
  })
}
