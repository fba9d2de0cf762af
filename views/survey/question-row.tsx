import type { TypedMonth } from '#src/survey/questionnaire-change.ts'
import { overallSlug, type Questionnaire } from '#src/survey/questionnaire.ts'
import type { PlainStaffPage } from '../layout/staff-shell.tsx'

type RowProps = {
  page: PlainStaffPage
  known: Questionnaire
  answered: ReadonlySet<string>
  question: TypedMonth['questions'][number]
  number: number
  textOfFault: (field: string) => string | null
}

/** One question of a month: its place, whether it is asked, and its wording in both languages. */
export function QuestionRow({ page, known, answered, question, number, textOfFault }: RowProps) {
  const t = page.t.survey.month
  const { slug, ja, en, isAsked, position } = question
  const isOverall = slug === overallSlug
  const isFixed = answered.has(slug)
  const isBookedOnly = known.questions.find(other => other.slug === slug)?.isBookedOnly
  const positionError = textOfFault(`${slug}-position`)
  const askedError = textOfFault(`${slug}-asked`)
  return (
    <fieldset class="field survey-row" id={`${slug}-asked`}>
      <legend class="label">{t.question(number)}</legend>
      <p class="hint">
        {isOverall && t.overallNote} {isBookedOnly && t.bookedNote} {isFixed && t.answeredNote}
      </p>
      <div class="survey-row-place">
        {isOverall ? (
          <input type="hidden" name={`${slug}-position`} value="1" />
        ) : (
          <label class="survey-position">
            {t.position}{' '}
            <input
              type="text"
              id={`${slug}-position`}
              name={`${slug}-position`}
              class="input"
              inputmode="numeric"
              maxlength={2}
              value={position}
              aria-invalid={positionError ? 'true' : undefined}
            />
          </label>
        )}
        {isOverall || isFixed ? (
          <input type="hidden" name={`${slug}-asked`} value={isAsked ? '1' : ''} />
        ) : (
          <label class="choice">
            <input type="checkbox" name={`${slug}-asked`} value="1" checked={isAsked} />
            <span>{t.asked}</span>
          </label>
        )}
      </div>
      {(positionError ?? askedError) && (
        <p class="error">
          {page.t.errors.mark}
          {positionError ?? askedError}
        </p>
      )}
      <div class="survey-lines">
        <Line
          name={`${slug}-ja`}
          label={t.wording(t.inJa)}
          value={ja}
          error={textOfFault(`${slug}-ja`)}
          isFixed={isFixed}
          lang="ja"
        />
        <Line
          name={`${slug}-en`}
          label={t.wording(t.inEn)}
          value={en}
          error={textOfFault(`${slug}-en`)}
          isFixed={isFixed}
          lang="en"
        />
      </div>
    </fieldset>
  )
}

type LineProps = {
  name: string
  label: string
  value: string
  error: string | null
  isFixed?: boolean
  lang: string
}

/** A text in one language. */
export function Line({ name, label, value, error, isFixed = false, lang }: LineProps) {
  return (
    <div class="survey-line">
      <label for={name}>{label}</label>
      <input
        type="text"
        id={name}
        name={name}
        class="input"
        lang={lang}
        value={value}
        readonly={isFixed}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={error ? `${name}-error` : undefined}
      />
      {error && (
        <p id={`${name}-error`} class="error">
          {error}
        </p>
      )}
    </div>
  )
}
