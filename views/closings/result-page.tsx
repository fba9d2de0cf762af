import { displayReference } from '#src/access/token.ts'
import type { Closing } from '#src/closings/closing.ts'
import type { DecidedBooking } from '#src/closings/queries.ts'
import { paths } from '#src/paths.ts'
import { Facts } from '../components/parts.tsx'
import { longDateTime } from '../text/dates.ts'
import { whenWords } from './affected-cells.tsx'
import { type ClosingProps, ClosingShell } from './closing-shell.tsx'

type Props = ClosingProps & {
  closing: Closing
  decided: readonly DecidedBooking[]
  bookings: ReadonlyMap<number, { reference: string }>
  /** How many have to be told by telephone. */
  calls: number
}

/** What became of everybody, and whether the messages have arrived. */
export function ResultPage(props: Props) {
  const { page, office, closing, decided, calls } = props
  const { t, language } = page
  const text = t.closings.result
  const count = (decision: DecidedBooking['decision']) =>
    decided.filter(one => one.decision === decision).length
  const endedAt = longDateTime(closing.endedAt ?? closing.changedAt, office.timeZone, language)
  return (
    <ClosingShell {...props} step={5} title={text.title}>
      <p>{text.at(endedAt, closing.changedBy)}</p>
      {decided.length === 0 ? (
        <p>{text.none}</p>
      ) : (
        <>
          <div class="closing-facts">
            <Facts
              facts={(['move', 'cancel', 'keep'] as const).map(decision => ({
                term: text.counts[decision],
                children: t.closings.messages.cases(count(decision)),
              }))}
            />
          </div>
          <p class="actions">
            {calls > 0 && (
              <a class="button" href={paths.closing(closing.id, 'calls')}>
                {text.calls(calls)}
              </a>
            )}
            <a class="button button-outline" href={paths.closing(closing.id, 'result')}>
              {text.reload}
            </a>
          </p>
          {calls === 0 && <p>{text.noCalls}</p>}
          <Decided {...props} />
        </>
      )}
    </ClosingShell>
  )
}

function Decided({ page, office, decided, bookings }: Props) {
  const text = page.t.closings.result
  return (
    <div class="closing-scroll" role="region" aria-label={page.t.closings.people.list} tabindex={0}>
      <table class="closing-table">
        <thead>
          <tr>
            {(['old', 'reference', 'decision', 'now', 'told'] as const).map(column => (
              <th scope="col">{text.columns[column]}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {decided.map(({ appointmentId, decision, from, to, told }) => (
            <tr>
              <th scope="row">{whenWords(page, office, from)}</th>
              <td>
                <span class="whole">{displayReference(bookings.get(appointmentId)?.reference ?? '')}</span>
              </td>
              <td>{text.counts[decision]}</td>
              <td>{to === null ? text.noTime : whenWords(page, office, to)}</td>
              <td>{text.told[told ?? 'none']}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
