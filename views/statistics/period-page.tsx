import type { StaffMember } from '#src/staff/staff-member.ts'
import type { PeriodView } from '#src/statistics/period-view.ts'
import type { QueueDay } from '#src/statistics/queue-day.ts'
import { QueueDayChart } from '../charts/queue-day.tsx'
import { AllMeasures } from './all-measures.tsx'
import { Breakdowns } from './breakdowns.tsx'
import { type FiguresPage, FiguresShell } from './figures-shell.tsx'
import { Headline } from './headline.tsx'
import { PeriodCharts } from './period-charts.tsx'
import { PeriodHead } from './period-head.tsx'
import { periodText } from './period-text.ts'
import { Trends } from './trends.tsx'

type Props = {
  page: FiguresPage
  staff: StaffMember
  view: PeriodView
  /** The line through a day; null where nothing happened and for longer periods. */
  queue: QueueDay | null
}

/** A day, month or fiscal year of the whole office or one counter: first what to look at, then everything. */
export function PeriodPage({ page, staff, view, queue }: Props) {
  const { t, language } = page
  const text = t.figures
  const isEmpty = view.whole === null || view.whole.figures?.tickets === 0
  return (
    <FiguresShell page={page} staff={staff} title={text.title(periodText(t, view.period, language))}>
      <PeriodHead page={page} view={view} />
      {isEmpty ? (
        <p class="figures-empty">{text.empty[view.period.grain]}</p>
      ) : (
        <>
          <Headline page={page} view={view} />
          {queue && <QueueDayChart t={t} id="queue" title={text.charts.queue} day={queue} />}
          <PeriodCharts page={page} view={view} />
          <Trends page={page} view={view} />
          <Breakdowns page={page} view={view} />
          {view.whole && (
            <section aria-labelledby="all">
              <h2 id="all">{text.all.title}</h2>
              <div class="figures-parts">
                <AllMeasures t={t} cell={view.whole} />
              </div>
            </section>
          )}
        </>
      )}
    </FiguresShell>
  )
}
