import type { Child } from 'hono/jsx'
import { textOf } from '#src/offices/localized.ts'
import { everyService, type Office } from '#src/offices/office.ts'
import type { RuleError, RuleField } from '#src/openings/form.ts'
import type { RuleRow, RuleTyped } from '#src/openings/rule-typed.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, ErrorSummary, FieldFault, TextField } from '../components/parts.tsx'
import { StaffShell, type StaffPage } from '../layout/staff-shell.tsx'
import { capacityWords, closureWords, counterWords, ruleWords, type Speaking, validWords } from './words.ts'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  typed: RuleTyped
  /** The rule as it is; null for a new one. */
  known: RuleRow | null
  errors: readonly RuleError[]
  /** What was typed as the last day, and whether it is none of the rule's. */
  end?: { typed: string; isWrong: boolean }
}

/** One rule: a new one, or one that changes, ends or is taken out. Nothing is saved here. */
export function RulePage(props: Props) {
  const { page, staff, office, typed, known, errors, end = { typed: '', isWrong: false } } = props
  const { t } = page
  const text = t.openings
  const title = known === null ? text.addKind[typed.kind] : text.changeKind(text.kind[typed.kind])
  const summary = errors.map(({ field, reason }) => ({
    href: `#${idOf(field)}`,
    text: `${text.field[field]}：${text.fault[reason]}`,
  }))
  if (end.isWrong) summary.push({ href: '#lastDate', text: `${text.lastDate}：${text.lastDateFault}` })
  return (
    <StaffShell
      {...{ page, staff, title }}
      hasError={summary.length > 0}
      styles={['queue.css', 'openings.css']}
    >
      <BackLink href={paths.openings(office.slug)}>{text.back}</BackLink>
      <ErrorSummary t={t} errors={summary} />
      <h1>{title}</h1>
      {known !== null && (
        <p>
          <b>{knownWords({ t, language: page.language, office }, known)}</b>
        </p>
      )}
      <form method="post" action={addressOf(props)} novalidate>
        <Fields {...props} />
        <p class="actions">
          <button class="button">{text.check}</button>
        </p>
      </form>
      {known !== null && <Endings {...props} end={end} />}
    </StaffShell>
  )
}

function knownWords(speaking: Speaking, found: RuleRow): string {
  const about = counterWords(speaking, found.row.counterId)
  if (found.kind === 'closure' || found.kind === 'yearEnd')
    return `${about} ${closureWords(speaking, found.row)}`
  const words =
    found.kind === 'capacity' ? capacityWords(speaking, found.row) : ruleWords(speaking, found.row)
  return found.kind === 'special'
    ? `${about} ${words}`
    : `${about} ${words} · ${validWords(speaking, found.row)}`
}

function addressOf({ office, typed }: Pick<Props, 'office' | 'typed'>): string {
  return paths.openingRule(office.slug, typed.kind, typed.id ?? undefined)
}

function idOf(field: RuleField): string {
  if (field === 'days') return 'days-1'
  return field === 'counters' ? 'counters-first' : field
}

function Fields(props: Props) {
  const { page, typed, known } = props
  const { kind } = typed
  const text = page.t.openings
  const field = (
    name: Exclude<RuleField, 'counters' | 'days' | 'session' | 'service'>,
    more: FieldMore = {},
  ) => <Field {...{ ...props, name, ...more }} />
  const hours = (
    <div class="field-pair">
      {field('opens', { hint: text.hint.time, isRequired: true })}
      {field('closes', { isRequired: true })}
    </div>
  )
  const valid = (
    <div class="field-pair">
      {field('from', { type: 'date', hint: known === null ? text.hint.from : text.hint.fromChange })}
      {field('to', { type: 'date', hint: text.hint.to })}
    </div>
  )
  return (
    <>
      {known === null && <Counters {...props} />}
      {kind === 'nthWeekday' && <Nth {...props} />}
      {(kind === 'weekly' || kind === 'nthWeekday' || kind === 'capacity') && <Days {...props} />}
      {kind === 'special' && field('date', { type: 'date', isRequired: true })}
      {kind === 'closure' || kind === 'yearEnd' ? (
        <>
          <div class="field-pair">
            {field('from', closureDate(kind, text.hint.monthDay))}
            {field('to', closureDate(kind))}
          </div>
          {field('reason', { isLong: true, isRequired: true })}
          {field('reasonEn', { isLong: true })}
        </>
      ) : (
        hours
      )}
      {kind === 'capacity' && (
        <div class="field-pair">
          {field('windows', { hint: text.hint.windows })}
          {field('share', { hint: text.hint.share })}
        </div>
      )}
      {(kind === 'weekly' || kind === 'nthWeekday' || kind === 'special') && <Sessions {...props} />}
      {(kind === 'weekly' || kind === 'nthWeekday' || kind === 'capacity') && valid}
      {known === null && (kind === 'weekly' || kind === 'nthWeekday' || kind === 'special') && (
        <Services {...props} />
      )}
    </>
  )
}

function closureDate(kind: 'closure' | 'yearEnd', hint?: string): FieldMore {
  return kind === 'closure' ? { type: 'date', isRequired: true } : { isRequired: true, ...(hint && { hint }) }
}

type FieldMore = { hint?: string; type?: 'text' | 'date'; isRequired?: boolean; isLong?: boolean }

