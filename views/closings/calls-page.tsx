import { displayReference } from '#src/access/token.ts'
import type { CallLine } from '#src/closings/calls.ts'
import type { Closing } from '#src/closings/closing.ts'
import type { Instant } from '#src/clock.ts'
import { textOf } from '#src/offices/localized.ts'
import { counterById } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { BackLink } from '../components/parts.tsx'
import { StaffShell } from '../layout/staff-shell.tsx'
import { longDateTime } from '../text/dates.ts'
import { whenWords } from './affected-cells.tsx'
import type { ClosingProps } from './closing-shell.tsx'
import { counterWords, spanWords } from './plan-words.ts'

type Props = ClosingProps & { closing: Closing; lines: readonly CallLine[]; now: Instant }

/** Those who are told by telephone, to print: one line for each, with boxes to tick. */
export function CallsPage(props: Props) {
  const { page, staff, office, closing, lines, now } = props
  const { t, language } = page
  const text = t.closings.calls
  return (
    <StaffShell {...{ page, staff, title: text.title }} styles={['closings.css', 'closing-calls.css']} wide>
      <BackLink
        href={closing.state === 'done' ? paths.closing(closing.id) : paths.closingChoices(closing.id)}
      >
        {closing.state === 'done' ? t.closings.show : t.closings.one.back}
      </BackLink>
      <p class="actions no-print">
        <button type="button" class="button" data-print hidden>
          {text.print}
        </button>
      </p>
      <h1>{text.title}</h1>
      <p class="calls-head">
        <b>{textOf(office.name, language)}</b> <span>{spanWords(page, closing)}</span>{' '}
        <span>{counterWords(page, office, closing)}</span>{' '}
        <span>{text.printed(longDateTime(now, office.timeZone, language))}</span>{' '}
        <span>{text.count(lines.length)}</span>
      </p>
      <p>{text.lead}</p>
      {lines.length === 0 ? <p>{text.none}</p> : <Lines {...props} />}
    </StaffShell>
  )
}

function Lines(props: Props) {
  const { page, lines } = props
  const text = page.t.closings.calls
  return (
    <div class="closing-scroll" role="region" aria-label={text.title} tabindex={0}>
      <table class="closing-table calls">
        <thead>
          <tr>
            {(['old', 'name', 'phone', 'now', 'outcome'] as const).map(column => (
              <th scope="col" class={`calls-${column}`}>
                {text.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(line => (
            <Line {...props} line={line} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Line({ page, office, line }: Props & { line: CallLine }) {
  const text = page.t.closings.calls
  const { booking, from, to, outcome, counterId } = line
  return (
    <tr>
      <th scope="row">
        <span class="whole">{whenWords(page, office, from)}</span>
        <span class="closing-counter">{textOf(counterById(office, counterId).name, page.language)}</span>
      </th>
      <td>
        <span class="closing-name">{booking.name}</span>
        <span class="whole">{displayReference(booking.reference)}</span>
      </td>
      <td class="calls-phone">{booking.phone ?? page.t.closings.people.unreachable}</td>
      <td>
        {to !== null && <span class="whole">{whenWords(page, office, to)}</span>}
        {outcome === 'cancel' && <b>{text.cancelled}</b>}
        {outcome === 'undecided' && <b class="closing-counter">{text.undecided}</b>}
      </td>
      <td class="calls-ticks">
        {text.tick.map(tick => (
          <span class="whole">
            <span class="calls-box" aria-hidden="true" /> {tick}
          </span>
        ))}
      </td>
    </tr>
  )
}
