import type { Localized, Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { CommentFault } from '#src/survey/comment.ts'
import { overallSlug, type Question } from '#src/survey/questionnaire.ts'
import { ErrorSummary } from '../components/parts.tsx'
import { type Page, Shell } from '../layout/shell.tsx'
import { CommentField } from './comment-field.tsx'
import { CounterField } from './counter-field.tsx'
import { Goal } from './overall.tsx'
import { QuestionField } from './question-field.tsx'
import type { TypedMore } from './ticket-more-page.tsx'

type TypedPoster = TypedMore & { counter: string }
export type PosterFault = 'overall' | 'mark' | 'counter' | CommentFault

type Props = {
  page: Page
  office: Office
  goal: Localized | null
  questions: readonly Question[]
  typed: TypedPoster
  faults: readonly PosterFault[]
  /** The page's own: two presses of its button are one answer. */
  secret: string
}

/** All questions of the month on one page, for whoever scanned the poster. */
export function PosterPage(props: Props) {
  const { page, office, goal, questions, typed, faults, secret } = props
  const t = page.t.survey
  const words = {
    overall: t.poster.overallRequired,
    mark: t.poster.unknownMark,
    counter: t.poster.unknownCounter,
    ...t.commentFault,
  } satisfies Record<PosterFault, string>
  const places = { overall: `#${overallSlug}`, mark: `#${overallSlug}`, counter: '#counter' }
  const errorOf = (...some: PosterFault[]) => {
    const fault = faults.find(known => some.includes(known))
    return fault ? words[fault] : null
  }
  return (
    <Shell page={page} title={t.title} hasError={faults.length > 0} styles={['survey.css']}>
      <ErrorSummary
        t={page.t}
        errors={faults.map(fault => ({
          href: fault in places ? places[fault as keyof typeof places] : '#comment',
          text: words[fault],
        }))}
      />
      <h1>{t.title}</h1>
      <p>{t.poster.lead}</p>
      <Goal page={page} goal={goal} />
      <form method="post" action={paths.survey(office.slug)}>
        <input type="hidden" name="secret" value={secret} />
        {questions.map(question => (
          <QuestionField
            page={page}
            question={question}
            value={typed.marks[question.slug] ?? ''}
            error={question.slug === overallSlug ? errorOf('overall') : null}
            isRequired={question.slug === overallSlug}
            isForAnybody
          />
        ))}
        <CounterField page={page} office={office} value={typed.counter} error={errorOf('counter')} />
        <CommentField page={page} value={typed.comment} error={errorOf('too_long', 'unreadable')} />
        <div class="survey-website" aria-hidden="true">
          <label for="website">{t.poster.website}</label>
          <input id="website" name="website" type="text" tabindex={-1} autocomplete="off" />
        </div>
        <p class="hint">{t.anonymous}</p>
        <p class="actions">
          <button class="button">{t.send}</button>
        </p>
      </form>
    </Shell>
  )
}
