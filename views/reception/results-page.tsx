import type { Appointment } from '#src/booking/appointment.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { DayBooking } from '#src/reception/day-booking.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, Notice } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { BookingRows, OtherBooking } from './booking-rows.tsx'
import { SearchBox } from './search-box.tsx'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  typed: string
  found: {
    bookings: readonly DayBooking[]
    other: Appointment | null
    tickets: ReadonlyArray<{ id: number; number: string }>
  }
}

/** What was found for a number or a name. It answers a POST: a name has no place in an address. */
export function ResultsPage({ page, staff, office, typed, found }: Props) {
  const t = page.t.reception
  const { bookings, other, tickets } = found
  const isEmpty = bookings.length === 0 && !other && tickets.length === 0
  return (
    <StaffShell page={page} staff={staff} title={t.search.submit} styles={['reception.css']} wide>
      <BackLink href={paths.staffReception()}>{t.search.back}</BackLink>
      <h1>{t.search.title(typed)}</h1>
      <SearchBox page={page} typed={typed} />
      {isEmpty && (
        <Notice kind="info">
          <p>{t.search.none}</p>
        </Notice>
      )}
      {bookings.length > 0 && (
        <>
          <h2>{t.today}</h2>
          <BookingRows page={page} office={office} bookings={bookings} withTime />
        </>
      )}
      {other && (
        <>
          <h2>{t.search.otherDay}</h2>
          <OtherBooking page={page} office={office} appointment={other} />
        </>
      )}
      {tickets.length > 0 && (
        <>
          <h2>{t.search.ticketOnly}</h2>
          <p class="actions">
            {tickets.map(({ id, number }) => (
              <a class="button button-outline" href={paths.receptionTicket(id)}>
                {number}
              </a>
            ))}
          </p>
        </>
      )}
    </StaffShell>
  )
}
