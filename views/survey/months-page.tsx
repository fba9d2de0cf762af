import { textOf } from '#src/offices/localized.ts'
import type { Localized } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import type { Month } from '#src/survey/questionnaire.ts'
import { BackLink } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { fiscalYearName, longMonth } from '../text/dates.ts'

type Props = {
  page: StaffPage
  staff: StaffMember
  year: number
  months: ReadonlyArray<{ month: Month; goal: Localized | null; isEditable: boolean }>
  now: Month
}

/** The goals of a fiscal year, each leading to its month. */
export function MonthsPage({ page, staff, year, months, now }: Props) {
  const { language, t } = page
  const words = t.survey.months
  return (
    <StaffShell page={page} staff={staff} title={words.title} styles={['survey.css']}>
      <BackLink href={paths.staffSurvey()}>{t.survey.staff.back}</BackLink>
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      <h2>{fiscalYearName(year, language)}</h2>
      <ul class="rows">
        {months.map(({ month, goal, isEditable }) => {
          const inside = (
            <>
              <span class="row-title survey-month-name">
                {longMonth(month, language)} {month === now && <span class="chip">{words.now}</span>}
              </span>
              <span class="survey-month-goal">{goal ? textOf(goal, language) : words.noGoal}</span>
            </>
          )
          return (
            <li>
              {isEditable ? (
                <a
                  class="row"
                  href={paths.surveyMonth(month)}
                  aria-current={month === now ? 'date' : undefined}
                >
                  {inside}
                </a>
              ) : (
                <span class="row row-closed">{inside}</span>
              )}
            </li>
          )
        })}
      </ul>
      <p class="survey-steps">
        <a href={paths.surveyMonths(year - 1)}>{words.earlier}</a>
        <a href={paths.surveyMonths(year + 1)}>{words.later}</a>
      </p>
    </StaffShell>
  )
}
