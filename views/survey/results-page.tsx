import { textOf } from '#src/offices/localized.ts'
import type { Localized, Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import type { Scope } from '#src/statistics/scope.ts'
import type { Month, Question } from '#src/survey/questionnaire.ts'
import type { Results } from '#src/survey/results.ts'
import { BackLink } from '../components/parts.tsx'
import { type FiguresPage, FiguresShell } from '../statistics/figures-shell.tsx'
import { fiscalYearName, longMonth } from '../text/dates.ts'
import { ChannelTable } from './channel-table.tsx'
import { CounterTable } from './counter-table.tsx'
import { Headline } from './headline.tsx'
import { MonthChart } from './month-chart.tsx'
import { MonthTable } from './month-table.tsx'
import { Goal } from './overall.tsx'
import { QuestionTable } from './question-table.tsx'

type ShownPeriod = { month: Month; year: number } | { month: null; year: number }

type Props = {
  page: FiguresPage
  staff: StaffMember
  office: Office
  /** Whose answers may be seen: those of the office only by who answers for all of it. */
  scope: Scope
  period: ShownPeriod
  earlier: string | null
  later: string | null
  goal: Localized | null
  questions: readonly Question[]
  target: number | null
  results: Results
  /** Of a fiscal year: month by month. */
  months: ReadonlyArray<{ month: Month; goal: Localized | null; results: Results }>
}

/** The figures of a month or of a fiscal year. */
export function ResultsPage(props: Props) {
  const { page, staff, office, scope, period, goal, questions, target, results, months } = props
  const { language } = page
  const t = page.t.survey.results
  const { month, year } = period
  const title =
    month === null ? t.yearTitle(fiscalYearName(year, language)) : t.monthTitle(longMonth(month, language))
  const names = questions.map(({ text }) => textOf(text, language))
  const told = scope.isWholeShown ? results : ofCounters(results, scope)
  return (
    <FiguresShell page={page} staff={staff} title={title} styles={['survey.css']}>
      <BackLink href={paths.staffSurvey()}>{page.t.survey.staff.back}</BackLink>
      <h1>{title}</h1>
      <Periods {...props} />
      <p class="survey-leading">
        <span class="chip">{t.leading}</span> {t.leadingText}
      </p>
      <Goal page={page} goal={goal} />
      {told.answered === 0 && <p>{t.none}</p>}
      {scope.isWholeShown && (
        <>
          {results.answered > 0 && <Headline page={page} results={results} target={target} />}
          <ChannelTable page={page} results={results} />
        </>
      )}
      {scope.isWholeShown && results.answered > 0 && (
        <>
          {months.length > 0 && <MonthChart page={page} months={months} target={target} />}
          {months.length > 0 && <MonthTable page={page} months={months} target={target} />}
          <QuestionTable page={page} names={names} results={results} target={target} />
        </>
      )}
      {told.answered > 0 && <CounterTable page={page} office={office} names={names} results={told} />}
      {month !== null && (
        <p>
          <a href={paths.surveyComments(month)}>{t.comments}</a>
        </p>
      )}
    </FiguresShell>
  )
}

/** The rows of some counters; nothing was answered where they have none. */
function ofCounters(results: Results, { counters }: Scope): Results {
  const rows = results.counters.filter(({ counterId }) => counters.some(({ id }) => id === counterId))
  return { ...results, counters: rows, answered: rows.length === 0 ? 0 : results.answered }
}

function Periods({ page, period, earlier, later }: Props) {
  const { language } = page
  const t = page.t.survey.results
  const { month, year } = period
  return (
    <nav class="survey-steps no-print" aria-label={month === null ? t.byYear : t.byMonth}>
      {earlier && <a href={earlier}>{t.earlier}</a>}
      {later && <a href={later}>{t.later}</a>}
      {month !== null && (
        <a href={paths.surveyResults({ year })}>{t.toYear(fiscalYearName(year, language))}</a>
      )}
    </nav>
  )
}
