import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import type { Comment } from '#src/survey/comment-queries.ts'
import type { Month } from '#src/survey/questionnaire.ts'
import { BackLink } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { longMonth } from '../text/dates.ts'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  month: Month
  isHidden: boolean
  /** The key after which this page of them begins; empty on the first. */
  after: string
  comments: readonly Comment[]
  hasMore: boolean
}

/** What people wrote in a month; what is about a person can be hidden. */
export function CommentsPage({ page, staff, month, isHidden, after, comments, hasMore }: Props) {
  const t = page.t.survey.comments
  const title = `${t.title} ${longMonth(month, page.language)}`
  const last = comments.at(-1)
  return (
    <StaffShell page={page} staff={staff} title={title} styles={['survey.css']}>
      <BackLink href={paths.surveyResults({ month })}>{page.t.survey.results.title}</BackLink>
      <h1>{isHidden ? `${t.hiddenOnes} ${longMonth(month, page.language)}` : title}</h1>
      <p>{t.lead}</p>
      {!isHidden && <p>{t.hideNote}</p>}
      {comments.length === 0 && <p>{isHidden ? t.noneHidden : t.none}</p>}
      {comments.length > 0 && (
        <ul class="plain">
          {comments.map(({ id, body }, index) => (
            <li class="survey-written">
              <p class="survey-written-body">{body}</p>
              <form method="post" action={paths.surveyComment(id)}>
                <input type="hidden" name="after" value={after} />
                <button
                  class="button button-small button-outline"
                  name="hidden"
                  value={isHidden ? '0' : '1'}
                  aria-label={`${isHidden ? t.show : t.hide} ${t.which(index + 1)}`}
                >
                  {isHidden ? t.show : t.hide}
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
      <p class="survey-steps">
        {hasMore && last && <a href={paths.surveyComments(month, { isHidden, after: last.id })}>{t.more}</a>}
        <a href={paths.surveyComments(month, { isHidden: !isHidden })}>
          {isHidden ? t.shownOnes : t.hiddenOnes}
        </a>
      </p>
    </StaffShell>
  )
}
