import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import type { Target } from '#src/statistics/measures.ts'
import { isTold, type Told } from '#src/statistics/told.ts'
import type { Texts } from '../text/index.ts'
import { Chart, percent, Scale, Stretched } from './chart.tsx'

/** A month, by the text under its place and the one in the table. */
type TrendPoint = { name: string; longName: string; value: Told }

type Props = {
  t: Texts
  id: string
  title: string
  unit: string
  /** Counts stand as bars on zero; rates and times are a line. */
  shape: 'bars' | 'line'
  points: readonly TrendPoint[]
  /** The last month is not over: what is counted of it still grows. */
  isLastRunning?: boolean
  target: Target | undefined
  /** What is told of a value, such as `82.1%`. */
  text: (value: number) => string
}

const height = 110
const axis = 26

/** One measure over the months; the last one is the month that the page is about. */
export function TrendChart(props: Props) {
  const { t, id, title, unit, shape, points, target, text } = props
  const bound = target ? (target.min ?? target.max) : null
  const values = points.flatMap(({ value }) => (isTold(value) ? [value] : []))
  const highest = Math.max(1, bound ?? 0, ...values)
  const lowest = shape === 'bars' ? 0 : Math.min(bound ?? highest, ...values)
  const y = scaleLinear([lowest > 50 ? 50 : 0, highest], [height, 18]).nice(3)
  const width = 100 / Math.max(1, points.length)
  const last = points.length - 1
  return (
    <Chart
      {...{ t, id, title }}
      finding={findingOf(props)}
      height={height + axis}
      table={{
        columns: [t.charts.trend.month, unit],
        rows: points.map(({ longName, value }) => ({
          name: longName,
          cells: [isTold(value) ? text(value) : t.charts.told(value)],
        })),
      }}
    >
      <Scale ticks={y.ticks(3)} y={y} label={value => t.charts.number(value)} />
      {bound !== null && <line class="target-line" x1="0%" x2="100%" y1={y(bound)} y2={y(bound)} />}
      {shape === 'line' && (
        <Stretched height={height}>
          <path class="value-line" d={linePath(points, width, y)} />
        </Stretched>
      )}
      {points.map(({ name, value }, index) => (
        <>
          {isTold(value) && (
            <Mark
              {...{ shape, width }}
              x={(index + 0.5) * width}
              y={y(value)}
              isLast={index === last}
              label={index === last ? text(value) : null}
            />
          )}
          <text
            class={(last - index) % 3 === 0 ? 'chart-label' : 'chart-label chart-label-minor'}
            x={percent((index + 0.5) * width)}
            y={height + 18}
            text-anchor="middle"
          >
            {name}
          </text>
        </>
      ))}
    </Chart>
  )
}

type MarkProps = {
  shape: 'bars' | 'line'
  x: number
  y: number
  width: number
  isLast: boolean
  label: string | null
}

function Mark({ shape, x, y, width, isLast, label }: MarkProps) {
  return (
    <>
      {shape === 'bars' ? (
        <rect
          class={isLast ? 'bar bar-now' : 'bar bar-before'}
          x={percent(x - width * 0.36)}
          width={percent(width * 0.72)}
          y={y}
          height={height - y}
        />
      ) : (
        <circle class={isLast ? 'dot-now' : 'dot'} cx={percent(x)} cy={y} r={isLast ? 5 : 3} />
      )}
      {label && (
        <text class="chart-mark" x="100%" y={y} dy={-8} text-anchor="end">
          {label}
        </text>
      )}
    </>
  )
}

function linePath(points: readonly TrendPoint[], width: number, y: (value: number) => number): string {
  const places = points.map(({ value }, index) => ({ x: (index + 0.5) * width, value }))
  const path = line<(typeof places)[number]>(
    ({ x }) => x,
    ({ value }) => (isTold(value) ? y(value) : 0),
  ).defined(({ value }) => isTold(value))
  return path(places) ?? ''
}

/** Counts of a month that still grows are told as so far, and are neither the least nor the most. */
function findingOf({ t, points, text, shape, isLastRunning = false }: Props): string {
  const words = t.charts.trend
  const isGrowing = isLastRunning && shape === 'bars'
  const last = points.at(-1)
  const over = isGrowing ? points.slice(0, -1) : points
  const told = over.flatMap(({ value, ...point }) => (isTold(value) ? [{ ...point, value }] : []))
  const [highest] = told.toSorted((a, b) => b.value - a.value)
  const lowest = told.toSorted((a, b) => a.value - b.value)[0]
  if (!last || !highest || !lowest) return words.nothing
  const now = isTold(last.value) ? text(last.value) : t.charts.told(last.value)
  return words.finding(
    last.longName,
    isGrowing ? words.soFar(now) : now,
    text(lowest.value),
    lowest.longName,
    text(highest.value),
    highest.longName,
  )
}
