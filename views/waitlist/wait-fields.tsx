import { clockTime, dateOf, daysBetween, type Instant } from '#src/clock.ts'
import type { Office } from '#src/offices/office.ts'
import type { TypedWait, WaitField, WaitFieldError } from '#src/waitlist/form.ts'
import type { Page } from '../layout/shell.tsx'
import { FieldFault } from '../components/parts.tsx'
import { longDate } from '../text/dates.ts'
import type { ResidentTexts } from '../text/index.ts'

type Props = {
  page: Pick<Page, 'language'> & { t: ResidentTexts }
  office: Office
  typed: TypedWait
  errors: readonly WaitFieldError[]
  now: Instant
  /** The last day that can be booked. */
  last: string
}

/** What is wrong with a field, in words; nothing where it is right. */
export function faultOf(
  t: ResidentTexts,
  errors: readonly WaitFieldError[],
  field: WaitField,
): string | undefined {
  const error = errors.find(candidate => candidate.field === field)
  return error && (t.waitlist.fields[field][error.reason] ?? t.errors.fallback)
}

/** The days and hours somebody waits for. */
export function WaitFields(props: Props) {
  const { page, typed, errors } = props
  const t = page.t.waitlist
  const partFault = faultOf(page.t, errors, 'part')
  return (
    <>
      <DaySelect {...props} name="fromDate" label={t.fromDate} value={typed.fromDate} />
      <DaySelect {...props} name="toDate" label={t.toDate} hint={t.toDateHint} value={typed.toDate} />
      <fieldset class={partFault ? 'field field-error' : 'field'} id="part">
        <legend class="label">{t.part}</legend>
        {(['any', 'morning', 'afternoon', 'hours'] as const).map(part => (
          <label class="choice">
            <input type="radio" name="part" value={part} checked={typed.part === part} />
            <span>{t.parts[part]}</span>
          </label>
        ))}
        {partFault && <FieldFault t={page.t} name="part" error={partFault} />}
      </fieldset>
      <p class="hint">{t.timeHint}</p>
      <TimeSelect {...props} name="fromTime" label={t.fromTime} value={typed.fromTime} />
      <TimeSelect {...props} name="toTime" label={t.toTime} value={typed.toTime} />
    </>
  )
}

type Select = Props & {
  name: WaitField
  label: string
  hint?: string
  value: string
  options: ReadonlyArray<{ value: string; text: string }>
  isShort?: boolean
}

function DaySelect(props: Omit<Select, 'options'>) {
  const { page, office, now, last } = props
  const today = dateOf(now, office.timeZone)
  const options = daysBetween(today, last < today ? today : last).map(date => ({
    value: date,
    text: longDate(date, page.language),
  }))
  return <SelectField {...props} options={options} />
}

function TimeSelect(props: Omit<Select, 'options'>) {
  const options = Array.from({ length: 25 }, (_, index) => clockTime(8 * 60 + index * 30)).map(time => ({
    value: time,
    text: time,
  }))
  return <SelectField {...props} options={options} isShort />
}

function SelectField({ page, errors, name, label, hint, value, options, isShort }: Select) {
  const fault = faultOf(page.t, errors, name)
  const describedBy = [fault && `${name}-error`, hint && `${name}-hint`].filter(Boolean).join(' ')
  return (
    <div class={fault ? 'field field-error' : 'field'}>
      <label for={name} class="label">
        {label}
      </label>
      {hint && (
        <p id={`${name}-hint`} class="hint">
          {hint}
        </p>
      )}
      <select
        id={name}
        name={name}
        class={isShort ? 'input input-short' : 'input'}
        aria-invalid={fault ? 'true' : undefined}
        aria-describedby={describedBy || undefined}
      >
        <option value="" selected={!options.some(option => option.value === value)}>
          －
        </option>
        {options.map(option => (
          <option value={option.value} selected={option.value === value}>
            {option.text}
          </option>
        ))}
      </select>
      {fault && <FieldFault t={page.t} name={name} error={fault} />}
    </div>
  )
}
