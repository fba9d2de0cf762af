import { paths } from '#src/paths.ts'
import type { Share, Spread } from '#src/statistics/figures.ts'
import {
  type Measure,
  type MeasureId,
  measuresOf,
  type MeasureSet,
  topics,
} from '#src/statistics/measures.ts'
import type { PageCell } from '#src/statistics/period-view.ts'
import { toldOf } from '#src/statistics/told.ts'
import type { Texts } from '../text/index.ts'
import type { MeasureText } from '../text/measures-ja.ts'

type Row = { set: MeasureSet; name: string; measure: Measure; value: Value }
type Value = number | Spread | Share | null

/** Every measure of a period: times with their spread, then counts and shares. */
export function AllMeasures({ t, cell }: { t: Texts; cell: PageCell }) {
  const text = t.figures.all
  const rows = topics.flatMap(measuresOf).flatMap((known): Row[] => {
    const value = valueOf(cell, known.set, known.name)
    return value === undefined ? [] : [{ ...known, value }]
  })
  const isTime = ({ measure }: Row) => measure.kind === 'spread'
  return (
    <>
      <MeasureTable
        {...{ t, id: 'times', title: text.times, rows: rows.filter(isTime) }}
        columns={[text.measure, text.cases, text.mean, text.p50, text.p90]}
      />
      <MeasureTable
        {...{ t, id: 'counts', title: text.counts, rows: rows.filter(row => !isTime(row)) }}
        columns={[text.measure, text.value, text.basis]}
      />
    </>
  )
}

type TableProps = { t: Texts; id: string; title: string; columns: readonly string[]; rows: readonly Row[] }

function MeasureTable({ t, id, title, columns, rows }: TableProps) {
  return (
    <div class="figures-part">
      <h3 id={id} class="chart-title">
        {title}
      </h3>
      <div class="table-frame" tabindex={0} role="region" aria-labelledby={id}>
        <table class="table table-figures">
          <thead>
            <tr>
              {columns.map(column => (
                <th scope="col">{column}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <tr>
                <th scope="row">
                  <a href={paths.figuresDefinitions(`${row.set}-${row.name}` as MeasureId)}>
                    {(t.measures[row.set] as Record<string, MeasureText>)[row.name]?.name}
                  </a>
                </th>
                {cellsOf(t, row).map(text => (
                  <td>{text}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

/** What a cell has of a measure; undefined where it tells nothing of that kind. */
function valueOf({ figures, flow, bookings }: PageCell, set: MeasureSet, name: string): Value | undefined {
  const sources = { ticket: { ...figures?.flagged, ...figures }, flow, bookings }
  return (sources[set] as Record<string, Value> | null | undefined)?.[name]
}

function cellsOf(t: Texts, { measure, value }: Row): string[] {
  const unit = t.measures.unit[measure.unit]
  if (typeof value === 'number')
    return [
      t.charts.inUnit(measure.kind === 'value' ? t.charts.told(value) : t.charts.number(value), unit),
      '',
    ]
  if (value === null) return [t.charts.told('none'), '']
  if ('percent' in value)
    return [
      t.charts.share(value),
      value.of === 0
        ? ''
        : t.figures.basis.nOf(
            t.charts.number(value.n),
            t.charts.number(value.of),
            t.measures.unit[measure.of ?? 'tickets'],
          ),
    ]
  const times = (['mean', 'p50', 'p90'] as const).map(which => toldOf(value, which))
  return [
    t.charts.number(value.n),
    ...times.map(time =>
      typeof time === 'number' ? t.charts.inUnit(t.charts.told(time), unit) : t.charts.told(time),
    ),
  ]
}
