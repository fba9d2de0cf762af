import type { ServiceRow } from '#src/catalogue/service-queries.ts'
import type { RulesError, RulesField, TypedRules } from '#src/catalogue/rules-form.ts'
import { sundayChoices } from '#src/catalogue/service-rules.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { ErrorSummary, FieldFault, Notice, TextField } from '../components/parts.tsx'
import type { Texts } from '../text/index.ts'
import type { PlainStaffPage } from '../layout/staff-shell.tsx'
import { type CatalogueProps, CatalogueShell } from './catalogue-shell.tsx'

type Props = CatalogueProps & {
  service: ServiceRow
  typed: TypedRules
  errors: readonly RulesError[]
  version: number
  isStale: boolean
  /** Visits to come, because of which the counter stays. */
  ahead: number
}

/** How long a service takes, where and when it is done, and whether it is named. */
export function RulesPage(props: Props) {
  const { page, staff, office, service, typed, errors, version, isStale, ahead } = props
  const { t, language } = page
  const text = t.catalogue
  const name = textOf(service.name, language)
  return (
    <CatalogueShell
      {...{ page, staff, office, isStale, title: text.rules.title(name) }}
      hasError={errors.length > 0}
      summary={<ErrorSummary t={t} errors={rulesFaults(t, errors)} />}
      back={{ href: paths.catalogueTexts(office.slug, 'services', service.slug), text: name }}
    >
      {ahead > 0 && (
        <Notice kind="info" title={text.rules.ahead(ahead)}>
          <p>{text.rules.counterKept}</p>
        </Notice>
      )}
      <form
        method="post"
        action={paths.cataloguePart(office.slug, 'services', service.slug, 'rules')}
        novalidate
      >
        <input type="hidden" name="version" value={version} />
        <RulesFields {...{ page, office, typed, errors }} />
        <p class="actions">
          <button class="button">{text.save}</button>
        </p>
      </form>
    </CatalogueShell>
  )
}

/** What is wrong with the rules of a form, each line leading to its field. */
export function rulesFaults(t: Texts, errors: readonly RulesError[]) {
  return errors.map(({ at, reason }) => ({
    href: at === 'sunday' ? '#sunday-yes' : `#${at}`,
    text: `${t.catalogue.rules.field[at]}：${t.catalogue.rules[reason]}`,
  }))
}

type FieldsProps = { page: PlainStaffPage; office: Office; typed: TypedRules; errors: readonly RulesError[] }

export function RulesFields({ page, office, typed, errors }: FieldsProps) {
  const { t, language } = page
  const text = t.catalogue.rules
  const faultOf = (field: RulesField) => {
    const error = errors.find(({ at }) => at === field)
    return error && text[error.reason]
  }
  const counterFault = faultOf('counter')
  const sundayFault = faultOf('sunday')
  return (
    <>
      <div class={counterFault ? 'field field-error' : 'field'}>
        <label for="counter" class="label">
          {text.field.counter} <span class="required">{t.details.required}</span>
        </label>
        <select
          id="counter"
          name="counter"
          class="input"
          aria-invalid={counterFault ? 'true' : undefined}
          aria-describedby={counterFault ? 'counter-error' : undefined}
        >
          <option value="">{text.choose}</option>
          {office.counters.map(({ slug, number, name }) => (
            <option value={slug} selected={slug === typed.counter}>
              {number} {textOf(name, language)}
            </option>
          ))}
        </select>
        {counterFault && <FieldFault t={t} name="counter" error={counterFault} />}
      </div>
      <TextField
        {...{ t, name: 'durationMinutes', label: text.field.durationMinutes, hint: text.durationHint }}
        {...{
          value: typed.durationMinutes,
          error: faultOf('durationMinutes'),
          inputmode: 'numeric' as const,
        }}
        isRequired
        isShort
      />
      <TextField
        {...{ t, name: 'stayMinutes', label: text.field.stayMinutes, hint: text.stayHint }}
        {...{ value: typed.stayMinutes, error: faultOf('stayMinutes'), inputmode: 'numeric' as const }}
        isShort
      />
      <fieldset class="field">
        <legend class="hidden">{text.choices}</legend>
        <Choice name="isPerPerson" label={text.field.isPerPerson} isOn={typed.isPerPerson} />
        <Choice name="isBookable" label={text.field.isBookable} isOn={typed.isBookable} />
        <Choice name="isEveningOk" label={text.field.isEveningOk} isOn={typed.isEveningOk} />
        <Choice
          name="isSensitive"
          label={text.field.isSensitive}
          hint={text.sensitiveHint}
          isOn={typed.isSensitive}
        />
      </fieldset>
      <fieldset class={sundayFault ? 'field field-error' : 'field'}>
        <legend class="label">{text.field.sunday}</legend>
        {sundayChoices.map(choice => (
          <label class="choice" for={`sunday-${choice}`}>
            <input
              id={`sunday-${choice}`}
              type="radio"
              name="sunday"
              value={choice}
              checked={typed.sunday === choice}
            />
            {text.sunday[choice]}
          </label>
        ))}
        {sundayFault && <FieldFault t={t} name="sunday" error={sundayFault} />}
      </fieldset>
    </>
  )
}

type ChoiceProps = { name: string; label: string; hint?: string; isOn: boolean }

function Choice({ name, label, hint, isOn }: ChoiceProps) {
  return (
    <label class="choice" for={name}>
      <input id={name} type="checkbox" name={name} value="yes" checked={isOn} />
      <span>
        {label}
        {hint && <span class="hint catalogue-hint">{hint}</span>}
      </span>
    </label>
  )
}
