import type { OfficeRulesField, TypedOfficeRules } from '#src/catalogue/office-rules-form.ts'
import { callingOrders, ruleLimits } from '#src/offices/office-rules.ts'
import { paths } from '#src/paths.ts'
import { ErrorSummary, FieldFault, TextField } from '../components/parts.tsx'
import { type CatalogueProps, CatalogueShell } from './catalogue-shell.tsx'

type Props = CatalogueProps & {
  typed: TypedOfficeRules
  wrong: readonly OfficeRulesField[]
  version: number
  isStale: boolean
  isDone: boolean
}

/** How the office is booked, receives people and calls them. */
export function OfficeRulesPage(props: Props) {
  const { page, staff, office, typed, wrong, version, isStale, isDone } = props
  const { t } = page
  const text = t.officeRules
  const number = (name: Exclude<OfficeRulesField, 'callingOrder'>) => <Field {...props} name={name} />
  return (
    <CatalogueShell
      {...{ page, staff, office, isStale, title: text.title, done: isDone ? text.saved : null }}
      back={{ href: paths.staffOffice(office.slug), text: t.officeDoors.title }}
      hasError={wrong.length > 0}
      summary={
        <ErrorSummary
          t={t}
          errors={wrong.map(name => ({
            href: name === 'callingOrder' ? `#callingOrder-${callingOrders[0]}` : `#${name}`,
            text: `${text.field[name]}：${faultOf(props, name)}`,
          }))}
        />
      }
    >
      <p>{text.lead}</p>
      <form method="post" action={paths.officeRules(office.slug)} novalidate>
        <input type="hidden" name="version" value={version} />
        <section class="form-section">
          <h2>{text.group.booking}</h2>
          {number('daysAhead')}
          <Tick name="isSameDayBookable" label={text.tick.isSameDayBookable} isOn={typed.isSameDayBookable} />
          {number('leadTime')}
          {number('sharePercent')}
          {number('holdMinutes')}
          {number('activePerContactMax')}
          {number('servicesMax')}
          {number('peopleMax')}
        </section>
        <section class="form-section">
          <h2>{text.group.arrival}</h2>
          {number('checkInOpensMinutesBefore')}
          {number('noShowAfterMinutes')}
        </section>
        <section class="form-section">
          <h2>{text.group.calling}</h2>
          <Order {...props} />
          <div class="field-pair">
            {number('ratioBooked')}
            {number('ratioWalkIn')}
          </div>
          <Tick name="isPriorityFirst" label={text.tick.isPriorityFirst} isOn={typed.isPriorityFirst} />
        </section>
        <section class="form-section">
          <h2>{text.group.devices}</h2>
          {number('idleLockMinutes')}
          <Tick name="isKioskOpen" label={text.tick.isKioskOpen} isOn={typed.isKioskOpen} />
        </section>
        <p class="actions">
          <button class="button">{t.catalogue.save}</button>
        </p>
      </form>
    </CatalogueShell>
  )
}

function faultOf({ page: { t }, wrong }: Props, name: OfficeRulesField): string | undefined {
  if (!wrong.includes(name)) return undefined
  const text = t.officeRules.fault
  if (name === 'callingOrder') return text.choose
  if (name === 'leadTime') return text.time
  return text.number(ruleLimits[name].min, ruleLimits[name].max)
}

function Field(props: Props & { name: Exclude<OfficeRulesField, 'callingOrder'> }) {
  const { page, typed, name } = props
  const { t } = page
  const hints: Partial<Record<OfficeRulesField, string>> = t.officeRules.hint
  return (
    <TextField
      {...{ t, name, label: t.officeRules.field[name], value: typed[name], error: faultOf(props, name) }}
      {...(hints[name] && { hint: hints[name] })}
      {...(name !== 'leadTime' && { inputmode: 'numeric' as const })}
      autocomplete="off"
      isRequired
      isShort
    />
  )
}

function Order(props: Props) {
  const { page, typed } = props
  const text = page.t.officeRules
  const error = faultOf(props, 'callingOrder')
  return (
    <fieldset class={error ? 'field field-error' : 'field'}>
      <legend class="label">{text.field.callingOrder}</legend>
      {callingOrders.map(order => (
        <label class="choice" for={`callingOrder-${order}`}>
          <input
            id={`callingOrder-${order}`}
            type="radio"
            name="callingOrder"
            value={order}
            checked={typed.callingOrder === order}
          />
          {text.order[order]}
        </label>
      ))}
      {error && <FieldFault t={page.t} name="callingOrder" error={error} />}
    </fieldset>
  )
}

function Tick({ name, label, isOn }: { name: string; label: string; isOn: boolean }) {
  return (
    <label class="choice" for={name}>
      <input id={name} type="checkbox" name={name} value="yes" checked={isOn} />
      {label}
    </label>
  )
}
