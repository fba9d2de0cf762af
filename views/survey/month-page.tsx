import { paths } from '#src/paths.ts'
import type { Office } from '#src/offices/office.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import type { MonthFault, TypedMonth } from '#src/survey/questionnaire-change.ts'
import type { Month, Questionnaire } from '#src/survey/questionnaire.ts'
import { BackLink, ErrorSummary } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { longMonth } from '../text/dates.ts'
import { MonthPreview } from './month-preview.tsx'
import { Line, QuestionRow } from './question-row.tsx'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  month: Month
  /** The revision that the form was drawn with. */
  seen: number
  typed: TypedMonth
  known: Questionnaire
  answered: ReadonlySet<string>
  faults: readonly MonthFault[]
  /** What residents would see: of what is typed, or of what is saved. */
  preview: Pick<Questionnaire, 'goal' | 'questions'> | null
  isPreviewOnly: boolean
  message: 'saved' | 'changed_meanwhile' | null
}

/** A month's goal and questions, and how they look. */
export function MonthPage(props: Props) {
  const { page, staff, month, seen, typed, known, answered, faults, preview, isPreviewOnly, message } = props
  const t = page.t.survey.month
  const title = t.title(longMonth(month, page.language))
  const hasError = faults.length > 0 || message === 'changed_meanwhile'
  const textOfFault = (field: string) => {
    const fault = faults.find(known => known.field === field)
    return fault ? t.fault[fault.reason] : null
  }
  return (
    <StaffShell page={page} staff={staff} title={title} hasError={hasError} styles={['survey.css']}>
      <BackLink href={paths.surveyMonths()}>{t.back}</BackLink>
      <ErrorSummary
        t={page.t}
        errors={faults.map(({ field, reason }) => ({ href: `#${field}`, text: t.fault[reason] }))}
      />
      {message === 'changed_meanwhile' && (
        <div class="notice notice-error" role="alert" tabindex={-1} data-error-summary>
          <h2 class="notice-title">{t.refused}</h2>
          <p>
            {t.changed_meanwhile} <a href={paths.surveyMonth(month)}>{title}</a>
          </p>
        </div>
      )}
      {message === 'saved' && (
        <p class="notice notice-success" role="status">
          {t.saved}
        </p>
      )}
      <h1>{title}</h1>
      {isPreviewOnly && preview && <MonthPreview page={page} survey={preview} title={t.previewTitle} />}
      <form method="post" action={paths.surveyMonth(month)}>
        <input type="hidden" name="seen" value={seen} />
        <fieldset class="field">
          <legend class="label">{t.goal}</legend>
          <p class="hint">{t.goalHint}</p>
          <div class="survey-lines">
            <Line
              name="goal-ja"
              label={t.inJa}
              value={typed.goal.ja}
              error={textOfFault('goal-ja')}
              lang="ja"
            />
            <Line
              name="goal-en"
              label={t.inEn}
              value={typed.goal.en}
              error={textOfFault('goal-en')}
              lang="en"
            />
          </div>
        </fieldset>
        <h2>{t.questions}</h2>
        <p>{t.questionsHint}</p>
        <ol class="plain">
          {typed.questions.map((question, index) => (
            <li>
              <QuestionRow {...{ page, known, answered, question, textOfFault }} number={index + 1} />
            </li>
          ))}
        </ol>
        <p class="actions">
          <button class="button">{t.save}</button>
          <button class="button button-outline" formaction={paths.surveyMonthPreview(month)}>
            {t.preview}
          </button>
        </p>
      </form>
      {!isPreviewOnly && preview && <MonthPreview page={page} survey={preview} title={t.previewNow} />}
    </StaffShell>
  )
}
