import { paths } from '#src/paths.ts'
import type { Share } from '#src/statistics/figures.ts'
import { isMet, type Measure, type MeasureId, measures } from '#src/statistics/measures.ts'
import type { PeriodView, PageCell, ShownPeriod } from '#src/statistics/period-view.ts'
import { isTold, percentOf, type Told, toldOf } from '#src/statistics/told.ts'
import type { Texts } from '../text/index.ts'
import { targetText } from './definitions-page.tsx'
import type { FiguresPage } from './figures-shell.tsx'

type Props = { page: FiguresPage; view: PeriodView }

type Tile = {
  id: MeasureId
  name: string
  measure: Measure
  value: (cell: PageCell) => Told
  /** Of how many the value tells. */
  basis: (cell: PageCell) => string | null
}

/** The few numbers to look at first: each with its target, its basis and how it has changed. */
export function Headline({ page, view }: Props) {
  const { whole } = view
  if (!whole) return null
  return (
    <ul class="tiles">
      {tilesOf(page.t).map(tile => (
        <li class="tile">
          <HeadlineTile {...{ page, view, tile, whole }} />
        </li>
      ))}
    </ul>
  )
}

function HeadlineTile({ page: { t }, view, tile, whole }: Props & { tile: Tile; whole: PageCell }) {
  const { measure, name, id } = tile
  const value = tile.value(whole)
  const basis = tile.basis(whole)
  return (
    <>
      <h2 class="tile-name">
        <a href={paths.figuresDefinitions(id)}>{name}</a>
      </h2>
      <p class="tile-value">
        <b>{valueText(t, value, measure)}</b>
        {isTold(value) && <span class="tile-unit">{t.measures.unit[measure.unit]}</span>}
      </p>
      {measure.target && <Verdict t={t} measure={measure} value={value} />}
      {basis && <p class="tile-basis">{basis}</p>}
      <ul class="tile-changes">
        {/* Part of a month has fewer visitors than a whole one, and that is no change. */}
        {!(view.isRunning && measure.kind === 'count') &&
          (['previous', 'yearAgo'] as const).map(than => (
            <Change
              {...{ t, tile, value }}
              than={view[than]}
              name={t.figures.than[than][view.period.grain]}
            />
          ))}
      </ul>
    </>
  )
}

function Verdict({ t, measure, value }: { t: Texts; measure: Measure; value: Told }) {
  const met = measure.target ? isMet(measure.target, isTold(value) ? value : null) : null
  const text = t.figures.target
  const kind = met === null ? 'unknown' : met ? 'met' : 'missed'
  return (
    <p class="tile-target">
      <span class={`verdict verdict-${kind}`}>{text[kind]}</span> {t.figures.definitions.target}{' '}
      {targetText(t, measure)}
    </p>
  )
}

type ChangeProps = { t: Texts; tile: Tile; value: Told; than: ShownPeriod | null; name: string }

function Change({ t, tile, value, than, name }: ChangeProps) {
  const before = than?.cell ? tile.value(than.cell) : 'none'
  if (!isTold(value) || !isTold(before)) return null
  if (tile.measure.kind === 'count' && before === 0) return null
  return (
    <li>
      {name} <b>{changeText(t, tile.measure, value, before)}</b>
    </li>
  )
}

/** Rates and times by how much they differ, counts by how many percent. */
function changeText(t: Texts, { kind, unit }: Measure, value: number, before: number): string {
  const text = t.figures.change
  const isRelative = kind === 'count'
  const change = isRelative ? (100 * (value - before)) / before : value - before
  const size = Math.round(Math.abs(change) * 10) / 10
  if (size === 0) return text.same
  const points = unit === 'percent' ? text.points : text.inUnit(t.measures.unit[unit])
  return (change > 0 ? text.up : text.down)(t.charts.told(size) + (isRelative ? text.percent : points))
}

function valueText(t: Texts, value: Told, { kind }: Measure): string {
  if (!isTold(value)) return t.charts.told(value)
  return kind === 'count' ? t.charts.number(value) : t.charts.told(value)
}

function tilesOf(t: Texts): Tile[] {
  const { ticket, bookings } = t.measures
  const text = t.figures.basis
  const ofFigures = (cell: PageCell, told: (figures: NonNullable<PageCell['figures']>) => Told): Told =>
    cell.figures ? told(cell.figures) : 'hidden'
  const nOf = (share: Share | undefined) =>
    share && share.of > 0
      ? text.nOf(t.charts.number(share.n), t.charts.number(share.of), t.measures.unit.tickets)
      : null
  return [
    {
      id: 'ticket-tickets',
      name: ticket.tickets.name,
      measure: measures.ticket.tickets,
      value: cell => ofFigures(cell, ({ tickets }) => tickets),
      basis: ({ figures }) =>
        figures && text.people(t.charts.number(figures.people), t.charts.number(figures.booked)),
    },
    {
      id: 'ticket-withinTarget',
      name: ticket.withinTarget.name,
      measure: measures.ticket.withinTarget,
      value: cell => ofFigures(cell, ({ withinTarget }) => percentOf(withinTarget)),
      basis: ({ figures }) => nOf(figures?.withinTarget),
    },
    {
      id: 'ticket-wait',
      name: text.waitP90,
      measure: measures.ticket.wait,
      value: cell => ofFigures(cell, ({ wait }) => toldOf(wait, 'p90')),
      basis: ({ figures }) =>
        figures &&
        text.median(t.charts.minutes(toldOf(figures.wait, 'p50')), t.charts.number(figures.wait.n)),
    },
    {
      id: 'ticket-onTime',
      name: ticket.onTime.name,
      measure: measures.ticket.onTime,
      value: cell => ofFigures(cell, ({ onTime }) => percentOf(onTime)),
      basis: ({ figures }) => nOf(figures?.onTime),
    },
    {
      id: 'bookings-noShowShare',
      name: bookings.noShowShare.name,
      measure: measures.bookings.noShowShare,
      value: ({ bookings }) =>
        bookings === null ? 'hidden' : bookings ? percentOf(bookings.noShowShare) : 'none',
      basis: ({ bookings }) => nOf(bookings?.noShowShare),
    },
    {
      id: 'ticket-abandoned',
      name: ticket.abandoned.name,
      measure: measures.ticket.abandoned,
      value: cell => ofFigures(cell, ({ abandoned }) => percentOf(abandoned)),
      basis: ({ figures }) => nOf(figures?.abandoned),
    },
  ]
}
