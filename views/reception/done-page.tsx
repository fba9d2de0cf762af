import { displayReference } from '#src/access/token.ts'
import type { Appointment } from '#src/booking/appointment.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { visitFacts, visitOf } from '../booking/visit-facts.tsx'
import { ToBring } from '../components/documents.tsx'
import { Facts } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  appointment: Appointment
  isMoved: boolean
}

/** The booking to read out on the phone or print at the desk; without name or contact. */
export function StaffDonePage({ page, staff, office, appointment, isMoved }: Props) {
  const { t, language } = page
  const text = t.reception.done
  const { services, person, state } = appointment
  const isBooked = state === 'booked'
  const title = !isBooked ? text.state.cancelled : isMoved ? text.moved : text.title
  const reference = displayReference(appointment.reference ?? '')
  return (
    <StaffShell page={page} staff={staff} title={title} styles={['reception.css']}>
      <section class="panel">
        <h1>{title}</h1>
        <p>{t.done.reference}</p>
        <p class="reference">{reference}</p>
        <p class="spelled">
          {text.readOut}:{' '}
          {Array.from(reference).map(letter => (
            <>
              <b class="whole">{t.reception.spelling[letter] ?? '–'}</b>{' '}
            </>
          ))}
        </p>
      </section>
      <p class="no-print">{person?.email ? text.mail : text.noMail}</p>
      <Facts facts={visitFacts(t, language, office, visitOf(appointment))} />
      {isBooked && <ToBring {...{ t, language, services }} title={text.bring} />}
      <p class="actions no-print">
        <button type="button" class="button button-outline" data-print hidden>
          {text.print}
        </button>
        <a class="button button-outline" href={paths.staffBooking()}>
          {text.another}
        </a>
        <a class="button button-outline" href={paths.staffReception()}>
          {text.toReception}
        </a>
        <a class="button button-text" href={paths.staffAppointment(appointment.id)}>
          {text.details}
        </a>
      </p>
    </StaffShell>
  )
}
