import { dateOf, daysApart } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { putAnswerInOutbox } from '../notifications/outbox.ts'
import type { Office } from '../offices/office.ts'
import { type Act, change, type ChangeOutcome } from './change.ts'
import { type AnswerWay, refuseAnswer } from './opinion.ts'
import { findContact } from './erasure-queries.ts'
import { saveOpinion } from './opinion-queries.ts'

/**
 * Answers an opinion: by mail, which leaves with the next sending, or as it was told by telephone, by letter or
 * in person. Without a wish for an answer only what was done is written down.
 */
export function answer(
  deps: Deps,
  office: Office,
  act: Act,
  { text, by }: { text: string; by: AnswerWay },
): Promise<ChangeOutcome> {
  return change(deps, office, act, { deed: 'answered', body: { text, by } }, async (db, opinion, now) => {
    const reason = refuseAnswer(opinion, by)
    if (reason) return { ok: false, reason }
    if (by === 'email') {
      const to = (await findContact(db, opinion.id))?.email
      if (!to) return { ok: false, reason: 'way_not_possible' }
      const { receipt, language } = opinion
      await putAnswerInOutbox(db, opinion, { to, language, receipt, answer: text, createdAt: now })
    }
    await saveOpinion(db, opinion.id, {
      // What everybody reads stays there while its writer is told another way.
      state: opinion.state === 'published' ? opinion.state : 'answered',
      taken_by: act.staff.pseudonym,
      ...{ answer: text, answered_by: by, answered_at: now },
      answer_days: daysApart(opinion.receivedDate, dateOf(now, office.timeZone)),
    })
    return { ok: true, details: { by } }
  })
}
