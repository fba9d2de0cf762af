import type { CounterFault, TypedCounter } from '#src/catalogue/counter-form.ts'
import type { Division } from '#src/catalogue/counter-queries.ts'
import type { MakeableKind } from '#src/catalogue/make.ts'
import type { RulesError, TypedRules } from '#src/catalogue/rules-form.ts'
import type { TextError, TypedTexts } from '#src/catalogue/typed-texts.ts'
import { paths } from '#src/paths.ts'
import { ErrorSummary, IntentKey, TextField } from '../components/parts.tsx'
import { type CatalogueProps, CatalogueShell } from './catalogue-shell.tsx'
import { counterFaults, CounterFields, DivisionField } from './counter-rules-page.tsx'
import { rulesFaults, RulesFields } from './rules-page.tsx'
import { TextFields } from './text-fields.tsx'
import { textFaults } from './text-page.tsx'

type Props = CatalogueProps & {
  kind: MakeableKind
  slug: string
  typed: TypedTexts
  rules: TypedRules
  errors: readonly TextError[]
  rulesErrors: readonly RulesError[]
  counter: TypedCounter
  counterErrors: readonly CounterFault[]
  divisions: readonly Division[]
  slugFault: 'not_a_slug' | 'slug_taken' | null
  /** The form has been used for something else before. */
  isUsed: boolean
  intentKey: string
}

/** Enters a counter, a service, a document or a life event; what else belongs to it is said on its own pages. */
export function NewPage(props: Props) {
  const { page, staff, office, kind, slug, typed, rules, errors, rulesErrors, slugFault } = props
  const { counter, counterErrors, divisions } = props
  const { t } = page
  const text = t.catalogue
  const slugText = { not_a_slug: text.make.slugFault, slug_taken: text.make.slugTaken }
  const slugError = slugFault ? slugText[slugFault] : undefined
  return (
    <CatalogueShell
      {...{ page, staff, office, title: text.add[kind] }}
      hasError={
        errors.length + rulesErrors.length + counterErrors.length > 0 || slugFault !== null || props.isUsed
      }
      summary={
        <ErrorSummary
          t={t}
          errors={[
            ...(props.isUsed ? [{ href: '#name-ja', text: text.make.reused }] : []),
            ...textFaults(t, errors),
            ...rulesFaults(t, rulesErrors),
            ...counterFaults(t, counterErrors),
            ...(slugError ? [{ href: '#slug', text: `${text.make.slug}：${slugError}` }] : []),
          ]}
        />
      }
    >
      {kind === 'services' && <p>{text.make.serviceLead}</p>}
      {kind === 'counters' && <p>{text.counter.lead}</p>}
      <p class="hint">
        {text.sourceHint} {text.easyHint}
      </p>
      <form method="post" action={paths.catalogueNew(office.slug, kind)} novalidate>
        <IntentKey value={props.intentKey} />
        <TextFields
          {...{ t, typed, errors, field: 'name', label: text.field.name, hint: text.fieldHint.name }}
          isRequired
        />
        {kind === 'counters' && (
          <>
            <CounterFields {...{ page, typed: counter, errors: counterErrors }} />
            <DivisionField {...{ page, divisions, chosen: counter.division }} />
          </>
        )}
        {kind === 'services' && <RulesFields {...{ page, office, typed: rules, errors: rulesErrors }} />}
        <TextField
          {...{ t, name: 'slug', label: text.make.slug, hint: text.make.slugHint, value: slug }}
          error={slugError}
          autocomplete="off"
          isRequired
        />
        <p class="actions">
          <button class="button">{text.make.submit}</button>
        </p>
      </form>
    </CatalogueShell>
  )
}
