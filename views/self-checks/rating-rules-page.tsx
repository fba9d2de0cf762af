import type { Criterion } from '#src/self-checks/rating.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, IntentKey } from '../components/parts.tsx'
import { type FiguresPage, FiguresShell } from '../statistics/figures-shell.tsx'
import type { Texts } from '../text/index.ts'
import { EntryFields, type EntryGroup, FormNews, type FormState } from '../indicators/entry.tsx'

type Props = FormState & {
  page: FiguresPage
  staff: StaffMember
  criteria: readonly Criterion[]
  version: number
  intentKey: string
}

/** The cut-offs of stars, the way to the mean, and what is scored. */
export function RatingRulesPage({ page, staff, criteria, version, intentKey, ...form }: Props) {
  const { t } = page
  const text = t.indicators.rules
  const groups = groupsOf(t, criteria)
  const hasNews = form.errors.length > 0 || form.elsewhere !== null
  return (
    <FiguresShell page={page} staff={staff} title={text.title} hasError={hasNews} styles={['indicators.css']}>
      <BackLink href={paths.selfChecks()}>{t.indicators.selfCheck.title}</BackLink>
      <FormNews t={t} form={form} groups={groups} />
      <h1>{text.title}</h1>
      <form class="entry-form" method="post" action={paths.selfCheckRules()}>
        <IntentKey value={intentKey} />
        <input type="hidden" name="version" value={String(version)} />
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

function groupsOf({ indicators: { rules: text } }: Texts, criteria: readonly Criterion[]): EntryGroup[] {
  return [
    {
      legend: text.cutOffs,
      note: text.cutOffsHint,
      entries: [
        ...(['one', 'two', 'three'] as const).map(name => ({
          ...{ name, label: text.cutOff[name], kind: 'number' as const },
        })),
        { name: 'confirmed', label: text.confirmed, kind: 'tick' },
      ],
    },
    {
      legend: text.weight,
      entries: [
        {
          name: 'weight',
          label: text.weight,
          kind: 'choice',
          choices: [
            ['section', text.section],
            ['auditor', text.auditor],
          ],
        },
      ],
    },
    {
      legend: text.criteria,
      note: text.criteriaHint,
      entries: [
        ...criteria.flatMap(({ id }, index) => [
          { name: `criterion-${id}`, label: text.criterion(index + 1), kind: 'text' as const },
          { name: `active-${id}`, label: text.active, kind: 'tick' as const },
        ]),
        ...[1, 2, 3].map(number => ({
          ...{ name: `criterion-new${number}`, label: text.newCriterion(number), kind: 'text' as const },
        })),
      ],
    },
  ]
}
