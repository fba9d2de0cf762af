import { isTold, type Told } from '#src/statistics/told.ts'
import type { Texts } from '../text/index.ts'
import { Chart, percent } from './chart.tsx'

export type HeatCell = { weekday: number; halfHour: string; value: Told; n: number }

type Props = { t: Texts; id: string; title: string; cells: readonly HeatCell[] }

const rowHeight = 26
const headHeight = 26

/** Upper bounds of the classes in minutes; the last class is open. */
const heatBounds = [5, 15, 30, 60] as const

/** The class of a value, 0 to 4, by the whole minutes that stand in the cell. */
export function heatClass(value: number): number {
  const index = heatBounds.findIndex(bound => Math.round(value) <= bound)
  return index < 0 ? heatBounds.length : index
}

/** Half hours down, weekdays across, so that a phone shows the whole week. */
export function HeatMap({ t, id, title, cells }: Props) {
  const text = t.charts.heatMap
  const weekdays = [...new Set(cells.map(({ weekday }) => weekday))].toSorted((a, b) => a - b)
  const halfHours = [...new Set(cells.map(({ halfHour }) => halfHour))].toSorted()
  const cellAt = (weekday: number, halfHour: string) =>
    cells.find(cell => cell.weekday === weekday && cell.halfHour === halfHour)
  const width = 100 / Math.max(1, weekdays.length)
  return (
    <Chart
      {...{ t, id, title }}
      finding={findingOf(t, cells)}
      height={headHeight + halfHours.length * rowHeight}
      legend={<HeatLegend t={t} id={id} />}
      table={{
        columns: [text.time, ...weekdays.map(day => t.charts.weekday(day))],
        rows: halfHours.map(name => ({
          name,
          cells: weekdays.map(day => {
            const cell = cellAt(day, name)
            return cell ? text.withCount(t.charts.told(cell.value), cell.n) : t.charts.told('none')
          }),
        })),
      }}
    >
      <Hatch id={id} />
      {weekdays.map((day, column) => (
        <text class="chart-label" x={percent((column + 0.5) * width)} y={16} text-anchor="middle">
          {t.charts.weekdayShort(day)}
        </text>
      ))}
      {halfHours.map((halfHour, row) => (
        <>
          <text
            class={halfHour.endsWith('30') ? 'chart-label chart-label-minor' : 'chart-label'}
            x={-8}
            y={headHeight + row * rowHeight + 17}
            text-anchor="end"
          >
            {halfHour}
          </text>
          {weekdays.map((day, column) => (
            <HeatSquare
              {...{ t, id }}
              cell={cellAt(day, halfHour)}
              x={column * width}
              y={headHeight + row * rowHeight}
              width={width}
            />
          ))}
        </>
      ))}
    </Chart>
  )
}

type SquareProps = {
  t: Texts
  id: string
  cell: HeatCell | undefined
  x: number
  y: number
  width: number
}

function HeatSquare({ t, id, cell, x, y, width }: SquareProps) {
  const value = cell?.value ?? 'none'
  const place = { x: percent(x), y, width: percent(width), height: rowHeight }
  return (
    <>
      {isTold(value) ? (
        <rect {...place} class={`heat heat-${heatClass(value)}`} />
      ) : (
        <rect {...place} class="heat heat-none" />
      )}
      {(value === 'few' || value === 'hidden') && <rect {...place} class="heat" fill={`url(#${id}-hatch)`} />}
      <text
        class={isTold(value) ? `heat-text heat-text-${heatClass(value)}` : 'heat-text heat-text-none'}
        x={percent(x + width / 2)}
        y={y + 18}
        text-anchor="middle"
      >
        {isTold(value) ? Math.round(value) : t.charts.heatMap.sign[value]}
      </text>
    </>
  )
}

function HeatLegend({ t, id }: { t: Texts; id: string }) {
  const text = t.charts.heatMap
  return (
    <>
      <span class="chart-legend-title">{text.unit}</span>
      {[...heatBounds, null].map((bound, index) => (
        <span class="chart-sign">
          <svg width="28" height="18" aria-hidden="true">
            <rect width="28" height="18" class={`heat heat-${index}`} />
          </svg>
          {bound === null ? text.above(heatBounds.at(-1) ?? 0) : text.upTo(bound)}
        </span>
      ))}
      <span class="chart-sign">
        <svg width="28" height="18" aria-hidden="true">
          <Hatch id={`${id}-legend`} />
          <rect width="28" height="18" class="heat" fill={`url(#${id}-legend-hatch)`} />
        </svg>
        {text.hatched}
      </span>
    </>
  )
}

function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern
        id={`${id}-hatch`}
        width="7"
        height="7"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <line x1="0" x2="0" y1="0" y2="7" class="hatch" />
      </pattern>
    </defs>
  )
}

function findingOf(t: Texts, cells: readonly HeatCell[]): string {
  const told = cells.flatMap(({ value, ...cell }) => (isTold(value) ? [{ ...cell, value }] : []))
  const [longest] = told.toSorted((a, b) => b.value - a.value)
  const [shortest] = told.toSorted((a, b) => a.value - b.value)
  if (!longest || !shortest) return t.charts.heatMap.nothing
  return t.charts.heatMap.finding(placeOf(t, longest), longest.value, placeOf(t, shortest), shortest.value)
}

function placeOf(t: Texts, { weekday, halfHour }: Pick<HeatCell, 'weekday' | 'halfHour'>): string {
  return t.charts.weekdayAt(t.charts.weekday(weekday), halfHour)
}
