import { scaleLinear } from 'd3-scale'
import { waitBounds } from '#src/statistics/figures.ts'
import type { Told } from '#src/statistics/told.ts'
import { isTold } from '#src/statistics/told.ts'
import type { Texts } from '../text/index.ts'
import { Chart, percent } from './chart.tsx'

/** Waits of one kind of people: how many in each class, and the percentiles; null where they are hidden. */
export type Waits = { kind: 'booked' | 'walkIn'; buckets: readonly number[] | null; p50: Told; p90: Told }

type Props = { t: Texts; id: string; title: string; waits: readonly Waits[] }

const panelHeight = 180
const top = 58
const axis = 26
const edges = [0, ...waitBounds]
const step = 100 / edges.length

/** Minutes across: each class is as wide as the others, so a short wait can be read as well as a long one. */
const across = scaleLinear([...edges, 120], [...edges.map((_, index) => index * step), 100]).clamp(true)

/** Two histograms above each other on one axis, each with its median and 90 % line. */
export function WaitDistribution({ t, id, title, waits }: Props) {
  const text = t.charts.waits
  const shares = waits.flatMap(sharesOf)
  const highest = Math.max(10, ...shares)
  return (
    <Chart
      {...{ t, id, title }}
      finding={waits.map(one => findingOf(t, one)).join('')}
      height={waits.length * panelHeight + axis}
      table={{
        columns: [text.class, ...waits.flatMap(({ kind }) => [text.countOf[kind], text.shareOf[kind]])],
        rows: [
          ...edges.map((_, index) => ({
            name: classText(t, index),
            cells: waits.flatMap(one => classCells(t, one, index)),
          })),
          ...(['p50', 'p90'] as const).map(which => ({
            name: text[which],
            cells: waits.flatMap(one => [t.charts.minutes(one[which]), '']),
          })),
        ],
      }}
    >
      {waits.map((one, index) => (
        <Panel {...{ t, one, highest }} offset={index * panelHeight} />
      ))}
      {edges.map((edge, index) => (
        <text
          class="chart-label"
          x={percent(index * step)}
          y={waits.length * panelHeight + 18}
          text-anchor="middle"
        >
          {edge}
        </text>
      ))}
      <text class="chart-label" x="100%" y={waits.length * panelHeight + 18} text-anchor="end">
        {text.axis}
      </text>
    </Chart>
  )
}

function Panel({ t, one, highest, offset }: { t: Texts; one: Waits; highest: number; offset: number }) {
  const base = offset + panelHeight
  const up = scaleLinear([0, highest], [0, panelHeight - top - 18])
  const shares = sharesOf(one)
  return (
    <g>
      <text class="chart-panel-title" x="0%" y={offset + 18}>
        {t.charts.waits.kind[one.kind]}
      </text>
      {shares.map((share, index) => (
        <rect
          class={`bar bar-${one.kind}`}
          x={percent(index * step + 0.4)}
          width={percent(step - 0.8)}
          y={base - up(share)}
          height={up(share)}
        />
      ))}
      <line class="chart-base" x1="0%" x2="100%" y1={base} y2={base} />
      {(['p50', 'p90'] as const).map(which => (
        <Percentile {...{ t, which, offset, base }} value={one[which]} />
      ))}
      {shares.map((share, index) => (
        <text
          class="chart-mark"
          x={percent((index + 0.5) * step)}
          y={base - up(share) - 5}
          text-anchor="middle"
        >
          {t.charts.wholePercent(share)}
        </text>
      ))}
      {shares.length === 0 && (
        <text class="chart-note" x="50%" y={base - 40} text-anchor="middle">
          {t.charts.told(one.p50)}
        </text>
      )}
    </g>
  )
}

type PercentileProps = { t: Texts; which: 'p50' | 'p90'; value: Told; offset: number; base: number }

function Percentile({ t, which, value, offset, base }: PercentileProps) {
  if (!isTold(value)) return null
  const place = across(value)
  return (
    <>
      <line
        class={`percentile percentile-${which}`}
        x1={percent(place)}
        x2={percent(place)}
        y1={offset + (which === 'p50' ? 28 : 44)}
        y2={base}
      />
      <text
        class="chart-mark"
        x={percent(place)}
        y={offset + (which === 'p50' ? 38 : 54)}
        dx={place > 70 ? -6 : 6}
        text-anchor={place > 70 ? 'end' : 'start'}
      >
        {t.charts.waits.line[which](t.charts.minutes(value))}
      </text>
    </>
  )
}

function sharesOf({ buckets }: Waits): number[] {
  const all = buckets?.reduce((sum, count) => sum + count, 0) ?? 0
  return all === 0 ? [] : (buckets?.map(count => (100 * count) / all) ?? [])
}

function classCells(t: Texts, one: Waits, index: number): string[] {
  const share = sharesOf(one)[index]
  const count = one.buckets?.[index]
  if (count === undefined) return [t.charts.told(one.p50), t.charts.told(one.p50)]
  return [t.charts.number(count), share === undefined ? t.charts.told('none') : t.charts.percent(share)]
}

function classText(t: Texts, index: number): string {
  const bound = waitBounds[index]
  const text = t.charts.waits
  return bound === undefined ? text.over(waitBounds.at(-1) ?? 0) : text.between(edges[index] ?? 0, bound)
}

function findingOf(t: Texts, { kind, p50, p90 }: Waits): string {
  const text = t.charts.waits
  const name = text.kind[kind]
  if (isTold(p50) && isTold(p90)) return text.finding(name, t.charts.minutes(p50), t.charts.minutes(p90))
  return text.noFinding(name, t.charts.told(isTold(p90) ? p50 : p90))
}
