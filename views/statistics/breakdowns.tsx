import { textOf } from '#src/offices/localized.ts'
import { everyService } from '#src/offices/office.ts'
import type { Breakdown } from '#src/statistics/figures.ts'
import type { PeriodView, PageCell } from '#src/statistics/period-view.ts'
import { windowsNeeded } from '#src/statistics/erlang.ts'
import type { Texts } from '../text/index.ts'
import type { FiguresPage } from './figures-shell.tsx'
import { FiguresTable, type FiguresRow } from './figures-table.tsx'
import { languageName } from '../text/language-name.ts'
import { pathOf, rowText } from './period-text.ts'

type Props = { page: FiguresPage; view: PeriodView }

/** The same figures told apart, each part as a row of a table. */
export function Breakdowns({ page, view }: Props) {
  const { t } = page
  const text = t.figures
  const { period, parts, byCounter } = view
  const rows = view.inside.filter(({ cell }) => cell)
  const total = view.whole ? { name: text.total, cell: view.whole } : undefined
  return (
    <section aria-labelledby="parts">
      <h2 id="parts">{text.parts}</h2>
      <div class="figures-parts">
        {byCounter.length > 0 && (
          <FiguresTable
            {...{ t, total, id: 'counters', title: text.by.counter, first: text.first.counter }}
            rows={byCounter.map(({ counter, cell }) => ({
              name: <a href={pathOf(period, counter.slug)}>{textOf(counter.name, page.language)}</a>,
              cell,
            }))}
          />
        )}
        {(['kind', 'service', 'half_hour', 'weekday', 'language', 'channel'] as const).map(breakdown => {
          const cells = parts[breakdown]
          return cells && <PartTable {...{ page, view, breakdown, cells }} />
        })}
        {rows.length > 0 && (
          <FiguresTable
            {...{ t, total, id: 'inside', first: text.first.period }}
            title={period.grain === 'month' ? text.by.day : text.by.month}
            rows={rows.map(({ period, cell }) => ({
              name: <a href={pathOf(period, view.counter?.slug)}>{rowText(t, period, page.language)}</a>,
              cell,
            }))}
          />
        )}
      </div>
    </section>
  )
}

type PartProps = Props & {
  breakdown: Exclude<Breakdown, 'all' | 'weekday_half_hour'>
  cells: readonly PageCell[]
}

function PartTable({ page, view, breakdown, cells }: PartProps) {
  const { t } = page
  const text = t.figures
  const needed = breakdown === 'half_hour' && view.counter ? windowsOf(view) : null
  return (
    <FiguresTable
      t={t}
      id={breakdown}
      title={text.by[breakdown]}
      note={breakdown === 'service' ? text.serviceNote : needed ? text.windowsNote : undefined}
      first={text.first[breakdown]}
      further={needed ? [text.columns.arrivals, text.columns.windows] : []}
      rows={cells.map((cell): FiguresRow => ({
        name: partName(page, view, breakdown, cell.key),
        cell,
        further: needed ? needed(t, cell) : [],
      }))}
    />
  )
}

function partName(
  { t, language }: FiguresPage,
  { office }: PeriodView,
  breakdown: PartProps['breakdown'],
  key: string,
): string {
  if (breakdown === 'service') {
    const service = everyService(office).find(({ id }) => id === Number(key))
    return service ? textOf(service.name, language) : key
  }
  if (breakdown === 'weekday') return t.charts.weekday(Number(key))
  if (breakdown === 'language') return languageName(key, language)
  const names: Record<string, string> = { ...t.figures.kind, ...t.figures.channel }
  return names[key] ?? key
}

const goal = { share: 0.8, minutes: 15 }

/** Arrivals of a half hour on a day that is open, and the windows that Erlang C would open for them. */
function windowsOf({ whole }: PeriodView) {
  const flow = whole?.flow
  if (!flow || flow.openDays === 0 || flow.ended === 0) return null
  // All that a person takes of a window: handing in and collecting, without the time parked.
  const serviceMinutes = flow.handlingMinutes / flow.ended
  return (t: Texts, { figures }: PageCell): string[] => {
    if (!figures) return [t.charts.told('hidden'), t.charts.told('hidden')]
    const arrivals = figures.tickets / flow.openDays
    const windows = windowsNeeded({ arrivalsPerHour: 2 * arrivals, serviceMinutes, ...goal })
    return [t.charts.told(arrivals), t.charts.number(windows)]
  }
}
