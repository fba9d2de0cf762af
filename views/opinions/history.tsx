import { dateOf } from '#src/clock.ts'
import type { OpinionEvent } from '#src/opinions/opinion.ts'
import { textOf } from '#src/offices/localized.ts'
import { figureTime, shortDate } from '../text/dates.ts'
import type { OneProps } from './one.tsx'

/** What was done with an opinion, by pseudonym. */
export function History({ page, office, events }: OneProps) {
  const { one } = page.t.opinions
  return (
    <section>
      <h2 id="history">{one.history}</h2>
      <div class="opinion-table" role="region" aria-labelledby="history" tabindex={0}>
        <table class="opinion-history">
          <thead>
            <tr>
              <th scope="col">{one.when}</th>
              <th scope="col">{one.what}</th>
              <th scope="col">{one.who}</th>
            </tr>
          </thead>
          <tbody>
            {events.map(event => (
              <tr>
                <td>
                  <span class="whole">{shortDate(dateOf(event.at, office.timeZone), page.language)}</span>{' '}
                  <span class="whole">{figureTime(event.at, office.timeZone)}</span>
                </td>
                <td>
                  {one.deed[event.deed]} <Details page={page} office={office} details={event.details} />
                </td>
                <td>{event.pseudonym ?? one.writer}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

type DetailsProps = Pick<OneProps, 'page' | 'office'> & { details: OpinionEvent['details'] }

function Details({ page: { t, language }, office, details: { by, reason, from, to } }: DetailsProps) {
  const { one, ...text } = t.opinions
  const nameOf = (counterId: number | null) => {
    const counter = office.counters.find(({ id }) => id === counterId)
    return counter ? textOf(counter.name, language) : text.wholeOffice
  }
  const said = by
    ? one.wayTaken[by]
    : reason
      ? one.reasonName[reason]
      : from !== undefined && to !== undefined
        ? one.fromTo(nameOf(from), nameOf(to))
        : null
  return said ? <span class="hint">{said}</span> : null
}
