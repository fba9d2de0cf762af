import { type Measure, measuresOf, type MeasureSet, topics } from '#src/statistics/measures.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import type { Texts } from '../text/index.ts'
import type { MeasureText } from '../text/measures-ja.ts'
import { type FiguresPage, FiguresShell } from './figures-shell.tsx'

type Props = { page: FiguresPage; staff: StaffMember }

/** Every measure with its formula, so that anybody can work a number out again. */
export function DefinitionsPage({ page, staff }: Props) {
  const { t } = page
  const text = t.figures.definitions
  return (
    <FiguresShell page={page} staff={staff} title={text.title}>
      <h1>{text.title}</h1>
      <p class="lead">{text.lead}</p>
      <h2>{text.generalTitle}</h2>
      <ul class="definition-rules">
        {text.general.map(rule => (
          <li>{rule}</li>
        ))}
      </ul>
      {topics.map(topic => (
        <section aria-labelledby={topic}>
          <h2 id={topic}>{t.measures.topic[topic]}</h2>
          <dl class="definitions">
            {measuresOf(topic).map(({ set, name, measure }) => (
              <Definition t={t} set={set} name={name} measure={measure} />
            ))}
          </dl>
        </section>
      ))}
    </FiguresShell>
  )
}

function Definition({
  t,
  set,
  name,
  measure,
}: {
  t: Texts
  set: MeasureSet
  name: string
  measure: Measure
}) {
  const text = (t.measures[set] as Record<string, MeasureText>)[name]
  if (!text) return null
  const target = targetText(t, measure)
  return (
    <div id={`${set}-${name}`} class="definition">
      <dt>
        {text.name} <span class="definition-unit">（{t.measures.unit[measure.unit]}）</span>
      </dt>
      <dd>{text.formula}</dd>
      {text.note && <dd class="hint">{text.note}</dd>}
      {target && (
        <dd>
          <span class="chip">
            {t.figures.definitions.target} {target}
          </span>
        </dd>
      )}
    </div>
  )
}

/** The target of a measure in words; null without one. */
export function targetText(t: Texts, { target, unit, kind }: Measure): string | null {
  if (!target) return null
  const text = t.figures.definitions
  const bound =
    target.min === undefined
      ? text.atMost(target.max, t.measures.unit[unit])
      : text.atLeast(target.min, t.measures.unit[unit])
  return kind === 'spread' ? text.p90(bound) : bound
}
