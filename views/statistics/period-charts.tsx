import { measures } from '#src/statistics/measures.ts'
import type { PeriodView, PageCell } from '#src/statistics/period-view.ts'
import { toldOf } from '#src/statistics/told.ts'
import { BookingFunnel } from '../charts/booking-funnel.tsx'
import { ControlChart } from '../charts/control-chart.tsx'
import { HeatMap, type HeatCell } from '../charts/heat-map.tsx'
import { WaitDistribution, type Waits } from '../charts/wait-distribution.tsx'
import type { FiguresPage } from './figures-shell.tsx'
import { weekText } from './period-text.ts'

type Props = { page: FiguresPage; view: PeriodView }

const weeksMin = 2

/** How long people waited, when, whether it stayed in bounds, and what became of bookings. */
export function PeriodCharts({ page: { t, language }, view }: Props) {
  const { whole, parts, weeks } = view
  const text = t.figures.charts
  const heat = parts.weekday_half_hour?.map(heatCell) ?? []
  const funnel = funnelOf(view)
  const counted = weeks.flatMap(({ period, cell }) =>
    cell?.figures ? [{ ...cell.figures.withinTarget, name: weekText(period.start, language) }] : [],
  )
  return (
    <div class="chart-grid">
      {heat.length > 0 && <HeatMap t={t} id="heat" title={text.heat} cells={heat} />}
      {whole && <WaitDistribution t={t} id="waits" title={text.waits} waits={waitsOf(whole)} />}
      {counted.length >= weeksMin && (
        <ControlChart
          {...{ t, id: 'weeks', title: text.weeks, weeks: counted }}
          target={measures.ticket.withinTarget.target?.min ?? null}
        />
      )}
      {funnel && <BookingFunnel t={t} id="bookings" title={text.bookings} funnel={funnel} />}
    </div>
  )
}

function heatCell({ key, figures }: PageCell): HeatCell {
  const [weekday = '', halfHour = ''] = key.split(' ')
  return {
    weekday: Number(weekday),
    halfHour,
    n: figures?.wait.n ?? 0,
    value: figures ? toldOf(figures.wait, 'p90') : 'hidden',
  }
}

function waitsOf({ figures }: PageCell): Waits[] {
  return (['booked', 'walkIn'] as const).map(kind => {
    if (!figures) return { kind, buckets: null, p50: 'hidden', p90: 'hidden' }
    const spread = kind === 'booked' ? figures.waitBooked : figures.waitWalkIn
    return {
      kind,
      buckets: figures.waitBuckets[kind],
      p50: toldOf(spread, 'p50'),
      p90: toldOf(spread, 'p90'),
    }
  })
}

function funnelOf({ whole, parts }: PeriodView) {
  const bookings = whole?.bookings
  const booked = parts.kind?.find(({ key }) => key === 'booked')
  if (!bookings || bookings.offered === 0) return null
  const served = booked && (booked.figures?.served ?? null)
  return { bookings, onTime: whole.figures?.onTime.n ?? 0, served: served === undefined ? 0 : served }
}
