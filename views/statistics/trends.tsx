import { measures, type Target } from '#src/statistics/measures.ts'
import type { PeriodView, PageCell } from '#src/statistics/period-view.ts'
import { percentOf, type Told, toldOf } from '#src/statistics/told.ts'
import { TrendChart } from '../charts/trend-chart.tsx'
import { longMonth } from '../text/dates.ts'
import type { Texts } from '../text/index.ts'
import type { FiguresPage } from './figures-shell.tsx'
import { monthNumber } from './period-text.ts'

type Props = { page: FiguresPage; view: PeriodView }

type Trend = {
  id: string
  title: string
  unit: string
  shape: 'bars' | 'line'
  target: Target | undefined
  value: (cell: PageCell) => Told
  text: (value: number) => string
}

/** Thirteen months side by side, so that a month stands beside the same one a year ago. */
export function Trends({ page: { t, language }, view }: Props) {
  const { months, period } = view
  if (period.grain === 'day' || months.filter(({ cell }) => cell).length < 2) return null
  return (
    <section aria-labelledby="trends">
      <h2 id="trends">{t.figures.trends[period.grain]}</h2>
      <div class="chart-grid">
        {trendsOf(t).map(({ value, ...trend }) => (
          <TrendChart
            t={t}
            {...trend}
            isLastRunning={view.isRunning}
            points={months.map(({ period, cell }) => ({
              name: monthNumber(period.start),
              longName: longMonth(period.start, language),
              value: cell ? value(cell) : 'none',
            }))}
          />
        ))}
      </div>
    </section>
  )
}

function trendsOf(t: Texts): Trend[] {
  const { ticket, bookings } = t.measures
  return [
    {
      id: 'trend-tickets',
      title: ticket.tickets.name,
      unit: t.measures.unit.tickets,
      shape: 'bars',
      target: undefined,
      value: ({ figures }) => figures?.tickets ?? 'hidden',
      text: t.charts.tickets,
    },
    {
      id: 'trend-within',
      title: ticket.withinTarget.name,
      unit: t.measures.unit.percent,
      shape: 'line',
      target: measures.ticket.withinTarget.target,
      value: ({ figures }) => (figures ? percentOf(figures.withinTarget) : 'hidden'),
      text: t.charts.percent,
    },
    {
      id: 'trend-wait',
      title: t.figures.basis.waitP90,
      unit: t.measures.unit.minutes,
      shape: 'line',
      target: measures.ticket.wait.target,
      value: ({ figures }) => (figures ? toldOf(figures.wait, 'p90') : 'hidden'),
      text: t.charts.minutes,
    },
    {
      id: 'trend-no-show',
      title: bookings.noShowShare.name,
      unit: t.measures.unit.percent,
      shape: 'line',
      target: measures.bookings.noShowShare.target,
      value: ({ bookings }) =>
        bookings === null ? 'hidden' : bookings ? percentOf(bookings.noShowShare) : 'none',
      text: t.charts.percent,
    },
  ]
}
