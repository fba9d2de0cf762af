import type { Child } from 'hono/jsx'
import type { Texts } from '../text/index.ts'

/** The numbers of a chart as rows: the first column names the row. */
type ChartTable = {
  columns: readonly string[]
  rows: ReadonlyArray<{ name: string; cells: readonly Child[] }>
}

type Props = {
  t: Texts
  /** Unique on its page. */
  id: string
  title: string
  /** What the chart shows, in a sentence. */
  finding: string
  table: ChartTable
  /** In pixels; the width is that of the page, to which horizontal places are in percent. */
  height: number
  legend?: Child
  /** Nothing stands in the margin. */
  isBare?: boolean
  children?: Child
}

/**
 * A chart with what it shows in words and the same numbers as a table. The drawing stretches with the page while
 * its letters keep their size; labels of the axes hang over its edges into the margin.
 */
export function Chart({ t, id, title, finding, table, height, legend, isBare = false, children }: Props) {
  return (
    <figure class="chart">
      <figcaption>
        <h3 class="chart-title">{title}</h3>
        <p class="chart-finding">{finding}</p>
      </figcaption>
      {legend && <div class="chart-legend">{legend}</div>}
      <div class={isBare ? 'chart-plot chart-plot-bare' : 'chart-plot'}>
        <svg
          class="chart-drawing"
          role="img"
          aria-labelledby={`${id}-title ${id}-desc`}
          width="100%"
          height={height}
        >
          <title id={`${id}-title`}>{title}</title>
          <desc id={`${id}-desc`}>{finding}</desc>
          {children}
        </svg>
      </div>
      <NumbersTable t={t} name={title} table={table} />
    </figure>
  )
}

function NumbersTable({ t, name, table }: { t: Texts; name: string; table: ChartTable }) {
  return (
    <details class="chart-numbers">
      <summary>{t.charts.asTable}</summary>
      <div class="table-frame" tabindex={0} role="region" aria-label={t.charts.tableOf(name)}>
        <table class="table table-figures">
          <thead>
            <tr>
              {table.columns.map(column => (
                <th scope="col">{column}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map(({ name: row, cells }) => (
              <tr>
                <th scope="row">{row}</th>
                {cells.map(cell => (
                  <td>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

/** A place across the drawing. */
export function percent(place: number): string {
  return `${Math.round(place * 100) / 100}%`
}

type AxisProps = {
  ticks: readonly number[]
  /** Pixels from the top. */
  y: (value: number) => number
  label: (value: number) => string
}

/** Horizontal lines with their values in the margin. */
export function Scale({ ticks, y, label }: AxisProps) {
  return (
    <g class="chart-scale">
      {ticks.map(tick => (
        <>
          <line x1="0%" x2="100%" y1={y(tick)} y2={y(tick)} />
          <text x={-8} y={y(tick)} dy="0.35em" text-anchor="end">
            {label(tick)}
          </text>
        </>
      ))}
    </g>
  )
}

/** A line or area in percent across and pixels down, that keeps its thickness however far it is stretched. */
export function Stretched({ height, children }: { height: number; children?: Child }) {
  return (
    <svg width="100%" height={height} viewBox={`0 0 100 ${height}`} preserveAspectRatio="none">
      {children}
    </svg>
  )
}

/** A sign of the legend: a small drawing and its word. */
export function Sign({ children, text }: { children?: Child; text: string }) {
  return (
    <span class="chart-sign">
      <svg width="28" height="14" aria-hidden="true">
        {children}
      </svg>
      {text}
    </span>
  )
}
