import { textOf } from '#src/offices/localized.ts'
import { counterById, type Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import type { HistoryLine, TicketHistory } from '#src/statistics/ticket-history.ts'
import { ErrorSummary, Notice } from '../components/parts.tsx'
import { longDateTime, secondTime } from '../text/dates.ts'
import { type FiguresPage, FiguresShell } from './figures-shell.tsx'
import { TicketSearch } from './ticket-search.tsx'

type Props = {
  page: FiguresPage
  staff: StaffMember
  office: Office
  typed: { date: string; number: string }
  asked: { date: string | null; numbers: readonly string[] }
  isAsked: boolean
  histories: readonly TicketHistory[]
  isDayOver: boolean
}

/** A ticket of a day, with everything that happened to it and what was corrected later. */
export function TicketsPage({ page, staff, office, typed, asked, isAsked, histories, isDayOver }: Props) {
  const { t } = page
  const text = t.corrections.tickets
  const wrong = {
    date: isAsked && asked.date === null,
    number: isAsked && asked.numbers.length === 0,
  }
  const errors = [
    ...(wrong.date ? [{ href: '#date', text: text.dateWrong }] : []),
    ...(wrong.number ? [{ href: '#number', text: text.numberWrong }] : []),
  ]
  return (
    <FiguresShell
      {...{ page, staff }}
      title={text.title}
      hasError={errors.length > 0}
      styles={['corrections.css']}
    >
      <ErrorSummary t={t} errors={errors} />
      <h1>{text.title}</h1>
      <p class="lead">{text.lead}</p>
      <TicketSearch {...{ page, typed, wrong }} />
      {isAsked && errors.length === 0 && histories.length === 0 && <p class="hint">{text.none}</p>}
      {histories.length > 0 && !isDayOver && <Notice kind="info">{text.running}</Notice>}
      {histories.map(history => (
        <History {...{ page, office, history, isDayOver }} />
      ))}
    </FiguresShell>
  )
}

type HistoryProps = { page: FiguresPage; office: Office; history: TicketHistory; isDayOver: boolean }

function History({ page, office, history, isDayOver }: HistoryProps) {
  const { t, language } = page
  const text = t.corrections.tickets
  const { ticket, lines, isServed } = history
  const counter = textOf(counterById(office, ticket.counterId).name, language)
  const mayCorrect = isDayOver && ticket.state !== 'voided'
  const mayLeaveOut = isDayOver && (mayCorrect || lines.some(isEndedByNight))
  return (
    <section>
      <h2>
        {text.leg(ticket.number, counter)} <span class="chip">{t.queue.state[ticket.state]}</span>
      </h2>
      <div
        class="table-frame"
        tabindex={0}
        role="region"
        aria-label={text.history(text.leg(ticket.number, counter))}
      >
        <table class="table table-history">
          <thead>
            <tr>
              <th scope="col">{text.columns.time}</th>
              <th scope="col">{text.columns.event}</th>
              <th scope="col">{text.columns.window}</th>
              <th scope="col">{text.columns.correction}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(line => (
              <Line {...{ page, office, line }} href={mayCorrect ? hrefOf(ticket.id, line) : null} />
            ))}
          </tbody>
        </table>
      </div>
      {isDayOver && (
        <p class="actions">
          {mayCorrect && isServed && (
            <a class="button button-outline" href={paths.figuresCorrection(ticket.id, 'outcome')}>
              {text.outcome}
            </a>
          )}
          {mayLeaveOut && (
            <a class="button button-outline" href={paths.figuresCorrection(ticket.id, 'trial')}>
              {text.trial}
            </a>
          )}
        </p>
      )}
    </section>
  )
}

/** What only the night has ended may still turn out to have been a trial. */
function isEndedByNight({ state, isByNight }: HistoryLine): boolean {
  return state === 'standing' && isByNight
}

function hrefOf(ticketId: number, { isCorrectable, eventId }: HistoryLine): string | null {
  return isCorrectable ? paths.figuresCorrection(ticketId, 'time', eventId) : null
}

type LineProps = { page: FiguresPage; office: Office; line: HistoryLine; href: string | null }

function Line({ page: { t, language }, office, line, href }: LineProps) {
  const text = t.corrections.tickets
  const event = t.queue.event[line.type]
  const time = secondTime(line.at, office.timeZone)
  const isStanding = line.state === 'standing'
  const { correction } = line
  return (
    <tr class={isStanding ? undefined : 'history-past'}>
      <th scope="row">{isStanding ? time : <del>{time}</del>}</th>
      <td>
        {isStanding ? event : <del>{event}</del>}{' '}
        {line.state !== 'standing' && <span class="chip">{text[line.state]}</span>}
      </td>
      <td>{line.window}</td>
      <td>
        {correction && (
          <>
            {text.by(correction.correctedBy, longDateTime(correction.correctedAt, office.timeZone, language))}
            <br />
            {correction.reason}
          </>
        )}
        {correction && href && <br />}
        {href && <a href={href}>{text.change(event)}</a>}
      </td>
    </tr>
  )
}
