import { textOf } from '#src/offices/localized.ts'
import { counterById, type Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { Ticket } from '#src/queue/ticket.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { figureTime } from '../text/dates.ts'

type Props = { page: StaffPage; staff: StaffMember; office: Office; ticket: Ticket; ahead: number }

/** The ticket that somebody was given: what to tell them, and the slip to print. */
export function IssuedPage({ page, staff, office, ticket, ahead }: Props) {
  const { t, language } = page
  const text = t.reception
  const counter = counterById(office, ticket.counterId)
  const place = `${t.home.floor(counter.floor)} ${t.home.counterNumber(counter.number)} ${textOf(counter.name, language)}`
  const isWaiting = ticket.state === 'waiting'
  return (
    <StaffShell page={page} staff={staff} title={`${ticket.number} ${text.title}`} styles={['reception.css']}>
      <section class="panel">
        <h1>{isWaiting ? text.issued.title : t.queue.state[ticket.state]}</h1>
        <p>{text.issued.number}</p>
        <p class="reference">{ticket.number}</p>
        {isWaiting && <p class="issued-ahead">{text.issued.ahead(ahead)}</p>}
        <p>{ticket.state === 'voided' ? text.issued.voided : text.issued.goTo(place)}</p>
        <p class="issued-marks">
          <span class="chip">
            {ticket.appointmentAt === null
              ? text.issued.walkIn
              : text.issued.booked(figureTime(ticket.appointmentAt, office.timeZone))}
          </span>
          <span class="chip">{text.people(ticket.people)}</span>
          {ticket.isPriority && <span class="chip">{text.issued.priority}</span>}
        </p>
      </section>
      <p class="actions">
        {ticket.state !== 'voided' && (
          <a class="button" href={paths.staffSlip(ticket.id)}>
            {text.issued.slip}
          </a>
        )}
        <a class="button button-outline" href={paths.staffReception()}>
          {text.issued.next}
        </a>
        {isWaiting && (
          <a class="button button-text" href={paths.receptionVoid(ticket.id)}>
            {text.voiding.submit}
          </a>
        )}
      </p>
    </StaffShell>
  )
}
