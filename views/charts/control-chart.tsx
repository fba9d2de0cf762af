import { scaleLinear } from 'd3-scale'
import { curveStep, line } from 'd3-shape'
import { controlLimits, isOutside, type Counted, type Limits } from '#src/statistics/control.ts'
import type { Texts } from '../text/index.ts'
import { Chart, percent, Scale, Sign, Stretched } from './chart.tsx'

/** A week by the text of its Monday. */
type CountedWeek = Counted & { name: string }

type Props = { t: Texts; id: string; title: string; weeks: readonly CountedWeek[]; target: number | null }

const height = 220
const axis = 30

/** Weeks outside that are named in the finding; more of them are counted. */
const namedMax = 5

/** Share of each week with the limits of chance: a week outside them has a reason. */
export function ControlChart({ t, id, title, weeks, target }: Props) {
  const text = t.charts.control
  const { centre, limits } = controlLimits(weeks)
  const points = weeks.map((week, index) => ({
    ...week,
    x: ((index + 0.5) * 100) / weeks.length,
    percent: week.of === 0 ? null : (100 * week.n) / week.of,
    limits: limits[index] ?? null,
    isOutside: isOutside(week, limits[index] ?? null),
  }))
  const y = upTo100(
    points.flatMap(({ percent, limits }) => [percent ?? 100, limits?.low ?? 100]),
    target,
  )
  const labelEvery = Math.ceil(weeks.length / 7)
  return (
    <Chart
      {...{ t, id, title }}
      finding={findingOf(t, points, centre)}
      height={height + axis}
      legend={<ControlLegend t={t} hasTarget={target !== null} />}
      table={{
        columns: [text.week, text.within, text.of, text.share, text.limits, text.verdict],
        rows: points.map(week => ({
          name: week.name,
          cells: [
            t.charts.number(week.n),
            t.charts.number(week.of),
            week.percent === null ? t.charts.told('none') : t.charts.percent(week.percent),
            week.limits
              ? text.range(t.charts.percent(week.limits.low), t.charts.percent(week.limits.high))
              : '',
            week.isOutside ? text.outside : '',
          ],
        })),
      }}
    >
      <Scale ticks={y.ticks(5)} y={y} label={t.charts.wholePercent} />
      {target !== null && <line class="target-line" x1="0%" x2="100%" y1={y(target)} y2={y(target)} />}
      {centre !== null && <line class="centre-line" x1="0%" x2="100%" y1={y(centre)} y2={y(centre)} />}
      <Stretched height={height}>
        {(['low', 'high'] as const).map(bound => (
          <path class="limit-line" d={limitPath(points, bound, y)} />
        ))}
        <path class="value-line" d={valuePath(points, y)} />
      </Stretched>
      {points.map((week, index) => (
        <>
          {week.percent !== null && (
            <circle
              class={week.isOutside ? 'dot-outside' : 'dot'}
              cx={percent(week.x)}
              cy={y(week.percent)}
              r={week.isOutside ? 6 : 4}
            />
          )}
          {index % labelEvery === 0 && (
            <text class="chart-label" x={percent(week.x)} y={height + 20} text-anchor="middle">
              {week.name}
            </text>
          )}
        </>
      ))}
    </Chart>
  )
}

type Point = CountedWeek & { x: number; percent: number | null; limits: Limits | null; isOutside: boolean }
type Down = (percent: number) => number

function ControlLegend({ t, hasTarget }: { t: Texts; hasTarget: boolean }) {
  const text = t.charts.control
  return (
    <>
      <Sign text={text.share}>
        <line class="value-line" x1="0" x2="28" y1="7" y2="7" />
        <circle class="dot" cx="14" cy="7" r="4" />
      </Sign>
      <Sign text={text.outside}>
        <circle class="dot-outside" cx="14" cy="7" r="6" />
      </Sign>
      <Sign text={text.centre}>
        <line class="centre-line" x1="0" x2="28" y1="7" y2="7" />
      </Sign>
      <Sign text={text.limits}>
        <line class="limit-line" x1="0" x2="28" y1="7" y2="7" />
      </Sign>
      {hasTarget && (
        <Sign text={text.target}>
          <line class="target-line" x1="0" x2="28" y1="7" y2="7" />
        </Sign>
      )}
    </>
  )
}

/** From a round value below everything drawn up to 100 %. */
function upTo100(values: readonly number[], target: number | null) {
  const lowest = Math.min(95, target ?? 95, ...values)
  return scaleLinear([Math.max(0, Math.floor((lowest - 3) / 10) * 10), 100], [height, 8])
}

/** Steps change halfway between two weeks; the first and last reach the edges. */
function limitPath(points: readonly Point[], bound: 'low' | 'high', y: Down): string {
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last) return ''
  const reaching = [{ ...first, x: 0 }, ...points, { ...last, x: 100 }]
  const path = line<Point>(
    ({ x }) => x,
    ({ limits }) => y(limits?.[bound] ?? 0),
  )
    .defined(({ limits }) => limits !== null)
    .curve(curveStep)
  return path(reaching) ?? ''
}

function valuePath(points: readonly Point[], y: Down): string {
  const path = line<Point>(
    ({ x }) => x,
    ({ percent }) => y(percent ?? 0),
  ).defined(({ percent }) => percent !== null)
  return path([...points]) ?? ''
}

function findingOf(t: Texts, points: readonly Point[], centre: number | null): string {
  const text = t.charts.control
  if (centre === null) return text.nothing
  const outside = points.filter(point => point.isOutside)
  const around = text.around(t.charts.percent(centre))
  if (outside.length === 0) return around + text.noneOutside
  if (outside.length > namedMax) return around + text.manyOutside(outside.length)
  return around + text.weeksOutside(outside.map(({ name }) => name).join(t.listComma))
}
