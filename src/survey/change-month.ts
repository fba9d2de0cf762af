import { recordAudit } from '../audit/entry-queries.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import type { Month } from './questionnaire.ts'
import { type MonthFault, parseQuestionnaire, type TypedMonth } from './questionnaire-change.ts'
import { answeredSlugs } from './answer-queries.ts'
import { questionnaireOf, saveQuestionnaire } from './questionnaire-queries.ts'
import { standardQuestionnaire } from './standard-questions.ts'

export type ChangeMonthOutcome =
  | { ok: true }
  | { ok: false; reason: 'changed_meanwhile' }
  | { ok: false; reason: 'invalid'; faults: MonthFault[] }

/**
 * Sets a month's goal and questions over the revision that the page has seen. The first month that is set in an office
 * begins its questionnaire.
 */
export function changeMonth(
  deps: Deps,
  office: Office,
  staff: StaffMember,
  { month, seen, typed }: { month: Month; seen: number; typed: TypedMonth },
): Promise<ChangeMonthOutcome> {
  return deps.store.write<ChangeMonthOutcome>(async db => {
    const current = (await questionnaireOf(db, office.id, month)) ?? standardQuestionnaire(month)
    const slugs = current.questions.map(({ slug }) => slug)
    const answered = await answeredSlugs(db, { officeId: office.id, month }, slugs)
    const parsed = parseQuestionnaire(current, typed, answered)
    if (!parsed.ok) return { ok: false, reason: 'invalid', faults: parsed.faults }

    const { goal, questions } = parsed
    if (!(await saveQuestionnaire(db, office.id, { month, goal, questions, revision: seen })))
      return { ok: false, reason: 'changed_meanwhile' }
    await recordAudit(db, {
      ...{ officeId: office.id, at: deps.clock.now(), actor: `staff:${staff.id}` },
      ...{ deed: 'change_survey_month', details: { month } },
    })
    return { ok: true }
  })
}
