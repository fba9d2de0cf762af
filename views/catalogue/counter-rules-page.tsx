import type { CounterFault, CounterField, TypedCounter } from '#src/catalogue/counter-form.ts'
import type { CounterRow, Division } from '#src/catalogue/counter-queries.ts'
import { textOf } from '#src/offices/localized.ts'
import { paths } from '#src/paths.ts'
import { ErrorSummary, TextField } from '../components/parts.tsx'
import type { PlainStaffPage } from '../layout/staff-shell.tsx'
import type { Texts } from '../text/index.ts'
import { type CatalogueProps, CatalogueShell } from './catalogue-shell.tsx'

type Props = CatalogueProps & {
  counter: CounterRow
  typed: TypedCounter
  errors: readonly CounterFault[]
  version: number
  isStale: boolean
}

/** Where a counter is, which numbers it gives, and how many windows it has. */
export function CounterRulesPage(props: Props) {
  const { page, staff, office, counter, typed, errors, version, isStale } = props
  const { t, language } = page
  const text = t.catalogue
  const name = textOf(counter.name, language)
  return (
    <CatalogueShell
      {...{ page, staff, office, isStale, title: text.counter.title(name) }}
      hasError={errors.length > 0}
      summary={<ErrorSummary t={t} errors={counterFaults(t, errors)} />}
      back={{ href: paths.catalogueTexts(office.slug, 'counters', counter.slug), text: name }}
    >
      <p>
        {text.counter.fewerLead} <a href={paths.openings(office.slug)}>{t.openings.title}</a>
      </p>
      <form
        method="post"
        action={paths.cataloguePart(office.slug, 'counters', counter.slug, 'rules')}
        novalidate
      >
        <input type="hidden" name="version" value={version} />
        <CounterFields {...{ page, typed, errors }} />
        <p class="actions">
          <button class="button">{text.save}</button>
        </p>
      </form>
    </CatalogueShell>
  )
}

/** What is wrong with the counter of a form, each line leading to its field. */
export function counterFaults(t: Texts, errors: readonly CounterFault[]) {
  const { field, fault } = t.catalogue.counter
  return errors.map(({ at, reason }) => ({ href: `#${at}`, text: `${field[at]}：${fault[reason]}` }))
}

type FieldsProps = { page: PlainStaffPage; typed: TypedCounter; errors: readonly CounterFault[] }

export function CounterFields({ page: { t }, typed, errors }: FieldsProps) {
  const text = t.catalogue.counter
  const hints: Partial<Record<CounterField, string>> = text.hint
  const field = (name: Exclude<CounterField, 'isBookable'>, isNumber = false) => {
    const error = errors.find(({ at }) => at === name)
    return (
      <TextField
        {...{ t, name, label: text.field[name], value: typed[name], hint: hints[name] }}
        error={error && text.fault[error.reason]}
        inputmode={isNumber ? 'numeric' : undefined}
        autocomplete="off"
        isRequired
        isShort
      />
    )
  }
  return (
    <>
      {field('number')}
      {field('floor')}
      {field('ticketPrefix')}
      <div class="field-pair">
        {field('windows', true)}
        {field('windowsAtLunch', true)}
      </div>
      <label class="choice" for="isBookable">
        <input id="isBookable" type="checkbox" name="isBookable" value="yes" checked={typed.isBookable} />
        {text.field.isBookable}
      </label>
    </>
  )
}

type DivisionProps = { page: PlainStaffPage; divisions: readonly Division[]; chosen: string }

/** Of a new counter: the division that it belongs to. */
export function DivisionField({ page: { t, language }, divisions, chosen }: DivisionProps) {
  const text = t.catalogue.counter
  return (
    <div class="field">
      <label class="label" for="division">
        {text.division}
      </label>
      <select id="division" name="division" class="input">
        <option value="">{text.newDivision}</option>
        {divisions.map(({ slug, name }) => (
          <option value={slug} selected={slug === chosen}>
            {textOf(name, language)}
          </option>
        ))}
      </select>
    </div>
  )
}
