import type { Localized } from '#src/offices/office.ts'
import { textOf } from '#src/offices/localized.ts'
import {
  type Criterion,
  criterionMean,
  type RatingRules,
  sectionPoints,
  type SelfCheck,
  selfCheckPoints,
  starsFor,
  toNextStar,
} from '#src/self-checks/rating.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, Facts } from '../components/parts.tsx'
import { type FiguresPage, FiguresShell } from '../statistics/figures-shell.tsx'
import { valueText } from '../indicators/figures.ts'
import { StarSigns } from '../indicators/stars.tsx'
import { longMonth } from '../text/dates.ts'

export type Section = { slug: string; name: Localized }

type Props = {
  page: FiguresPage
  staff: StaffMember
  month: string
  thisMonth: string
  rules: RatingRules
  criteria: readonly Criterion[]
  sections: readonly Section[]
  /** Of this month and those before it that are shown. */
  checks: ReadonlyArray<SelfCheck & { month: string }>
}

/** What the office gives itself in a month: by section, by criterion, and over the year. */
export function SelfChecksPage(props: Props) {
  const { page, staff, month, rules } = props
  const { t, language } = page
  const text = t.indicators.selfCheck
  const checks = props.checks.filter(check => check.month === month)
  const points = selfCheckPoints(checks, rules)
  return (
    <FiguresShell page={page} staff={staff} title={text.title} styles={['indicators.css']}>
      <BackLink href={paths.indicators()}>{t.indicators.title}</BackLink>
      <h1>{text.title}</h1>
      <p>{text.lead}</p>
      <MonthNavigation {...props} />
      <h2>{longMonth(month, language)}</h2>
      {points === null ? <p>{text.nothing}</p> : <Points {...{ t, points, rules }} />}
      <Sections {...props} checks={checks} />
      {points !== null && <Criteria {...props} checks={checks} />}
      <Months {...props} />
      <p>
        <a href={paths.selfCheckRules()}>{text.rules}</a>
      </p>
    </FiguresShell>
  )
}

function MonthNavigation({ page: { t }, month, thisMonth }: Props) {
  const text = t.indicators.selfCheck
  return (
    <nav aria-label={text.months} class="year-nav">
      <a href={paths.selfChecks(neighbour(month, -1))}>{text.earlier}</a>
      {month < thisMonth && <a href={paths.selfChecks(neighbour(month, 1))}>{text.later}</a>}
    </nav>
  )
}

function neighbour(month: string, by: number): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const months = year * 12 + number - 1 + by
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
}

type PointsProps = { t: FiguresPage['t']; points: number; rules: RatingRules }

function Points({ t, points, rules }: PointsProps) {
  const text = t.indicators
  const next = toNextStar(points, rules)
  const [one, two, three] = rules.cutOffs.map(valueText)
  return (
    <Facts
      facts={[
        { term: text.selfCheck.points, children: <b>{text.rating.points(valueText(points))}</b> },
        {
          term: text.selfCheck.stars,
          children: (
            <>
              <StarSigns t={t} stars={starsFor(points, rules)} />{' '}
              <span class="whole">
                {next ? text.rating.toNext(valueText(next.points), '★'.repeat(next.stars)) : text.rating.best}
              </span>
              <span class="nature">{text.selfCheck.cutOffs(one ?? '', two ?? '', three ?? '')}</span>
              <span class="nature">
                {rules.isConfirmed ? text.selfCheck.confirmed : text.selfCheck.unconfirmed}
              </span>
              <span class="nature">
                {rules.isBySection ? text.selfCheck.bySection : text.selfCheck.byAuditor}
              </span>
            </>
          ),
        },
      ]}
    />
  )
}

function Sections({ page: { t, language }, month, sections, checks }: Props) {
  const text = t.indicators.selfCheck
  return (
    <section>
      <h2>{text.sections}</h2>
      <div class="table-scroll" tabindex={0} role="region" aria-label={text.sections}>
        <table class="yearly">
          <thead>
            <tr>
              <th scope="col">{text.section}</th>
              <th scope="col" class="amount">
                {text.mean}
              </th>
              <th scope="col" class="amount">
                {text.auditors}
              </th>
              <th scope="col">{text.score}</th>
            </tr>
          </thead>
          <tbody>
            {sections.map(({ slug, name }) => {
              const points = sectionPoints(checks, slug)
              const label = textOf(name, language)
              return (
                <tr>
                  <th scope="row">{label}</th>
                  <td class="amount">{points === null ? '' : valueText(points)}</td>
                  <td class="amount">
                    {text.people(checks.filter(({ section }) => section === slug).length)}
                  </td>
                  <td>
                    <a href={paths.selfCheck(month, slug)} class="table-link">
                      {text.score}
                      <span class="hidden">{t.indicators.editPart(label)}</span>
                    </a>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Criteria({ page: { t }, criteria, checks }: Props) {
  const text = t.indicators.selfCheck
  const scored = criteria.flatMap(criterion => {
    const mean = criterionMean(checks, criterion.id)
    return mean === null ? [] : { ...criterion, mean }
  })
  return (
    <section>
      <h2>{text.criteria}</h2>
      <table class="yearly yearly-narrow">
        <thead>
          <tr>
            <th scope="col">{text.criterion}</th>
            <th scope="col" class="amount">
              {text.mean}
            </th>
          </tr>
        </thead>
        <tbody>
          {scored.map(({ name, isActive, mean }) => (
            <tr>
              <th scope="row">
                <span lang="ja">{name}</span> {isActive ? '' : text.unused}
              </th>
              <td class="amount">{valueText(mean)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Months({ page: { t, language }, checks, rules }: Props) {
  const text = t.indicators.selfCheck
  const months = [...Map.groupBy(checks, ({ month }) => month)].toReversed()
  if (months.length === 0) return null
  return (
    <section>
      <h2>{text.months}</h2>
      <table class="yearly yearly-narrow">
        <tbody>
          {months.map(([month, ofMonth]) => {
            const points = selfCheckPoints(ofMonth, rules)
            return (
              <tr>
                <th scope="row">
                  <a href={paths.selfChecks(month)}>{longMonth(month, language)}</a>
                </th>
                <td class="amount">{points !== null && t.indicators.rating.points(valueText(points))}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
