import type { Month } from '#src/survey/questionnaire.ts'
import type { Results } from '#src/survey/results.ts'
import { SatisfactionChart } from '../charts/satisfaction-chart.tsx'
import type { PlainStaffPage } from '../layout/staff-shell.tsx'
import { longMonth, shortMonth } from '../text/dates.ts'

type Props = {
  page: PlainStaffPage
  months: ReadonlyArray<{ month: Month; results: Results }>
  target: number | null
}

/** The share of good answers month by month, with its interval and the target of the year. */
export function MonthChart({ page: { t, language }, months, target }: Props) {
  return (
    <SatisfactionChart
      t={t}
      id="satisfaction"
      title={t.survey.results.chart}
      months={months.map(({ month, results }) => {
        const [overall] = results.questions
        const figures = overall?.figures ?? null
        return {
          name: shortMonth(month, language),
          longName: longMonth(month, language),
          n: overall?.valid ?? 0,
          share: figures?.percent ?? (overall?.valid ? 'hidden' : 'none'),
          interval: figures?.interval
            ? { low: figures.interval.low * 100, high: figures.interval.high * 100 }
            : null,
          target,
        }
      })}
    />
  )
}
