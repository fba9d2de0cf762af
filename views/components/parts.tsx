import type { Child } from 'hono/jsx'
import type { ResidentTexts } from '../text/index.ts'

export function BackLink({ href, children }: { href: string | undefined; children?: Child }) {
  return (
    <p class="back">
      <a href={href}>{children}</a>
    </p>
  )
}

type NoticeProps = { kind: 'info' | 'success' | 'warning' | 'error'; title?: string; children?: Child }

/** A framed message; the kind is told by its title, not by colour alone. */
export function Notice({ kind, title, children }: NoticeProps) {
  return (
    <section class={`notice notice-${kind}`}>
      {title && <h2 class="notice-title">{title}</h2>}
      {children}
    </section>
  )
}

/** What is wrong with a form, above its heading, each line leading to its field. */
export function ErrorSummary({
  t,
  errors,
}: {
  t: ResidentTexts
  errors: ReadonlyArray<{ href: string; text: string }>
}) {
  if (errors.length === 0) return null
  return (
    <div class="notice notice-error" role="alert" tabindex={-1} data-error-summary>
      <h2 class="notice-title">{t.errors.summary}</h2>
      <ul>
        {errors.map(({ href, text }) => (
          <li>
            <a href={href}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Where in the booking somebody is. */
export function Steps({ t, step }: { t: ResidentTexts; step: 1 | 2 | 3 }) {
  return (
    <ol class="steps" aria-label={t.steps.label(step, t.steps.names.length)}>
      {t.steps.names.map((name, index) => (
        <li
          aria-current={index + 1 === step ? 'step' : undefined}
          class={index + 1 < step ? 'step-done' : ''}
        >
          <span class="step-number">{index + 1}</span> {name}
        </li>
      ))}
    </ol>
  )
}

export type Fact = { term: string; children: Child }

export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl class="facts">
      {facts.map(({ term, children }) => (
        <div>
          <dt>{term}</dt>
          <dd>{children}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The key by which a form sent twice has one effect. */
export function IntentKey({ value }: { value: string }) {
  return <input type="hidden" name="key" value={value} />
}

type FieldProps = {
  t: ResidentTexts
  name: string
  label: string
  hint?: string
  error?: string | undefined
  value: string
  type?: 'text' | 'email' | 'tel' | 'password' | 'date'
  autocomplete?: string
  inputmode?: 'numeric'
  isRequired?: boolean
  isShort?: boolean
}

type AreaProps = Pick<FieldProps, 't' | 'name' | 'label' | 'hint' | 'error' | 'value' | 'isRequired'> & {
  rows: number
}

/** Several lines of text with the same around it. */
export function TextArea({ t, name, label, hint, error, value, isRequired, rows }: AreaProps) {
  const describedBy = [error && `${name}-error`, hint && `${name}-hint`].filter(Boolean).join(' ')
  return (
    <div class={error ? 'field field-error' : 'field'}>
      <label for={name} class="label">
        {label} {isRequired && <span class="required">{t.details.required}</span>}
      </label>
      {hint && (
        <p id={`${name}-hint`} class="hint">
          {hint}
        </p>
      )}
      <textarea
        id={name}
        name={name}
        rows={rows}
        class="input input-area"
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={describedBy || undefined}
      >
        {value}
      </textarea>
      {error && <FieldFault t={t} name={name} error={error} />}
    </div>
  )
}

/** What is wrong with a field, below it. */
export function FieldFault({ t, name, error }: { t: ResidentTexts; name: string; error: string }) {
  return (
    <p id={`${name}-error`} class="error">
      {t.errors.mark}
      {error}
    </p>
  )
}

/** One line of text with its label, hint and error as the design system orders them. */
export function TextField(props: FieldProps) {
  const { t, name, label, hint, error, value, type = 'text', isRequired, isShort } = props
  const describedBy = [error && `${name}-error`, hint && `${name}-hint`].filter(Boolean).join(' ')
  return (
    <div class={error ? 'field field-error' : 'field'}>
      <label for={name} class="label">
        {label} {isRequired && <span class="required">{t.details.required}</span>}
      </label>
      {hint && (
        <p id={`${name}-hint`} class="hint">
          {hint}
        </p>
      )}
      <input
        id={name}
        name={name}
        type={type}
        value={value}
        class={isShort ? 'input input-short' : 'input'}
        autocomplete={props.autocomplete}
        inputmode={props.inputmode}
        spellcheck={false}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={describedBy || undefined}
      />
      {error && <FieldFault t={t} name={name} error={error} />}
    </div>
  )
}
