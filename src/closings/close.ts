import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { changeWithin } from '../openings/change-openings.ts'
import { dateOf } from '../clock.ts'
import { decisionsOf } from './choice.ts'
import { closingRows, isOver, resumeRows } from './closing.ts'
import { choicesOf, forgetChoices, saveEnd } from './queries.ts'
import { type Act, type StepOutcome, takeStep } from './take-step.ts'

/**
 * Closes what is planned and does what was chosen for everybody, with the messages, in one step. Refused as
 * `undecided` while anybody is to be called first or has booked meanwhile, and as `not_possible` when a new time has
 * been taken: then nothing is done and everything that was chosen is kept.
 */
export function close(deps: Deps, office: Office, act: Act): Promise<StepOutcome> {
  return takeStep(
    deps,
    office,
    act,
    { deed: 'close_days', body: {}, isRuleChange: true },
    async (db, { closing, office: current, now }) => {
      if (isOver(closing, dateOf(now, current.timeZone))) return { ok: false, reason: 'over' }
      const choices = await choicesOf(db, closing.id)
      const rows = [...resumeRows(current, closing), ...closingRows(current, closing)]
      const change = { rows, seen: null, because: closing.reason }
      const outcome = await changeWithin(db, current.id, change, decisionsOf(choices), act.staff, now)
      if (outcome.ok) {
        const { changeId, kept, moved, cancelled } = outcome
        await forgetChoices(db, closing.id)
        await saveEnd(db, closing.id, changeId, now)
        return { ok: true, details: { changeId, kept, moved, cancelled } }
      }
      if (outcome.reason === 'stale') return { ok: false, reason: 'rules' }
      if (outcome.reason === 'undecided') {
        const { hits } = outcome
        const calls = hits.filter(({ visit }) => choices.get(visit.appointmentId)?.kind === 'call').length
        const undecided = hits.filter(({ visit }) => !choices.has(visit.appointmentId))
        return { ok: false, reason: 'undecided', hits: undecided, calls }
      }
      return { ok: false, reason: 'not_possible', appointmentId: outcome.appointmentId }
    },
  )
}
