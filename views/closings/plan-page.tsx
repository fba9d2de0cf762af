import type { Closing } from '#src/closings/closing.ts'

import type { PlanError, PlanField, TypedPlan } from '#src/closings/form.ts'
import type { LocalDate } from '#src/clock.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Counter } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { ErrorSummary, FieldFault, IntentKey, TextField } from '../components/parts.tsx'
import { Refusal } from '../staff/sign-in-page.tsx'
import { type ClosingProps, ClosingShell } from './closing-shell.tsx'

type Props = ClosingProps & {
  /** Null: nothing is begun yet. */
  closing: Closing | null
  typed: TypedPlan
  errors: readonly PlanError[]
  isUsed: boolean
  /** Those that may be closed. */
  counters: readonly Counter[]
  today: LocalDate
  intentKey: string
}

/** What is to be closed, and why. */
export function PlanPage(props: Props) {
  const { page, closing, typed, errors, isUsed } = props
  const { t } = page
  const text = t.closings
  const summary = errors.map(({ field, reason }) => ({ href: `#${field}`, text: text.fault[reason] }))
  const above = (
    <>
      <ErrorSummary t={t} errors={summary} />
      {isUsed && <Refusal text={text.isUsed} />}
    </>
  )
  const field = (name: 'ja' | 'en') => ({
    ...{ t, name, label: text.fields[name], value: typed[name], error: faultOf(props, name) },
  })
  return (
    <ClosingShell
      {...props}
      {...{ step: 1, title: text.planTitle, hasError: summary.length > 0 || isUsed, above }}
    >
      <form
        method="post"
        action={closing ? paths.closing(closing.id, 'plan') : paths.newClosing()}
        class="closing-form"
        novalidate
      >
        <IntentKey value={props.intentKey} />
        {closing && <input type="hidden" name="seen" value={closing.version} />}
        <div class="closing-pair">
          <DateField {...props} name="fromDate" />
          <DateField {...props} name="toDate" hint={text.fields.toDateHint} />
        </div>
        <HoursField {...props} />
        <CountersField {...props} />
        <fieldset class="field">
          <legend class="label">{text.fields.reason}</legend>
          <p class="hint">{text.fields.reasonHint}</p>
          <TextField {...field('ja')} isRequired />
          <TextField {...field('en')} hint={text.fields.enHint} />
        </fieldset>
        <div class="field">
          <label class="choice">
            <input type="checkbox" name="stop" value="1" checked={typed.isBookingStopped} />
            <span>
              {text.fields.stop} <span class="hint closing-hint">{text.fields.stopHint}</span>
            </span>
          </label>
        </div>
        <p class="actions">
          <button class="button">{text.savePlan}</button>
        </p>
      </form>
    </ClosingShell>
  )
}

function faultOf({ page, errors }: Props, field: PlanField): string | undefined {
  const error = errors.find(known => known.field === field)
  return error && page.t.closings.fault[error.reason]
}

function DateField(props: Props & { name: 'fromDate' | 'toDate'; hint?: string }) {
  const { page, typed, name, hint, today } = props
  const error = faultOf(props, name)
  const describedBy = [error && `${name}-error`, hint && `${name}-hint`].filter(Boolean).join(' ')
  return (
    <div class={error ? 'field field-error' : 'field'}>
      <label class="label" for={name}>
        {page.t.closings.fields[name]}{' '}
        {name === 'fromDate' && <span class="required">{page.t.details.required}</span>}
      </label>
      <input
        class="input input-short"
        id={name}
        name={name}
        type="date"
        min={today}
        value={typed[name]}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={describedBy || undefined}
      />
      {hint && (
        <p id={`${name}-hint`} class="hint">
          {hint}
        </p>
      )}
      {error && <FieldFault t={page.t} name={name} error={error} />}
    </div>
  )
}

function HoursField(props: Props) {
  const { page, typed } = props
  const { fields } = page.t.closings
  const error = faultOf(props, 'fromTime')
  return (
    <fieldset class={error ? 'field field-error' : 'field'}>
      <legend class="label">{fields.hours}</legend>
      {(['whole', 'part'] as const).map(hours => (
        <label class="choice">
          <input type="radio" name="hours" value={hours} checked={typed.hours === hours} />
          <span>{fields[hours]}</span>
        </label>
      ))}
      <div class="closing-pair closing-times">
        {(['fromTime', 'toTime'] as const).map(name => (
          <div>
            <label for={name}>{fields[name]}</label>
            <input
              class="input input-short"
              id={name}
              name={name}
              type="time"
              value={typed[name]}
              aria-invalid={error ? 'true' : undefined}
              aria-describedby={error ? 'fromTime-error' : name === 'toTime' ? 'toTime-hint' : undefined}
            />
          </div>
        ))}
        <p id="toTime-hint" class="hint">
          {fields.toTimeHint}
        </p>
      </div>
      {error && <FieldFault t={page.t} name="fromTime" error={error} />}
    </fieldset>
  )
}

function CountersField(props: Props) {
  const { page, typed, counters } = props
  const { t, language } = page
  const error = faultOf(props, 'counters')
  return (
    <fieldset class={error ? 'field field-error' : 'field'} id="counters" tabindex={-1}>
      <legend class="label">
        {t.closings.fields.counters} <span class="required">{t.details.required}</span>
      </legend>
      <div class="closing-counters">
        {counters.map(({ slug, number, name }) => (
          <label class="choice">
            <input type="checkbox" name="counters" value={slug} checked={typed.counters.includes(slug)} />
            <span>
              {t.home.counterNumber(number)} {textOf(name, language)}
            </span>
          </label>
        ))}
      </div>
      {error && <FieldFault t={t} name="counters" error={error} />}
    </fieldset>
  )
}
