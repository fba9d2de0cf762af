import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { CommentFault } from '#src/survey/comment.ts'
import type { TicketSurvey } from '#src/survey/ticket-survey.ts'
import { BackLink, ErrorSummary } from '../components/parts.tsx'
import { type Page, Shell } from '../layout/shell.tsx'
import { CommentField } from './comment-field.tsx'
import { Goal } from './overall.tsx'
import { QuestionField } from './question-field.tsx'

export type TypedMore = { marks: Readonly<Record<string, string>>; comment: string }

type Props = {
  page: Page
  office: Office
  token: string
  survey: TicketSurvey
  typed: TypedMore
  fault: CommentFault | 'unknown' | null
}

/** What is offered after the first answer, all of it optional. */
export function TicketMorePage({ page, office, token, survey, typed, fault }: Props) {
  const t = page.t.survey
  const commentError = fault && fault !== 'unknown' ? t.commentFault[fault] : null
  const errors = [
    ...(commentError ? [{ href: '#comment', text: commentError }] : []),
    ...(fault === 'unknown' ? [{ href: `#${survey.rest[0]?.slug}`, text: t.poster.unknownMark }] : []),
  ]
  return (
    <Shell page={page} title={t.ticket.moreTitle} hasError={fault !== null} styles={['survey.css']}>
      <BackLink href={paths.ticket(office.slug, token)}>{t.ticket.back}</BackLink>
      <ErrorSummary t={page.t} errors={errors} />
      <h1>{t.ticket.moreTitle}</h1>
      <p>{t.ticket.moreLead}</p>
      <Goal page={page} goal={survey.goal} />
      <form method="post" action={paths.ticketSurveyMore(office.slug, token)}>
        {survey.rest.map(question => (
          <QuestionField page={page} question={question} value={typed.marks[question.slug] ?? ''} />
        ))}
        <CommentField page={page} value={typed.comment} error={commentError} />
        <p class="hint">{t.anonymous}</p>
        <p class="actions">
          <button class="button">{t.send}</button>
        </p>
      </form>
    </Shell>
  )
}
