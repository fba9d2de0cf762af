import { textOf } from '#src/offices/localized.ts'
import type { Question } from '#src/survey/questionnaire.ts'
import type { Page } from '../layout/shell.tsx'

export const markValues = [5, 4, 3, 2, 1, 'unknown'] as const

type Props = {
  page: Page
  question: Question
  value?: string
  error?: string | null
  isRequired?: boolean
  /** Whether somebody who had no appointment may be asked. */
  isForAnybody?: boolean
}

/** One question with its marks side by side, the best first. */
export function QuestionField({ page, question, value = '', error, isRequired, isForAnybody }: Props) {
  const { language } = page
  const t = page.t.survey
  const { slug, isBookedOnly } = question
  const asksBooking = isBookedOnly && isForAnybody
  return (
    <fieldset
      id={slug}
      class={error ? 'field field-error survey-question' : 'field survey-question'}
      aria-describedby={error ? `${slug}-error` : undefined}
    >
      <legend class="label">
        {textOf(question.text, language)}{' '}
        {asksBooking && <span class="optional whole">{page.t.details.ifCondition(t.bookedOnly)}</span>}
        {isRequired && <span class="required whole">{t.poster.required}</span>}
      </legend>
      <div class="survey-marks">
        {markValues.map(mark => (
          <Mark slug={slug} value={String(mark)} words={t.mark[mark]} chosen={value} />
        ))}
        {asksBooking && <Mark slug={slug} value="none" words={t.notApplicable} chosen={value} />}
      </div>
      {error && (
        <p id={`${slug}-error`} class="error">
          {page.t.errors.mark}
          {error}
        </p>
      )}
    </fieldset>
  )
}

type MarkProps = { slug: string; value: string; words: string; chosen: string }

function Mark({ slug, value, words, chosen }: MarkProps) {
  const isScore = /^\d$/.test(value)
  return (
    <label class={isScore ? 'survey-mark' : 'survey-mark survey-mark-aside'}>
      <input type="radio" name={slug} value={value} checked={chosen === value} />
      <span>{words}</span>
    </label>
  )
}
