import { recordAudit } from '../audit/entry-queries.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import type { Month } from './questionnaire.ts'
import { hideComment } from './comment-queries.ts'

/** Hides what somebody wrote about a person, or shows it again; its month, or null when there is none. */
export function setCommentHidden(
  deps: Deps,
  office: Office,
  staff: StaffMember,
  { id, isHidden }: { id: string; isHidden: boolean },
): Promise<Month | null> {
  return deps.store.write(async db => {
    const month = await hideComment(db, { officeId: office.id, id, isHidden })
    if (month === null) return null
    await recordAudit(db, {
      ...{ officeId: office.id, at: deps.clock.now(), actor: `staff:${staff.id}` },
      ...{ deed: isHidden ? 'hide_survey_comment' : 'show_survey_comment', details: { month } },
    })
    return month
  })
}
