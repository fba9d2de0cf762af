import { textOf } from '#src/offices/localized.ts'
import type { Localized, Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import type { Month, Question } from '#src/survey/questionnaire.ts'
import { BackLink } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { longMonth } from '../text/dates.ts'
import { Goal } from './overall.tsx'
import { markValues } from './question-field.tsx'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  month: Month
  goal: Localized | null
  questions: readonly Question[]
}

/** What is circled on paper and typed from it. */
function keyOf(mark: (typeof markValues)[number]): string {
  return mark === 'unknown' ? '0' : String(mark)
}

/** The questionnaire on one side of A4, in the language of the page. */
export function SheetPage({ page, staff, office, month, goal, questions }: Props) {
  const { language } = page
  const t = page.t.survey
  const title = t.sheet.month(longMonth(month, language))
  return (
    <StaffShell page={page} staff={staff} title={title} styles={['survey.css', 'survey-print.css']}>
      <BackLink href={paths.staffSurvey()}>{t.staff.back}</BackLink>
      <p class="actions no-print">
        <button type="button" class="button" data-print hidden>
          {t.sheet.print}
        </button>
      </p>
      <article class="sheet">
        <header class="sheet-head">
          <h1>{t.sheet.title}</h1>
          <p>
            {textOf(office.name, language)} <span class="whole">{longMonth(month, language)}</span>
          </p>
        </header>
        <Goal page={page} goal={goal} />
        <p class="sheet-lead">{t.sheet.lead}</p>
        <div class="sheet-scroll" role="region" aria-label={t.sheet.title} tabindex={0}>
          <table class="sheet-questions">
            <thead>
              <tr>
                <th scope="col">{t.sheet.question}</th>
                {markValues.map(mark => (
                  <th scope="col" class="sheet-mark">
                    {t.mark[mark]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {questions.map(({ text, isBookedOnly }, index) => (
                <tr>
                  <th scope="row">
                    {index + 1}. {textOf(text, language)}
                    {isBookedOnly && <span class="sheet-note">（{t.bookedOnly}）</span>}
                  </th>
                  {markValues.map(mark => (
                    <td class="sheet-mark">{keyOf(mark)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <p class="sheet-line">
          {t.sheet.counter} <span class="sheet-blank" />
        </p>
        <p class="sheet-comment-label">{t.sheet.comment}</p>
        <div class="sheet-comment" />
        <p class="sheet-end">
          {t.anonymous} {t.sheet.box}
        </p>
      </article>
    </StaffShell>
  )
}
