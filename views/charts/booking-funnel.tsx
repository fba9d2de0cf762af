import type { Bookings, Share } from '#src/statistics/figures.ts'
import type { Texts } from '../text/index.ts'
import { Chart, percent } from './chart.tsx'

/** What became of bookings; the last two are of booked tickets, those served null where they are too few to be told. */
type Funnel = { bookings: Bookings; onTime: number; served: number | null }

type Props = { t: Texts; id: string; title: string; funnel: Funnel }

type Bar = { name: string; value: number | null; of: number; kind: 'places' | 'kept' | 'lost' }

const barHeight = 20
const rowHeight = 46
const gap = 22
const leadHead = 34

/** In percent: what a full bar of the rates by lead time stands for at least. */
const scaleMin = 15

/** From the places offered to the people served, each bar in proportion to the first of its kind. */
export function BookingFunnel({ t, id, title, funnel }: Props) {
  const text = t.charts.funnel
  const { places, people } = barsOf(t, funnel)
  const { noShowShare, leadDays } = funnel.bookings
  const rows = [...places, ...people]
  const leads = funnel.bookings.byLead ?? []
  const below = rows.length * rowHeight + gap
  return (
    <Chart
      {...{ t, id, title }}
      finding={findingOf(t, funnel)}
      height={rows.length * rowHeight + gap + (leads.length === 0 ? 0 : leads.length * rowHeight + leadHead)}
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
          ...leads.map(({ days, noShow }) => ({
            name: text.noShowOf(text.lead[days]),
            cells: [shareCount(t, noShow), leadText(t, noShow)],
          })),
        ],
      }}
    >
      {rows.map((bar, index) => {
        const y = index * rowHeight + (index < places.length ? 0 : gap)
        const width = bar.of === 0 ? 0 : (100 * (bar.value ?? 0)) / bar.of
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
      {leads.length > 0 && <NoShowsByLead t={t} leads={leads} top={below} />}
    </Chart>
  )
}

type Leads = NonNullable<Bookings['byLead']>

/** How many did not come, by how long before they had booked: all bars on one scale. */
function NoShowsByLead({ t, leads, top }: { t: Texts; leads: Leads; top: number }) {
  const text = t.charts.funnel
  const shown = leads.map(({ noShow }) => (noShow.of < casesMin ? 0 : (noShow.percent ?? 0)))
  const highest = Math.max(scaleMin, ...shown)
  return (
    <>
      <text class="chart-panel-title" x="0%" y={top + 18}>
        {text.byLead}
      </text>
      {leads.map(({ days, noShow }, index) => {
        const y = top + leadHead + index * rowHeight
        return (
          <>
            <text class="chart-label" x="0%" y={y + 14}>
              {text.lead[days]}
            </text>
            <text class="chart-value" x="100%" y={y + 14} text-anchor="end">
              {leadText(t, noShow)}
              {noShow.of > 0 && text.inBrackets(shareCount(t, noShow))}
            </text>
            <rect class="bar-rest" x="0%" width="100%" y={y + 20} height={barHeight} />
            <rect
              class="bar bar-lost"
              x="0%"
              width={percent((100 * (shown[index] ?? 0)) / highest)}
              y={y + 20}
              height={barHeight}
            />
          </>
        )
      })}
    </>
  )
}

/** A rate of fewer bookings says nothing. */
const casesMin = 10

function leadText(t: Texts, noShow: Share): string {
  if (noShow.of === 0) return t.charts.told('none')
  return noShow.of < casesMin ? t.charts.told('few') : t.charts.share(noShow)
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
  if (value === null) return t.charts.told('hidden')
  return kind === 'places' ? text.places(t.charts.number(value)) : text.bookings(t.charts.number(value))
}

function partText(t: Texts, { value, of }: Bar): string {
  return value === null || value === of || of === 0 ? '' : t.charts.percent((100 * value) / of)
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
