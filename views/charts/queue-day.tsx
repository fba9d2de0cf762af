import { scaleLinear } from 'd3-scale'
import { area, curveStepAfter, line } from 'd3-shape'
import { clockTime } from '#src/clock.ts'
import type { QueueDay, Step } from '#src/statistics/queue-day.ts'
import type { Texts } from '../text/index.ts'
import { Chart, percent, Scale, Sign, Stretched } from './chart.tsx'

type Props = { t: Texts; id: string; title: string; day: QueueDay }

const lineHeight = 170
const windowsTop = 214
const windowsHeight = 60
const callsTop = 296
const callsHeight = 14
const axisTop = 322

/** People waiting as steps, the windows open below them on the same clock, each call as a tick. */
export function QueueDayChart({ t, id, title, day }: Props) {
  const text = t.charts.queueDay
  const x = scaleLinear([day.from, day.to], [0, 100])
  const waiting = scaleLinear([0, Math.max(5, ...day.waiting.map(valueOf))], [lineHeight, 16]).nice(4)
  const windowsMax = Math.max(2, ...day.windows.map(valueOf))
  const windows = scaleLinear([0, windowsMax], [windowsTop + windowsHeight, windowsTop])
  return (
    <Chart
      {...{ t, id, title }}
      finding={findingOf(t, day)}
      height={axisTop + 20}
      legend={<QueueLegend t={t} hasLunch={day.lunch !== null} />}
      table={{
        columns: [text.time, text.waiting, text.windows, text.calls],
        rows: halfHoursOf(day).map(minute => ({
          name: clockTime(minute),
          cells: [
            t.charts.number(valueAt(day.waiting, minute)),
            t.charts.number(valueAt(day.windows, minute)),
            t.charts.number(day.calls.filter(call => call >= minute && call < minute + 30).length),
          ],
        })),
      }}
    >
      {day.lunch && (
        <rect
          class="lunch"
          x={percent(x(day.lunch.from))}
          width={percent(x(day.lunch.to) - x(day.lunch.from))}
          y={0}
          height={callsTop + callsHeight}
        />
      )}
      <Scale ticks={wholeTicks(waiting)} y={waiting} label={String} />
      <text class="chart-panel-title" x="0%" y={8}>
        {text.waiting}
      </text>
      <Stretched height={axisTop}>
        <path class="queue-area" d={areaPath(day, x, waiting)} />
        <path class="queue-line" d={stepPath(day, day.waiting, x, waiting)} />
        <path class="windows-line" d={stepPath(day, day.windows, x, windows)} />
      </Stretched>
      <Scale ticks={[0, windowsMax]} y={windows} label={String} />
      <text class="chart-panel-title" x="0%" y={windowsTop - 10}>
        {text.windows}
      </text>
      <g class="calls">
        {day.calls.map(call => (
          <line x1={percent(x(call))} x2={percent(x(call))} y1={callsTop} y2={callsTop + callsHeight} />
        ))}
      </g>
      {hoursOf(day).map((minute, index) => (
        <>
          <line
            class="chart-tick"
            x1={percent(x(minute))}
            x2={percent(x(minute))}
            y1={callsTop + callsHeight}
            y2={callsTop + callsHeight + 5}
          />
          <text
            class={index % 2 === 0 ? 'chart-label' : 'chart-label chart-label-minor'}
            x={percent(x(minute))}
            y={axisTop + 10}
            text-anchor="middle"
          >
            {clockTime(minute)}
          </text>
        </>
      ))}
    </Chart>
  )
}

type Across = (minute: number) => number
type Down = (value: number) => number

function valueOf({ value }: Step): number {
  return value
}

/** The value at a minute: the last step up to it. */
function valueAt(steps: readonly Step[], minute: number): number {
  return steps.findLast(step => step.minute <= minute)?.value ?? 0
}

/** The steps within the hours shown, from the first to the last minute. */
function within({ from, to }: QueueDay, steps: readonly Step[]): Step[] {
  const inside = steps.filter(({ minute }) => minute > from && minute < to)
  return [{ minute: from, value: valueAt(steps, from) }, ...inside, { minute: to, value: valueAt(steps, to) }]
}

function stepPath(day: QueueDay, steps: readonly Step[], x: Across, y: Down): string {
  const path = line<Step>(
    ({ minute }) => x(minute),
    ({ value }) => y(value),
  ).curve(curveStepAfter)
  return path(within(day, steps)) ?? ''
}

function areaPath(day: QueueDay, x: Across, y: Down): string {
  const path = area<Step>(
    ({ minute }) => x(minute),
    () => y(0),
    ({ value }) => y(value),
  ).curve(curveStepAfter)
  return path(within(day, day.waiting)) ?? ''
}

function wholeTicks(scale: { ticks: (count: number) => number[] }): number[] {
  return scale.ticks(4).filter(Number.isInteger)
}

function hoursOf({ from, to }: QueueDay): number[] {
  const first = Math.ceil(from / 60)
  return Array.from({ length: Math.floor(to / 60) - first + 1 }, (_, index) => (first + index) * 60)
}

function halfHoursOf({ from, to }: QueueDay): number[] {
  const first = Math.floor(from / 30)
  return Array.from({ length: Math.ceil(to / 30) - first }, (_, index) => (first + index) * 30)
}

function QueueLegend({ t, hasLunch }: { t: Texts; hasLunch: boolean }) {
  const text = t.charts.queueDay
  return (
    <>
      <Sign text={text.waiting}>
        <path class="queue-area" d="M0 14V8H14V3H28V14Z" />
        <path class="queue-line" d="M0 8H14V3H28" />
      </Sign>
      <Sign text={text.windows}>
        <path class="windows-line" d="M0 10H14V4H28" />
      </Sign>
      <Sign text={text.calls}>
        <g class="calls">
          {[6, 12, 16, 23].map(place => (
            <line x1={place} x2={place} y1="1" y2="13" />
          ))}
        </g>
      </Sign>
      {hasLunch && (
        <Sign text={text.lunch}>
          <rect class="lunch" width="28" height="14" />
        </Sign>
      )}
    </>
  )
}

function findingOf(t: Texts, day: QueueDay): string {
  const text = t.charts.queueDay
  const [longest] = day.waiting.toSorted((a, b) => b.value - a.value || a.minute - b.minute)
  if (!longest || longest.value === 0) return text.nothing
  const windows = valueAt(day.windows, longest.minute)
  return text.finding(clockTime(longest.minute), longest.value, windows)
}
