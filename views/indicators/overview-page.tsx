import type { Part } from '#src/indicators/plan.ts'
import type { Sheet } from '#src/indicators/sheet.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import type { Child } from 'hono/jsx'
import { type FiguresPage, FiguresShell } from '../statistics/figures-shell.tsx'
import { fiscalYearName, fiscalYearNames } from '../text/dates.ts'
import { IndicatorsTable } from './indicators-table.tsx'
import { ActivitiesTable, BudgetTable, RatingTable, Reviews } from './year-tables.tsx'

type Props = {
  page: FiguresPage
  staff: StaffMember
  office: Office
  sheet: Sheet
  /** The latest confirmed version of each year that has one. */
  confirmed: ReadonlyMap<number, number>
  thisYear: number
}

/** Three fiscal years side by side, with the ways to the form of each part and year. */
export function OverviewPage({ page, staff, sheet, confirmed, thisYear }: Props) {
  const text = page.t.indicators
  const section = { page, sheet }
  return (
    <FiguresShell page={page} staff={staff} title={text.title} styles={['indicators.css']}>
      <h1>{text.title}</h1>
      <p>{text.lead}</p>
      <YearNavigation page={page} fiscalYear={sheet.fiscalYear} thisYear={thisYear} />
      <Sheets page={page} years={sheet.years} confirmed={confirmed} />

      <Section {...section} part="values">
        <IndicatorsTable {...section} />
        <p>
          <a href={paths.indicatorDefinitions()} class="button button-small button-outline">
            {text.definition.add}
          </a>
        </p>
      </Section>
      <Section {...section} part="rating">
        <RatingTable {...section} />
        <p>
          <a href={paths.selfChecks()}>{text.selfCheck.title}</a>
        </p>
      </Section>
      <Section {...section} part="activities">
        <ActivitiesTable {...section} />
      </Section>
      <Section {...section} part="budget">
        <BudgetTable {...section} />
      </Section>
      <Section {...section} part="review">
        <Reviews {...section} />
      </Section>
    </FiguresShell>
  )
}

type YearProps = { page: FiguresPage; fiscalYear: number; thisYear: number }

function YearNavigation({ page: { t }, fiscalYear, thisYear }: YearProps) {
  const text = t.indicators.years
  return (
    <nav aria-label={text.navigation} class="year-nav">
      <a href={paths.indicators(fiscalYear - 1)}>{text.earlier}</a>
      <a href={paths.indicators(fiscalYear + 1)}>{text.later}</a>
      {fiscalYear !== thisYear && <a href={paths.indicators(thisYear)}>{text.now}</a>}
    </nav>
  )
}

type SheetsProps = { page: FiguresPage; years: readonly number[]; confirmed: ReadonlyMap<number, number> }

function Sheets({ page: { t, language }, years, confirmed }: SheetsProps) {
  const text = t.indicators
  return (
    <ul class="sheet-links" aria-label={text.sheets}>
      {years.toReversed().map(year => {
        const version = confirmed.get(year)
        return (
          <li>
            <a href={paths.evaluation(year)}>{text.sheetOf(fiscalYearName(year, language))}</a>{' '}
            <span class={version ? 'chip chip-good' : 'chip'}>
              {version ? text.confirmedVersion(version) : text.draft}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

type SectionProps = { page: FiguresPage; sheet: Sheet; part: Part; children?: Child }

function Section({ page: { t, language }, sheet, part, children }: SectionProps) {
  const text = t.indicators
  return (
    <section class="year-section">
      <div class="year-section-head">
        <h2>{text.part[part]}</h2>
        <ul class="year-edits">
          {sheet.years.toReversed().map(year => (
            <li>
              <a href={paths.yearPart(year, part)}>
                {text.editYear(fiscalYearNames(year, language)[0])}
                <span class="hidden">{text.editPart(text.part[part])}</span>
              </a>
            </li>
          ))}
        </ul>
      </div>
      {children}
    </section>
  )
}
