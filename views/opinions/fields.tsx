import type { OpinionField, OpinionFieldError, OpinionReason, TypedOpinion } from '#src/opinions/details.ts'
import { categories } from '#src/opinions/opinion.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Counter, Office } from '#src/offices/office.ts'
import { FieldFault, TextField } from '../components/parts.tsx'
import type { Page } from '../layout/shell.tsx'
import type { ResidentTexts } from '../text/index.ts'

/** What is wrong with a field, in words. */
function faultText(t: ResidentTexts, { field, reason }: OpinionFieldError): string {
  const texts: Partial<Record<OpinionReason, string>> = t.opinions.field[field]
  return texts[reason] ?? t.opinions.fallback
}

/** A lookup of what is wrong with each field. */
export function faultsOf(t: ResidentTexts, errors: readonly OpinionFieldError[]) {
  return (field: OpinionField): string | undefined => {
    const error = errors.find(candidate => candidate.field === field)
    return error && faultText(t, error)
  }
}

/** Lines of an error summary. */
export function summaryOf(t: ResidentTexts, errors: readonly OpinionFieldError[]) {
  return errors.map(error => ({ href: `#${error.field}`, text: faultText(t, error) }))
}

type ChoicesProps = {
  page: Page
  name: string
  legend: string
  choices: ReadonlyArray<readonly [value: string, label: string]>
  chosen: string
  error: string | undefined
}

/** One of several, each on a line of its own. */
export function Choices({ page: { t }, name, legend, choices, chosen, error }: ChoicesProps) {
  return (
    <fieldset
      class={error ? 'field field-error' : 'field'}
      id={name}
      aria-describedby={error && `${name}-error`}
    >
      <legend class="label">
        {legend} <span class="required">{t.details.required}</span>
      </legend>
      {choices.map(([value, label]) => (
        <label class="choice">
          <input type="radio" name={name} value={value} checked={value === chosen} />
          <span>{label}</span>
        </label>
      ))}
      {error && <FieldFault t={t} name={name} error={error} />}
    </fieldset>
  )
}

/** The kinds of opinions to choose from. */
export function CategoryChoices({ page, chosen, error }: Pick<ChoicesProps, 'page' | 'chosen' | 'error'>) {
  const { category, categoryName } = page.t.opinions
  const choices = categories.map(name => [name, categoryName[name]] as const)
  return <Choices page={page} name="category" legend={category} {...{ choices, chosen, error }} />
}

/** A counter as residents know it: private ones by the name that screens show. */
export function counterLabel({ t, language }: Page, { number, publicName }: Counter): string {
  return t.opinions.counterOption(number, textOf(publicName, language))
}

type CounterProps = { page: Page; office: Office; chosen: string; hint: string; error: string | undefined }

export function CounterSelect({ page, office, chosen, hint, error }: CounterProps) {
  const { t } = page
  return (
    <div class={error ? 'field field-error' : 'field'}>
      <label class="label" for="counter">
        {t.opinions.counter} <span class="optional">{t.details.optional}</span>
      </label>
      <p id="counter-hint" class="hint">
        {hint}
      </p>
      <select
        id="counter"
        name="counter"
        class="input"
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={error ? 'counter-error counter-hint' : 'counter-hint'}
      >
        <option value="">{t.opinions.noCounter}</option>
        {office.counters.map(counter => (
          <option value={counter.slug} selected={counter.slug === chosen}>
            {counterLabel(page, counter)}
          </option>
        ))}
      </select>
      {error && <FieldFault t={t} name="counter" error={error} />}
    </div>
  )
}

type ContactProps = {
  page: Page
  typed: TypedOpinion
  faultOf: (field: OpinionField) => string | undefined
  label: string
  labelHint: string
  hint: string
  /** Whether a browser may fill in its owner's own: not at a desk. */
  isOwn: boolean
}

/** The wish for an answer, and only with it where to send that. The style sheet hides the rest without it. */
export function AnswerWish({ page, typed, faultOf, label, labelHint, hint, isOwn }: ContactProps) {
  const { t } = page
  const text = t.opinions
  const complete = (kind: string) => (isOwn ? kind : 'off')
  return (
    <div class="opinion-wish">
      <label class="choice">
        <input
          type="checkbox"
          id="wantsAnswer"
          name="wantsAnswer"
          value="1"
          checked={typed.wantsAnswer}
          aria-describedby="wantsAnswer-hint"
        />
        <span>{label}</span>
      </label>
      <p class="hint" id="wantsAnswer-hint">
        {labelHint}
      </p>
      <fieldset class="opinion-contact">
        <legend class="label">
          {text.contactTitle} <span class="hint">{hint}</span>
        </legend>
        <TextField
          t={t}
          name="email"
          label={text.email}
          hint={text.emailHint}
          error={faultOf('email')}
          value={typed.email}
          type="email"
          autocomplete={complete('email')}
        />
        <TextField
          t={t}
          name="phone"
          label={text.phone}
          hint={text.phoneHint}
          error={faultOf('phone')}
          value={typed.phone}
          type="tel"
          autocomplete={complete('tel')}
        />
        <TextField
          t={t}
          name="name"
          label={`${text.name} ${t.details.optional}`}
          hint={text.nameHint}
          error={faultOf('name')}
          value={typed.name}
          autocomplete={complete('name')}
        />
        <p class="hint">{text.privacyNote}</p>
        {page.office?.retention.isErasing && (
          <p class="hint">{text.erasedAfter(page.office.retention.days.contacts)}</p>
        )}
      </fieldset>
    </div>
  )
}
