import type { Bookings, Share } from '#src/statistics/figures.ts'
import type { Texts } from '../text/index.ts'
import { Chart, percent } from './chart.tsx'

/** What became of bookings; the last two are of booked tickets. */
export type Funnel = { bookings: Bookings; onTime: number; served: number }

type Props = { t: Texts; id: string; title: string; funnel: Funnel }

type Bar = { name: string; value: number; of: number; kind: 'places' | 'kept' | 'lost' }

const barHeight = 20
const rowHeight = 46
const gap = 22

/** From the places offered to the people served, each bar in proportion to the first of its kind. */
export function BookingFunnel({ t, id, title, funnel }: Props) {
  const text = t.charts.funnel
  const { places, people } = barsOf(t, funnel)
  const { noShowShare, leadDays } = funnel.bookings
  const rows = [...places, ...people]
  return (
    <Chart
      {...{ t, id, title }}
      finding={findingOf(t, funnel)}
      height={rows.length * rowHeight + gap}
      isBare
      table={{
        columns: [text.step, text.count, text.part],
        rows: [
          ...rows.map(bar => ({
            name: bar.name,
            cells: [countText(t, bar), partText(t, bar)],
          })),
          { name: text.noShowRate, cells: [shareCount(t, noShowShare), t.charts.share(noShowShare)] },
          { name: text.leadDays, cells: [t.charts.days(leadDays), ''] },
        ],
      }}
    >
      {rows.map((bar, index) => {
        const y = index * rowHeight + (index < places.length ? 0 : gap)
        const width = bar.of === 0 ? 0 : (100 * bar.value) / bar.of
        return (
          <>
            <text class="chart-label" x="0%" y={y + 14}>
              {bar.name}
            </text>
            <text class="chart-value" x="100%" y={y + 14} text-anchor="end">
              {countText(t, bar)}
              {partText(t, bar) && text.inBrackets(partText(t, bar))}
            </text>
            <rect class="bar-rest" x="0%" width="100%" y={y + 20} height={barHeight} />
            <rect class={`bar bar-${bar.kind}`} x="0%" width={percent(width)} y={y + 20} height={barHeight} />
          </>
        )
      })}
    </Chart>
  )
}

function barsOf(t: Texts, { bookings, onTime, served }: Funnel): { places: Bar[]; people: Bar[] } {
  const text = t.charts.funnel
  const { offered, bookedShare, booked } = bookings
  const cancelled = bookings.cancelledEarly + bookings.cancelledLate + bookings.cancelledByOffice
  const places = [
    { name: text.offered, value: offered },
    { name: text.taken, value: bookedShare.n },
  ].map(bar => ({ ...bar, of: offered, kind: 'places' as const }))
  const people = [
    { name: text.booked, value: booked, kind: 'kept' as const },
    { name: text.cancelled, value: cancelled, kind: 'lost' as const },
    { name: text.noShow, value: bookings.noShow, kind: 'lost' as const },
    { name: text.attended, value: bookings.attended, kind: 'kept' as const },
    { name: text.served, value: served, kind: 'kept' as const },
    { name: text.onTime, value: onTime, kind: 'kept' as const },
  ].map(bar => ({ ...bar, of: booked }))
  return { places, people }
}

function countText(t: Texts, { value, kind }: Bar): string {
  const text = t.charts.funnel
  return kind === 'places' ? text.places(t.charts.number(value)) : text.bookings(t.charts.number(value))
}

function partText(t: Texts, { value, of }: Bar): string {
  return value === of || of === 0 ? '' : t.charts.percent((100 * value) / of)
}

function shareCount(t: Texts, { n, of }: Share): string {
  return t.charts.funnel.nOf(t.charts.number(n), t.charts.number(of))
}

function findingOf(t: Texts, { bookings }: Funnel): string {
  const text = t.charts.funnel
  const { bookedShare, noShowShare } = bookings
  if (bookedShare.percent === null) return text.nothing
  const taken = text.findingTaken(t.charts.percent(bookedShare.percent))
  return noShowShare.percent === null
    ? taken
    : taken + text.findingNoShow(t.charts.percent(noShowShare.percent))
}
