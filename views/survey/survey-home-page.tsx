import { textOf } from '#src/offices/localized.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { askedOf, type Month, type Questionnaire } from '#src/survey/questionnaire.ts'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { longMonth } from '../text/dates.ts'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  month: Month
  survey: Questionnaire | null
  /** Whether results, comments and the month's questions are theirs to see. */
  isSupervising: boolean
}

/** Where everything about the questionnaire begins. */
export function SurveyHomePage({ page, staff, office, month, survey, isSupervising }: Props) {
  const { language } = page
  const t = page.t.survey.staff
  const doors = [
    ...(isSupervising
      ? ([
          ['results', paths.surveyResults({ month })],
          ['months', paths.surveyMonths()],
          ['comments', paths.surveyComments(month)],
        ] as const)
      : []),
    ['paper', paths.surveyPaper()],
    ['sheet', paths.surveySheet(month)],
    ['poster', paths.surveyPoster()],
    ['kiosk', paths.kioskSurvey(office.slug)],
  ] as const
  return (
    <StaffShell page={page} staff={staff} title={t.title} styles={['survey.css']}>
      <h1>{t.title}</h1>
      {survey ? (
        <>
          <section class="survey-now">
            <h2>{t.thisMonth(longMonth(month, language))}</h2>
            <p class="survey-now-goal">{survey.goal ? textOf(survey.goal, language) : t.noGoal}</p>
            <p class="hint">{t.questions(askedOf(survey).length)}</p>
          </section>
          <ul class="rows survey-doors">
            {doors.map(([name, href]) => (
              <li>
                <a class="row" href={href}>
                  <span class="row-title">{t.doors[name][0]}</span>
                  <span class="row-note">{t.doors[name][1]}</span>
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <p>{t.none}</p>
          {isSupervising && (
            <ul class="rows survey-doors">
              <li>
                <a class="row" href={paths.surveyMonth(month)}>
                  <span class="row-title">{t.begin[0]}</span>
                  <span class="row-note">{t.begin[1]}</span>
                </a>
              </li>
            </ul>
          )}
        </>
      )}
    </StaffShell>
  )
}