function Field(
  props: Props & FieldMore & { name: Exclude<RuleField, 'counters' | 'days' | 'session' | 'service'> },
) {
  const { page, typed, name, hint, type = 'text', isRequired = false, isLong = false } = props
  return (
    <TextField
      {...{ t: page.t, name, type, isRequired, label: page.t.openings.field[name], value: typed[name] }}
      {...(hint && { hint })}
      error={faultOf(props, name)}
      isShort={!isLong}
      autocomplete="off"
    />
  )
}

function faultOf({ page, errors }: Props, field: RuleField): string | undefined {
  const found = errors.find(error => error.field === field)
  return found && page.t.openings.fault[found.reason]
}

function Group(props: Props & { field: RuleField; hint?: string; isRequired?: boolean; children?: Child }) {
  const { page, field, hint, isRequired, children } = props
  const error = faultOf(props, field)
  return (
    <fieldset class={error ? 'field field-error' : 'field'}>
      <legend class="label">
        {page.t.openings.field[field]} {isRequired && <span class="required">{page.t.details.required}</span>}
      </legend>
      {hint && <p class="hint">{hint}</p>}
      {children}
      {error && <FieldFault t={page.t} name={field} error={error} />}
    </fieldset>
  )
}

function Counters(props: Props) {
  const { page, office, typed } = props
  const choices = [
    ...(typed.kind === 'capacity' ? [] : [{ slug: 'all', name: page.t.openings.allCounters }]),
    ...office.counters.map(({ slug, name }) => ({ slug, name: textOf(name, page.language) })),
  ]
  return (
    <Group {...props} field="counters" isRequired>
      <div class="openings-choices">
        {choices.map(({ slug, name }, index) => (
          <label class="choice" for={index === 0 ? 'counters-first' : `counters-${slug}`}>
            <input
              id={index === 0 ? 'counters-first' : `counters-${slug}`}
              type="checkbox"
              name="counters"
              value={slug}
              checked={typed.counters.includes(slug)}
            />
            <span>{name}</span>
          </label>
        ))}
      </div>
    </Group>
  )
}

function Days(props: Props) {
  const { page, typed } = props
  const isOptional = typed.kind === 'capacity'
  return (
    <Group
      {...props}
      field="days"
      {...(isOptional ? { hint: page.t.openings.hint.days } : { isRequired: true })}
    >
      <div class="openings-days">
        {page.t.setup.weekdays.map((name, index) => (
          <label class="choice" for={`days-${index + 1}`}>
            <input
              id={`days-${index + 1}`}
              type="checkbox"
              name="days"
              value={String(index + 1)}
              checked={typed.days.includes(String(index + 1))}
            />
            <span>{name}</span>
          </label>
        ))}
      </div>
    </Group>
  )
}

function Nth(props: Props) {
  const { page, typed } = props
  const label = page.t.openings.field.nth
  return (
    <div class="field">
      <label class="label" for="nth">
        {label} <span class="required">{page.t.details.required}</span>
      </label>
      <select id="nth" name="nth" class="input input-short">
        {['1', '2', '3', '4', '5'].map(nth => (
          <option value={nth} selected={typed.nth === nth}>
            {nth}
          </option>
        ))}
      </select>
    </div>
  )
}

function Sessions(props: Props) {
  const { page, typed } = props
  const text = page.t.openings
  return (
    <Group {...props} field="session" hint={text.sessionHint}>
      <div class="openings-days">
        {(['day', 'evening', 'sunday'] as const).map(session => (
          <label class="choice" for={`session-${session}`}>
            <input
              id={`session-${session}`}
              type="radio"
              name="session"
              value={session}
              checked={typed.session === session || (session === 'day' && typed.session === '')}
            />
            <span>{text.session[session]}</span>
          </label>
        ))}
      </div>
    </Group>
  )
}

function Services(props: Props) {
  const { page, office, typed } = props
  const text = page.t.openings
  const error = faultOf(props, 'service')
  return (
    <div class={error ? 'field field-error' : 'field'}>
      <label class="label" for="service">
        {text.field.service}
      </label>
      <p class="hint" id="service-hint">
        {text.hint.service}
      </p>
      <select
        id="service"
        name="service"
        class="input"
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={error ? 'service-error service-hint' : 'service-hint'}
      >
        <option value="">{text.noService}</option>
        {everyService(office).map(({ slug, name }) => (
          <option value={slug} selected={typed.service === slug}>
            {textOf(name, page.language)}
          </option>
        ))}
      </select>
      {error && <FieldFault t={page.t} name="service" error={error} />}
    </div>
  )
}

/** The two ways in which a rule is given up. */
function Endings(props: Props & { end: { typed: string; isWrong: boolean } }) {
  const { page, typed, end } = props
  const { t } = page
  const text = t.openings
  const hasEnd = typed.kind === 'weekly' || typed.kind === 'nthWeekday' || typed.kind === 'capacity'
  return (
    <>
      {hasEnd && (
        <form method="post" action={addressOf(props)} class="form-section" novalidate>
          <h2>{text.end}</h2>
          <p>{text.endLead}</p>
          <input type="hidden" name="deed" value="end" />
          <TextField
            {...{ t, name: 'lastDate', type: 'date', label: text.lastDate, value: end.typed }}
            error={end.isWrong ? text.lastDateFault : undefined}
            isShort
            isRequired
          />
          <p class="actions">
            <button class="button button-outline">{text.endCheck}</button>
          </p>
        </form>
      )}
      <form method="post" action={addressOf(props)} class="form-section">
        <h2>{text.remove}</h2>
        {hasEnd && <p>{text.removeLead}</p>}
        <input type="hidden" name="deed" value="remove" />
        <p class="actions">
          <button class="button button-outline">{text.removeCheck}</button>
        </p>
      </form>
    </>
  )
}
