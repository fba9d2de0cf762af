import type { FieldError, Fields } from '#src/indicators/fields.ts'
import { ErrorSummary, Notice } from '../components/parts.tsx'
import type { Texts } from '../text/index.ts'

/** One field of a form: what it is called and how it is filled in. */
export type Entry = {
  name: string
  label: string
  hint?: string
  /** In a row of its own. */
  isWide?: boolean
} & (
  | { kind: 'number' | 'text' | 'lines' | 'tick' }
  | { kind: 'hidden' }
  | { kind: 'choice'; choices: ReadonlyArray<readonly [value: string, label: string]> }
)

/** Fields that belong together, such as all of one indicator. */
export type EntryGroup = { legend: string; note?: string; entries: readonly Entry[] }

/** What a form shows: as stored or as typed, what is wrong with it, and what somebody else has saved meanwhile. */
export type FormState = {
  fields: Fields
  errors: readonly FieldError[]
  /** Fields that differ from what is stored by now; null when nobody was faster. */
  elsewhere: { fields: readonly string[]; stored: Fields } | null
}

type Props = { t: Texts; form: FormState }

/** What stands above a form that comes back. */
export function FormNews({ t, form, groups }: Props & { groups: readonly EntryGroup[] }) {
  const text = t.indicators
  const labels = new Map(groups.flatMap(({ entries }) => entries.map(({ name, label }) => [name, label])))
  return (
    <>
      <ErrorSummary
        t={t}
        errors={form.errors.map(({ field, reason }) => ({
          href: `#${field}`,
          text: text.faultAt(labels.get(field) ?? '', text.fault[reason]),
        }))}
      />
      {form.elsewhere && (
        <div role="alert" tabindex={-1} data-error-summary>
          <Notice kind="warning" title={text.form.behindTitle}>
            <p>{form.elsewhere.fields.length > 0 ? text.form.behind : text.form.behindSame}</p>
          </Notice>
        </div>
      )}
    </>
  )
}

/** A group of fields side by side where there is room. */
export function EntryFields({ t, form, group }: Props & { group: EntryGroup }) {
  return (
    <fieldset class="entries">
      <legend>{group.legend}</legend>
      {group.note && <p class="hint">{group.note}</p>}
      <div class="entries-row">
        {group.entries.map(entry => (
          <EntryField {...{ t, form, entry }} />
        ))}
      </div>
    </fieldset>
  )
}

function EntryField({ t, form, entry }: Props & { entry: Entry }) {
  const { name, label, hint, kind } = entry
  const value = form.fields[name] ?? ''
  if (kind === 'hidden') return <input type="hidden" name={name} value={value} />
  const error = form.errors.find(({ field }) => field === name)
  const stored = form.elsewhere?.fields.includes(name) ? (form.elsewhere.stored[name] ?? '') : null
  const described = [error && `${name}-error`, stored !== null && `${name}-stored`, hint && `${name}-hint`]
  const attributes = {
    id: name,
    name,
    'aria-invalid': error ? ('true' as const) : undefined,
    'aria-describedby': described.filter(Boolean).join(' ') || undefined,
  }
  return (
    <div
      class={['entry', `entry-${entry.isWide ? 'wide' : kind}`, error && 'field-error']
        .filter(Boolean)
        .join(' ')}
    >
      {kind === 'tick' ? (
        <label class="choice" for={name}>
          <input type="checkbox" value="1" checked={value === '1'} {...attributes} />
          <span>{label}</span>
        </label>
      ) : (
        <label class="entry-label" for={name}>
          {label}
        </label>
      )}
      {hint && (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {kind !== 'tick' && <Input {...{ entry, value, attributes }} />}
      {stored !== null && (
        <p class="entry-stored" id={`${name}-stored`}>
          {stored === ''
            ? t.indicators.form.storedNothing
            : t.indicators.form.stored(storedText(entry, stored))}
        </p>
      )}
      {error && (
        <p class="error" id={`${name}-error`}>
          {t.errors.mark}
          {t.indicators.fault[error.reason]}
        </p>
      )}
    </div>
  )
}

type InputProps = { entry: Entry; value: string; attributes: Record<string, string | undefined> }

function Input({ entry, value, attributes }: InputProps) {
  if (entry.kind === 'choice')
    return (
      <select class="input" {...attributes}>
        {entry.choices.map(([choice, label]) => (
          <option value={choice} selected={choice === value}>
            {label}
          </option>
        ))}
      </select>
    )
  if (entry.kind === 'lines')
    return (
      <textarea class="input entry-text" rows={6} {...attributes}>
        {value}
      </textarea>
    )
  const isNumber = entry.kind === 'number'
  return (
    <input
      class={isNumber ? 'input entry-figure' : 'input'}
      value={value}
      inputmode={isNumber ? 'decimal' : undefined}
      autocomplete="off"
      spellcheck={false}
      {...attributes}
    />
  )
}

function storedText(entry: Entry, stored: string): string {
  if (entry.kind !== 'choice') return stored
  return entry.choices.find(([choice]) => choice === stored)?.[1] ?? stored
}
