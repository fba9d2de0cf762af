import type { Localized } from '#src/offices/office.ts'
import { textOf } from '#src/offices/localized.ts'
import { paths } from '#src/paths.ts'
import type { Month } from '#src/survey/questionnaire.ts'
import type { Results } from '#src/survey/results.ts'
import type { PlainStaffPage } from '../layout/staff-shell.tsx'
import { longMonth } from '../text/dates.ts'
import { endsOf, percentText } from './figure-text.tsx'
import { TableRegion } from './table-region.tsx'
import { whole } from '../text/numbers.ts'

type Props = {
  page: PlainStaffPage
  months: ReadonlyArray<{ month: Month; goal: Localized | null; results: Results }>
  target: number | null
}

/** A year's months, one line each. */
export function MonthTable({ page, months, target }: Props) {
  const { language, t } = page
  const words = t.survey.results
  return (
    <>
      <h2>{words.months}</h2>
      <TableRegion label={words.months}>
        <table class="survey-table">
          <thead>
            <tr>
              <th scope="col">{words.month}</th>
              <th scope="col">{t.survey.goal}</th>
              <th scope="col" class="survey-number">
                {words.answered}
              </th>
              <th scope="col" class="survey-number">
                {words.valid}
              </th>
              <th scope="col" class="survey-number">
                {words.share}
              </th>
              <th scope="col" class="survey-number">
                {words.interval}
              </th>
              {target !== null && <th scope="col">{words.target(target)}</th>}
            </tr>
          </thead>
          <tbody>
            {months.map(({ month, goal, results }) => {
              const [overall] = results.questions
              const figures = overall?.figures
              return (
                <tr>
                  <th scope="row">
                    <a href={paths.surveyResults({ month })}>{longMonth(month, language)}</a>
                  </th>
                  <td class="survey-words">{goal ? textOf(goal, language) : '—'}</td>
                  <td class="survey-number">{whole(results.answered)}</td>
                  <td class="survey-number">{whole(overall?.valid ?? 0)}</td>
                  <td class="survey-number">{figures ? percentText(figures.percent) : '—'}</td>
                  <td class="survey-number">
                    {figures?.interval ? words.between(...endsOf(figures.interval)) : '—'}
                  </td>
                  {target !== null && (
                    <td>
                      {figures?.mark ?? ''} {figures?.mark && words.markWord[figures.mark]}
                    </td>
                  )}
                </tr>
              )
            })}
          </tbody>
        </table>
      </TableRegion>
    </>
  )
}
