import { directions, type Indicator, kinds, measures, sources } from '#src/indicators/indicator.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, IntentKey } from '../components/parts.tsx'
import { type FiguresPage, FiguresShell } from '../statistics/figures-shell.tsx'
import type { Texts } from '../text/index.ts'
import { type Entry, EntryFields, type EntryGroup, FormNews, type FormState } from './entry.tsx'

type Props = FormState & {
  page: FiguresPage
  staff: StaffMember
  /** Null: a new one. */
  indicator: Indicator | null
  intentKey: string
}

/** What an indicator is, for all years. */
export function DefinitionPage({ page, staff, indicator, intentKey, ...form }: Props) {
  const { t } = page
  const text = t.indicators.definition
  const title = indicator ? text.title : text.add
  const groups = groupsOf(t, indicator)
  const hasNews = form.errors.length > 0 || form.elsewhere !== null
  const action = indicator ? paths.indicatorDefinition(indicator.slug) : paths.indicatorDefinitions()
  return (
    <FiguresShell page={page} staff={staff} title={title} hasError={hasNews} styles={['indicators.css']}>
      <BackLink href={paths.indicators()}>{t.indicators.title}</BackLink>
      <FormNews t={t} form={form} groups={groups} />
      <h1>{title}</h1>
      <form class="entry-form" method="post" action={action}>
        <IntentKey value={intentKey} />
        <input type="hidden" name="version" value={String(indicator?.version ?? 0)} />
        {groups.map(group => (
          <EntryFields t={t} form={form} group={group} />
        ))}
        <p class="actions">
          <button class="button">{form.elsewhere ? t.indicators.form.submitAgain : text.submit}</button>
        </p>
      </form>
    </FiguresShell>
  )
}

function groupsOf({ indicators: t }: Texts, indicator: Indicator | null): EntryGroup[] {
  const text = t.definition
  const slug: Entry = { name: 'slug', label: text.slug, hint: text.slugHint, kind: 'text' }
  return [
    {
      legend: indicator?.name ?? text.add,
      entries: [
        { name: 'name', label: text.name, hint: text.nameHint, kind: 'text', isWide: true },
        { name: 'kind', label: text.kind, kind: 'choice', choices: choicesOf(kinds, t.kind) },
        ...(indicator ? [] : [slug]),
      ],
    },
    {
      legend: text.measure,
      note: text.measureHint,
      entries: [
        {
          name: 'measure',
          label: text.measure,
          kind: 'choice',
          choices: [
            ['', text.entered],
            ...measures.map(measure => [measure, `${t.measured}：${t.measure[measure]}`] as const),
          ],
        },
        { name: 'source', label: text.source, kind: 'choice', choices: choicesOf(sources, t.source) },
        { name: 'unit', label: text.unit, kind: 'text' },
        {
          name: 'direction',
          label: text.direction,
          kind: 'choice',
          choices: choicesOf(directions, text.directionOf),
        },
      ],
    },
  ]
}

function choicesOf<T extends string>(values: readonly T[], labels: Record<T, string>) {
  return values.map(value => [value, labels[value]] as const)
}
