import type { Deps } from '../deps.ts'
import type { Counter, Office } from '../offices/office.ts'
import { type Act, change, type ChangeOutcome } from './change.ts'
import { refuseHandOn } from './opinion.ts'
import { saveOpinion } from './opinion-queries.ts'

/** Hands an opinion to another counter, or to the whole office: there it is new, with the draft it has. */
export function handOn(deps: Deps, office: Office, act: Act, to: Counter | null): Promise<ChangeOutcome> {
  const toId = to?.id ?? null
  return change(deps, office, act, { deed: 'handed_on', body: { to: toId } }, async (db, opinion) => {
    const reason = refuseHandOn(opinion, toId)
    if (reason) return { ok: false, reason }
    await saveOpinion(db, opinion.id, { state: 'new', taken_by: null, counter_id: toId })
    return { ok: true, details: { from: opinion.counterId, to: toId } }
  })
}
