import { textOf } from '#src/offices/localized.ts'
import type { Office } from '#src/offices/office.ts'
import type { CounterCell, CounterResult, Results } from '#src/survey/results.ts'
import type { PlainStaffPage } from '../layout/staff-shell.tsx'
import { percentText } from './figure-text.tsx'
import { TableRegion } from './table-region.tsx'
import { whole } from '../text/numbers.ts'

type Props = { page: PlainStaffPage; office: Office; names: readonly string[]; results: Results }

/** The share of good answers by counter and question, without what small groups would tell. */
export function CounterTable({ page, office, names, results }: Props) {
  const t = page.t.survey.results
  const rows = inOrder(office, results.counters)
  return (
    <>
      <h2>{t.counters}</h2>
      <p class="hint">{t.countersNote(results.answersMin)}</p>
      <TableRegion label={t.counters}>
        <table class="survey-table">
          <thead>
            <tr>
              <th scope="col">{t.counter}</th>
              {names.map(name => (
                <th scope="col" class="survey-number survey-question-name">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ counterId, cells }) => (
              <tr>
                <th scope="row">{nameOf(page, office, counterId)}</th>
                {cells.map(cell => (
                  <td class="survey-number">
                    <Cell page={page} cell={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableRegion>
    </>
  )
}

function Cell({ page, cell }: { page: PlainStaffPage; cell: CounterCell | null }) {
  if (!cell) return <span class="survey-few">{page.t.survey.results.hidden}</span>
  if (cell.valid === 0) return <>—</>
  return (
    <>
      <b>{percentText(cell.percent)}</b> <span class="survey-n">n={whole(cell.valid)}</span>
    </>
  )
}

/** As the office lists its counters; what names none comes last. */
function inOrder({ counters }: Office, results: readonly CounterResult[]): CounterResult[] {
  const place = ({ counterId }: CounterResult) => {
    const index = counters.findIndex(({ id }) => id === counterId)
    return index < 0 ? counters.length : index
  }
  return results.toSorted((a, b) => place(a) - place(b))
}

function nameOf({ language, t }: PlainStaffPage, { counters }: Office, counterId: number | null): string {
  const counter = counters.find(({ id }) => id === counterId)
  return counter ? textOf(counter.name, language) : t.survey.results.noCounter
}
