import type { Closing } from '#src/closings/closing.ts'
import type { Affected } from '#src/closings/people.ts'
import { dateOf } from '#src/clock.ts'
import { textOf } from '#src/offices/localized.ts'
import { counterById } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { shortDate } from '../text/dates.ts'
import { AffectedCells } from './affected-cells.tsx'
import { type ClosingProps, ClosingShell } from './closing-shell.tsx'
import { PageLinks } from './page-links.tsx'

type Props = ClosingProps & {
  closing: Closing
  people: readonly Affected[]
  /** Those of this page. */
  shown: readonly Affected[]
  holds: number
  number: number
  perPage: number
}

/** Whom the closing hits: how many, and who. */
export function PeoplePage(props: Props) {
  const { page, closing, people, shown, holds, number, perPage } = props
  const t = page.t.closings.people
  const isNobody = people.length === 0
  return (
    <ClosingShell {...props} step={2} title={t.title}>
      <p class="closing-count">{isNobody ? t.none : t.count(people.length)}</p>
      {holds > 0 && <p>{t.holds(holds)}</p>}
      <p class="actions">
        <a
          class="button"
          href={isNobody ? paths.closing(closing.id, 'messages') : paths.closingChoices(closing.id)}
        >
          {isNobody ? t.nextWithout : t.next}
        </a>
      </p>
      {!isNobody && (
        <>
          <h2>{t.byDay}</h2>
          <Counts {...props} />
          <h2>{t.list}</h2>
          <List {...props} shown={shown} />
          <PageLinks
            {...{ page, number, perPage, count: people.length }}
            href={next => `${paths.closing(closing.id, 'people')}?page=${next}`}
          />
        </>
      )}
    </ClosingShell>
  )
}

function Counts({ page, office, people }: Props) {
  const { t, language } = page
  const text = t.closings.people
  const cells = Map.groupBy(
    people,
    ({ visit }) => `${dateOf(visit.startsAt, office.timeZone)} ${visit.counterId}`,
  )
  const rows = [...cells].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return (
    <table class="closing-table closing-counts">
      <thead>
        <tr>
          {(['date', 'counter', 'count'] as const).map(column => (
            <th scope="col">{text.columns[column]}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([key, { length }]) => {
          const [date = '', counterId] = key.split(' ')
          return (
            <tr>
              <th scope="row">{shortDate(date, language)}</th>
              <td>{textOf(counterById(office, Number(counterId)).name, language)}</td>
              <td class="closing-number">{length}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function List({ page, office, shown }: Props) {
  const text = page.t.closings.people
  return (
    <div class="closing-scroll" role="region" aria-label={text.list} tabindex={0}>
      <table class="closing-table closing-people">
        <thead>
          <tr>
            {(['when', 'name', 'services', 'reach'] as const).map(column => (
              <th scope="col">{text.columns[column]}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(person => (
            <tr>
              <AffectedCells {...{ page, office, person }} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
