import { dateOf } from '#src/clock.ts'
import { paths } from '#src/paths.ts'
import { textOf } from '#src/offices/localized.ts'
import type { FiguresState, PeriodView } from '#src/statistics/period-view.ts'
import { longDate, longDateTime } from '../text/dates.ts'
import type { FiguresPage } from './figures-shell.tsx'
import { pathOf, periodText } from './period-text.ts'

type Props = { page: FiguresPage; view: PeriodView }

/** What the page is about, how far its figures are settled, and the ways to its neighbours. */
export function PeriodHead({ page, view }: Props) {
  const { t, language } = page
  const { counter, office, period, neighbours } = view
  const text = t.figures
  return (
    <>
      <h1>
        {text.title(periodText(t, period, language))}
        <span class="figures-scope">{counter ? textOf(counter.name, language) : text.wholeOffice}</span>
      </h1>
      <div class="figures-head">
        <nav aria-label={text.neighbours} class="figures-moves no-print">
          <ul>
            {(['before', 'after', 'above'] as const).map(where => {
              const there = neighbours[where]
              return (
                there && (
                  <li>
                    <a
                      class={`figures-move figures-move-${where}`}
                      href={pathOf(there, counter?.slug)}
                      rel={where === 'before' ? 'prev' : where === 'after' ? 'next' : undefined}
                    >
                      {where === 'above' ? periodText(t, there, language) : text.move[period.grain][where]}
                    </a>
                  </li>
                )
              )
            })}
          </ul>
        </nav>
        <CounterChoice page={page} view={view} />
      </div>
      {view.state && <State page={page} state={view.state} timeZone={office.timeZone} />}
    </>
  )
}

function CounterChoice({ page: { t, language }, view }: Props) {
  const { counters, counter, isWholeShown, period } = view
  if (counters.length < 2) return null
  return (
    <form method="get" action={pathOf(period)} class="figures-choice no-print">
      <label for="counter">{t.figures.counter}</label>
      <select id="counter" name="counter" class="select-small">
        {isWholeShown && <option value="">{t.figures.wholeOffice}</option>}
        {counters.map(({ id, slug, name }) => (
          <option value={slug} selected={counter?.id === id}>
            {textOf(name, language)}
          </option>
        ))}
      </select>
      <button class="button button-small button-outline">{t.figures.show}</button>
    </form>
  )
}

type StateProps = { page: FiguresPage; state: FiguresState; timeZone: string }

function State({ page: { t, language }, state, timeZone }: StateProps) {
  const text = t.figures.state
  const at = longDateTime(state.madeAt, timeZone, language)
  const kind = state.version === 0 ? 'open' : state.version === 1 ? 'final' : 'corrected'
  return (
    <p class="figures-state">
      <span class={`chip figures-state-${kind}`}>
        {kind === 'open' ? text.open : kind === 'final' ? text.final : text.corrected(state.version)}
      </span>{' '}
      {state.closedAt !== null && text.closedOn(longDate(dateOf(state.closedAt, timeZone), language))}
      {text.asOf(at)} {kind !== 'final' && text.explained[kind]}{' '}
      <a class="no-print" href={paths.figuresDefinitions()}>
        {t.figures.nav.definitions}
      </a>
    </p>
  )
}
