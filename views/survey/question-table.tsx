import type { Figures, QuestionResult, Results } from '#src/survey/results.ts'
import type { PlainStaffPage } from '../layout/staff-shell.tsx'
import { endsOf, percentText, shareText } from './figure-text.tsx'
import { TableRegion } from './table-region.tsx'
import { whole } from '../text/numbers.ts'

type Props = { page: PlainStaffPage; names: readonly string[]; results: Results; target: number | null }

/** Every question with its marks and what they add up to. */
export function QuestionTable({ page, names, results, target }: Props) {
  const t = page.t.survey.results
  return (
    <>
      <h2>{t.questions}</h2>
      <TableRegion label={t.questions}>
        <table class="survey-table">
          <thead>
            <tr>
              <th scope="col">{t.question}</th>
              <th scope="col" class="survey-number">
                {t.valid}
              </th>
              <th scope="col" class="survey-number">
                {t.share}
              </th>
              <th scope="col" class="survey-number">
                {t.interval}
              </th>
              {target !== null && (
                <>
                  <th scope="col">{t.target(target)}</th>
                  <th scope="col">{t.certain}</th>
                </>
              )}
              <th scope="col" class="survey-number">
                {t.weighted}
              </th>
              <th scope="col" class="survey-number">
                {t.scores}
              </th>
              <th scope="col" class="survey-number">
                {t.unknown}
              </th>
            </tr>
          </thead>
          <tbody>
            {results.questions.map((result, index) => (
              <tr>
                <th scope="row">{names[index]}</th>
                <td class="survey-number">{whole(result.valid)}</td>
                {result.figures ? (
                  <Told page={page} result={result} figures={result.figures} target={target} />
                ) : (
                  <td colspan={target === null ? 5 : 7} class="survey-few">
                    {result.valid === 0 ? '—' : t.hidden}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </TableRegion>
    </>
  )
}

type ToldProps = Pick<Props, 'page' | 'target'> & { result: QuestionResult; figures: Figures }

function Told({ page, result, figures, target }: ToldProps) {
  const t = page.t.survey.results
  const { percent, interval, mark, certainty, byScore, unknown } = figures
  return (
    <>
      <td class="survey-number">
        <b>{percentText(percent)}</b>
      </td>
      <td class="survey-number">{interval && t.between(...endsOf(interval))}</td>
      {target !== null && (
        <>
          <td>
            {mark} {mark && t.markWord[mark]}
          </td>
          <td>{certainty && t.certainty[certainty]}</td>
        </>
      )}
      <td class="survey-number">{result.weighted ? shareText(result.weighted.share) : '—'}</td>
      <td class="survey-number">{byScore.join(' · ')}</td>
      <td class="survey-number">{unknown}</td>
    </>
  )
}
