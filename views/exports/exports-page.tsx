import type { ChoiceFault, ExportChoice } from '#src/exports/form.ts'
import type { TablePreview } from '#src/exports/preview.ts'
import type { RunningExport } from '#src/exports/running.ts'
import type { ExportTable } from '#src/exports/table.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { ErrorSummary } from '../components/parts.tsx'
import { type FiguresPage, FiguresShell } from '../statistics/figures-shell.tsx'
import type { Texts } from '../text/index.ts'
import { ExportPreview } from './export-preview.tsx'
import { Running } from './running.tsx'

type Props = {
  page: FiguresPage
  staff: StaffMember
  tables: readonly ExportTable[]
  choice: ExportChoice
  faults: readonly ChoiceFault[]
  /** Null before anything was asked for. */
  previews: readonly TablePreview[] | null
  running: readonly RunningExport[]
}

/** Where rows are taken out: choose, see how many there are, take the file. */
export function ExportsPage({ page, staff, tables, choice, faults, previews, running }: Props) {
  const { t } = page
  const text = t.exports
  const errors = faults.map(({ field, reason }) => ({
    href: field === 'tables' ? `#table-${tables[0]?.name}` : `#${field}`,
    text: text.faults[reason],
  }))
  return (
    <FiguresShell
      {...{ page, staff }}
      title={text.title}
      hasError={errors.length > 0}
      styles={['exports.css']}
      script="exports.js"
    >
      <ErrorSummary t={t} errors={errors} />
      <h1>{text.title}</h1>
      <p class="lead">{text.lead}</p>
      <Running page={page} running={running} />
      {previews && <ExportPreview page={page} choice={choice} previews={previews} />}
      {previews && <h2>{text.again}</h2>}
      <form method="get" action={paths.exports()} class="export-form">
        <Tables t={t} tables={tables} choice={choice} faults={faults} />
        <Days t={t} choice={choice} faults={faults} />
        <div class="export-options">
          <Options name="format" legend={text.format} texts={text.formats} chosen={choice.format} />
          <Options name="encoding" legend={text.encoding} texts={text.encodings} chosen={choice.encoding} />
        </div>
        <p class="actions">
          <button class="button">{text.count}</button>
        </p>
      </form>
      <section aria-labelledby="rules">
        <h2 id="rules">{text.rulesTitle}</h2>
        <ul>
          {text.rules.map(rule => (
            <li>{rule}</li>
          ))}
        </ul>
        <p>
          <a href={paths.exportDictionary()}>{text.dictionary.title}</a>
        </p>
      </section>
    </FiguresShell>
  )
}

type PartProps = { t: Texts; choice: ExportChoice; faults: readonly ChoiceFault[] }

function faultOf(t: Texts, faults: readonly ChoiceFault[], field: ChoiceFault['field']): string | undefined {
  const fault = faults.find(candidate => candidate.field === field)
  return fault && t.exports.faults[fault.reason]
}

function Tables({ t, tables, choice, faults }: PartProps & { tables: readonly ExportTable[] }) {
  const text = t.exports
  const error = faultOf(t, faults, 'tables')
  return (
    <fieldset
      class={error ? 'field field-error' : 'field'}
      aria-describedby={error ? 'tables-error' : undefined}
    >
      <legend class="label">{text.tables}</legend>
      <p class="hint">{text.tablesHint}</p>
      {error && <Fault t={t} id="tables-error" error={error} />}
      <ul class="export-tables">
        {tables.map(({ name, label, definition, isInside }) => (
          <li>
            <label class="choice">
              <input
                type="checkbox"
                id={`table-${name}`}
                name="tables"
                value={name}
                checked={choice.tables.includes(name)}
                aria-describedby={`about-${name}`}
              />
              <span>
                {label} {isInside && <span class="chip">{text.inside}</span>}
              </span>
            </label>
            <p id={`about-${name}`} class="export-about">
              {definition}
            </p>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}

function Days({ t, choice, faults }: PartProps) {
  const text = t.exports
  return (
    <fieldset class="field">
      <legend class="label">{text.days}</legend>
      <div class="export-spans">
        {Object.entries(text.spans).map(([value, label]) => (
          <label class="choice">
            <input type="radio" name="span" value={value} checked={value === choice.span} />
            {label}
          </label>
        ))}
      </div>
      <div class="export-days">
        <Day t={t} name="from" value={choice.from} error={faultOf(t, faults, 'from')} />
        <Day t={t} name="to" value={choice.to} error={faultOf(t, faults, 'to')} />
      </div>
    </fieldset>
  )
}

type DayProps = { t: Texts; name: 'from' | 'to'; value: string; error: string | undefined }

function Day({ t, name, value, error }: DayProps) {
  return (
    <div class={error ? 'field field-error' : 'field'}>
      <label for={name} class="label">
        {t.exports[name]}
      </label>
      <input
        id={name}
        name={name}
        type="date"
        class="input"
        value={value}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={error ? `${name}-error` : undefined}
      />
      {error && <Fault t={t} id={`${name}-error`} error={error} />}
    </div>
  )
}

function Fault({ t, id, error }: { t: Texts; id: string; error: string }) {
  return (
    <p id={id} class="error">
      {t.errors.mark}
      {error}
    </p>
  )
}

type OptionsProps = { name: string; legend: string; texts: Record<string, string>; chosen: string }

function Options({ name, legend, texts, chosen }: OptionsProps) {
  return (
    <fieldset class="field">
      <legend class="label">{legend}</legend>
      {Object.entries(texts).map(([value, text]) => (
        <label class="choice">
          <input type="radio" name={name} value={value} checked={value === chosen} />
          {text}
        </label>
      ))}
    </fieldset>
  )
}
