import type { Criterion } from '#src/self-checks/rating.ts'
import { textOf } from '#src/offices/localized.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, ErrorSummary } from '../components/parts.tsx'
import { type FiguresPage, FiguresShell } from '../statistics/figures-shell.tsx'
import { longMonth } from '../text/dates.ts'
import type { Section } from './self-checks-page.tsx'

type Props = {
  page: FiguresPage
  staff: StaffMember
  month: string
  section: Section
  criteria: readonly Criterion[]
  scores: ReadonlyMap<number, number>
  reason: 'nothing_scored' | 'not_yet' | 'unknown' | null
}

/** What one auditor gives one section for a month. */
export function SelfCheckPage({ page, staff, month, section, criteria, scores, reason }: Props) {
  const { t, language } = page
  const text = t.indicators.selfCheck
  const scored = criteria.filter(({ id, isActive }) => isActive || scores.has(id))
  const [first] = scored
  return (
    <FiguresShell
      page={page}
      staff={staff}
      title={text.formTitle}
      hasError={reason !== null}
      styles={['indicators.css']}
    >
      <BackLink href={paths.selfChecks(month)}>{text.title}</BackLink>
      {reason && (
        <ErrorSummary t={t} errors={[{ href: `#score-${first?.id ?? ''}-5`, text: text.reason[reason] }]} />
      )}
      <h1>{text.formTitle}</h1>
      <p class="lead">{text.formLead(textOf(section.name, language), longMonth(month, language))}</p>
      {scored.length === 0 ? (
        <>
          <p>{text.noCriteria}</p>
          <p>
            <a href={paths.selfCheckRules()}>{text.rules}</a>
          </p>
        </>
      ) : (
        <>
          <p class="hint scale-row">
            {text.scale.map(step => (
              <span class="whole">{step}</span>
            ))}
          </p>
          <form class="entry-form" method="post" action={paths.selfCheck(month, section.slug)}>
            {scored.map(criterion => (
              <Scale {...{ t, criterion, score: scores.get(criterion.id) ?? null }} />
            ))}
            <p class="actions">
              <button class="button">{text.submit}</button>
            </p>
          </form>
        </>
      )}
    </FiguresShell>
  )
}

type ScaleProps = { t: FiguresPage['t']; criterion: Criterion; score: number | null }

function Scale({ t, criterion: { id, name }, score }: ScaleProps) {
  const choices = [...[5, 4, 3, 2, 1].map(String), '']
  return (
    <fieldset class="field scale">
      <legend class="label" lang="ja">
        {name}
      </legend>
      <div class="scale-row">
        {choices.map(value => (
          <label class="choice">
            <input
              type="radio"
              id={`score-${id}-${value || 'none'}`}
              name={`score-${id}`}
              value={value}
              checked={value === String(score ?? '')}
            />
            <span>{value || t.indicators.selfCheck.notScored}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
