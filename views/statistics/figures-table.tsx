import type { Child } from 'hono/jsx'
import type { Figures } from '#src/statistics/figures.ts'
import type { PageCell } from '#src/statistics/period-view.ts'
import { percentOf, toldOf } from '#src/statistics/told.ts'
import type { Texts } from '../text/index.ts'

export type FiguresRow = {
  name: Child
  /** Null where nothing is known of it. */
  cell: PageCell | null
  further?: readonly Child[]
}

type Props = {
  t: Texts
  id: string
  title: string
  note?: Child
  first: string
  rows: readonly FiguresRow[]
  total?: FiguresRow | undefined
  /** Columns after the common ones. */
  further?: readonly string[]
}

/** One row per part of a period: how many, how long they waited and were served, and how many in time. */
export function FiguresTable({ t, id, title, note, first, rows, total, further = [] }: Props) {
  const { columns } = t.figures
  return (
    <div class="figures-part">
      <h3 id={id} class="chart-title">
        {title}
      </h3>
      {note && <p class="hint">{note}</p>}
      {rows.length === 0 ? (
        <p>{t.figures.noRows}</p>
      ) : (
        <div class="table-frame" tabindex={0} role="region" aria-labelledby={id}>
          <table class="table table-figures">
            <thead>
              <tr>
                <th scope="col">{first}</th>
                <th scope="col">{columns.tickets}</th>
                <th scope="col">{columns.booked}</th>
                <th scope="col">{columns.waitP50}</th>
                <th scope="col">{columns.waitP90}</th>
                <th scope="col">{columns.withinTarget}</th>
                <th scope="col">{columns.serviceP50}</th>
                <th scope="col">{columns.serviceP90}</th>
                {further.map(column => (
                  <th scope="col">{column}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(row => (
                <Row t={t} row={row} />
              ))}
            </tbody>
            {total && (
              <tfoot>
                <Row t={t} row={total} />
              </tfoot>
            )}
          </table>
        </div>
      )}
    </div>
  )
}

const columnCount = 7

function Row({ t, row: { name, cell, further = [] } }: { t: Texts; row: FiguresRow }) {
  const figures = cell?.figures
  return (
    <tr>
      <th scope="row">{name}</th>
      {figures ? (
        <Cells t={t} figures={figures} />
      ) : (
        <td colspan={columnCount} class="table-untold">
          {t.charts.told(cell ? 'hidden' : 'none')}
        </td>
      )}
      {further.map(value => (
        <td>{value}</td>
      ))}
    </tr>
  )
}

function Cells({ t, figures }: { t: Texts; figures: Figures }) {
  const { tickets, booked, wait, withinTarget, service } = figures
  return (
    <>
      <td>{t.charts.number(tickets)}</td>
      <td>{t.charts.number(booked)}</td>
      <td>{t.charts.minutes(toldOf(wait, 'p50'))}</td>
      <td>{t.charts.minutes(toldOf(wait, 'p90'))}</td>
      <td>
        {withinTarget.percent === null ? t.charts.told('none') : t.charts.told(percentOf(withinTarget)) + '%'}
      </td>
      <td>{t.charts.minutes(toldOf(service, 'p50'))}</td>
      <td>{t.charts.minutes(toldOf(service, 'p90'))}</td>
    </>
  )
}
