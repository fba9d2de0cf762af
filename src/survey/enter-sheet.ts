import { recordAudit } from '../audit/entry-queries.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { businessDate } from '../queue/day.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import type { Scores } from './answer.ts'
import { keepAnswer } from './keep-answer.ts'
import { linkHash, sheetCommentId } from './link.ts'
import { addMonths, type Month, monthOf } from './questionnaire.ts'
import { deleteAnswer } from './answer-queries.ts'
import { deleteComment } from './comment-queries.ts'
import { findLink } from './link-queries.ts'
import { firstMonth, questionnaireOf } from './questionnaire-queries.ts'

export type Sheet = { month: Month; counterId: number | null; scores: Scores; comment: string | null }

/**
 * The months whose sheets may still be typed in: this one and the eleven before, as far as the office has asked
 * anything in them, the newest first.
 */
export async function sheetMonths(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  office: Office,
): Promise<Month[]> {
  const month = monthOf(businessDate(office, clock.now()))
  const first = await store.read(db => firstMonth(db, office.id))
  const months = Array.from({ length: 12 }, (_, back) => addMonths(month, -back))
  return first === null ? [] : months.filter(one => one >= first)
}

/** Takes one sheet of paper in. Two presses with the page's own secret are one sheet. */
export async function enterSheet(
  deps: Deps,
  office: Office,
  staff: StaffMember,
  { month, ...sheet }: Sheet,
  secret: string,
): Promise<void> {
  const now = deps.clock.now()
  const given = { ...sheet, officeId: office.id, channel: 'paper', language: 'ja', isDone: true } as const
  await deps.store.write(async db => {
    const questionnaire = await questionnaireOf(db, office.id, month)
    if (!questionnaire) throw new Error(`office ${office.slug} has no questionnaire`)
    const kept = { ...given, secret, commentId: sheetCommentId(secret) }
    if (!(await keepAnswer(db, questionnaire, kept, now))) return { ok: false }
    await recordAudit(db, {
      ...{ officeId: office.id, at: now, actor: `staff:${staff.id}`, deed: 'enter_survey_sheet' },
      details: { month },
    })
    return { ok: true }
  })
}

/** Takes a sheet back that was mistyped, words and all, by the secret of its page, within a day; false when there is none. */
export function takeBackSheet(
  deps: Deps,
  office: Office,
  staff: StaffMember,
  secret: string,
): Promise<boolean> {
  const now = deps.clock.now()
  return deps.store.write(async db => {
    const link = await findLink(db, office.id, linkHash(secret), now)
    if (!link) return false
    await deleteAnswer(db, link.answerId)
    await deleteComment(db, office.id, sheetCommentId(secret))
    await recordAudit(db, {
      ...{ officeId: office.id, at: now, actor: `staff:${staff.id}`, deed: 'take_back_survey_sheet' },
    })
    return true
  })
}
