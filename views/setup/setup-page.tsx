import type { Child } from 'hono/jsx'
import type { SetupError, SetupField, SetupTyped } from '#src/setup/form.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { ErrorSummary, IntentKey, TextField } from '../components/parts.tsx'
import { StaffShell, type StaffPage } from '../layout/staff-shell.tsx'
import { FileForm } from './file-form.tsx'

type Props = {
  page: StaffPage
  staff: StaffMember
  typed: SetupTyped
  errors: readonly SetupError[]
  /** The form has set up another office before. */
  isUsed: boolean
  intentKey: string
}

/** The first counter and service of a new office, enough to be booked; or all of it from a file. */
export function SetupPage({ page, staff, typed, errors, isUsed, intentKey }: Props) {
  const { t } = page
  const text = t.setup
  const hints: Partial<Record<SetupField, string>> = text.hint
  const textOfError = ({ reason }: SetupError) =>
    reason === 'slug_taken' ? text.slug_taken : text.reason[reason]
  const errorOf = (field: SetupError['field']) => {
    const error = errors.find(candidate => candidate.field === field)
    return error && textOfError(error)
  }
  const labelOf = (field: SetupError['field']) => (field === 'days' ? text.days : text.field[field])
  const field = (name: SetupField, isShort = false) => (
    <TextField
      {...{ t, name, isShort, label: text.field[name], value: typed[name], error: errorOf(name) }}
      {...(hints[name] && { hint: hints[name] })}
      isRequired={name !== 'nameEn'}
      autocomplete="off"
    />
  )
  return (
    <StaffShell page={page} staff={staff} title={text.title} hasError={errors.length > 0 || isUsed}>
      <ErrorSummary
        t={t}
        errors={[
          ...(isUsed ? [{ href: '#name', text: t.catalogue.make.reused }] : []),
          ...errors.map(error => ({
            href: error.field === 'days' ? '#days-1' : `#${error.field}`,
            text: `${labelOf(error.field)}：${textOfError(error)}`,
          })),
        ]}
      />
      <h1>{text.title}</h1>
      <p>{text.lead}</p>
      <form method="post" action={paths.setup()} novalidate>
        <IntentKey value={intentKey} />
        <Section title={text.section.office}>
          {field('name')}
          {field('nameEn')}
          {field('slug')}
          {field('address')}
          {field('phone', true)}
        </Section>
        <Section title={text.section.opening}>
          <fieldset class={errorOf('days') ? 'field field-error' : 'field'}>
            <legend class="label">
              {text.days} <span class="required">{t.details.required}</span>
            </legend>
            {text.weekdays.map((name, index) => (
              <label class="choice" for={`days-${index + 1}`}>
                <input
                  id={`days-${index + 1}`}
                  type="checkbox"
                  name="days"
                  value={String(index + 1)}
                  checked={typed.days.includes(String(index + 1))}
                />
                {name}
              </label>
            ))}
            {errorOf('days') && (
              <p class="error">
                {t.errors.mark}
                {errorOf('days')}
              </p>
            )}
          </fieldset>
          <div class="field-pair">
            {field('opens', true)}
            {field('closes', true)}
          </div>
          <div class="field-pair">
            {field('lunchFrom', true)}
            {field('lunchTo', true)}
          </div>
          <label class="choice" for="isClosedOnHolidays">
            <input
              id="isClosedOnHolidays"
              type="checkbox"
              name="isClosedOnHolidays"
              value="yes"
              checked={typed.isClosedOnHolidays}
            />
            {text.holidays}
          </label>
        </Section>
        <Section title={text.section.counter}>
          {field('counterName')}
          <div class="field-pair">
            {field('counterNumber', true)}
            {field('ticketPrefix', true)}
          </div>
          <div class="field-pair">
            {field('windows', true)}
            {field('windowsAtLunch', true)}
          </div>
        </Section>
        <Section title={text.section.service}>
          {field('serviceName')}
          {field('durationMinutes', true)}
        </Section>
        <p class="actions">
          <button class="button">{text.submit}</button>
        </p>
      </form>
      <h2>{text.fileTitle}</h2>
      <p>{text.fileLead}</p>
      <FileForm t={t} />
    </StaffShell>
  )
}

function Section({ title, children }: { title: string; children?: Child }) {
  return (
    <section class="form-section">
      <h2>{title}</h2>
      {children}
    </section>
  )
}
