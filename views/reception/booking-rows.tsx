import { displayReference } from '#src/access/token.ts'
import { dateOf, type Instant } from '#src/clock.ts'
import type { Appointment } from '#src/booking/appointment.ts'
import { textOf } from '#src/offices/localized.ts'
import { counterById, type Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { type DayBooking, isAwaited } from '#src/reception/day-booking.ts'
import type { StaffPage } from '../layout/staff-shell.tsx'
import { languageName } from '../text/language-name.ts'
import { figureTime, shortDate } from '../text/dates.ts'

type Props = { page: StaffPage; office: Office; bookings: readonly DayBooking[] }

/** The bookings of a day under their times. */
export function BookingsByTime({ page, office, bookings }: Props) {
  const groups = Map.groupBy(bookings, ({ startsAt }) => startsAt)
  return (
    <>
      {[...groups].map(([startsAt, some]) => (
        <section
          class="reception-time"
          aria-label={page.t.reception.at(figureTime(startsAt, office.timeZone))}
        >
          <h3>{figureTime(startsAt, office.timeZone)}</h3>
          <BookingRows page={page} office={office} bookings={some} />
        </section>
      ))}
    </>
  )
}

/** Bookings one below the other, each with its state and what can be done. */
export function BookingRows({ page, office, bookings, withTime = false }: Props & { withTime?: boolean }) {
  return (
    <ul class="reception-rows">
      {bookings.map(booking => (
        <li class={`reception-row reception-${booking.state}`}>
          <Row page={page} office={office} booking={booking} time={withTime ? booking.startsAt : null} />
        </li>
      ))}
    </ul>
  )
}

type RowProps = { page: StaffPage; office: Office; booking: DayBooking; time: Instant | null }

function Row({ page, office, booking, time }: RowProps) {
  const { t, language } = page
  const counter = counterById(office, booking.counterId)
  const reference = displayReference(booking.reference)
  const spokenReference = t.reception.details(reference)
  return (
    <>
      {time !== null && <b class="reception-when">{figureTime(time, office.timeZone)}</b>}
      <a
        class="reception-reference"
        href={paths.staffAppointment(booking.appointmentId)}
        aria-label={spokenReference}
      >
        {reference}
      </a>
      <span class="reception-who">
        {booking.name && <b>{booking.name}</b>}
        <span class="reception-marks">
          <span>{t.reception.people(booking.people)}</span>
          {booking.language !== 'ja' && <span class="chip">{languageName(booking.language, language)}</span>}
          {booking.hasNeeds && <span class="chip">{t.reception.hasNeeds}</span>}
        </span>
      </span>
      <span class="reception-counter">
        {t.home.counterNumber(counter.number)} {textOf(counter.name, language)}
      </span>
      <span class="reception-state">
        <span class={`chip chip-${booking.state}`}>
          {t.reception.state[booking.state]}
          {booking.ticketNumber && ` ${booking.ticketNumber}`}
        </span>
      </span>
      <span class="reception-deed">
        {isAwaited(booking) ? (
          <form method="post" action={paths.staffCheckIn(booking.appointmentId)}>
            <button
              id={`check-in-${booking.appointmentId}`}
              class="button button-small"
              aria-label={t.reception.checkInWhat(reference)}
            >
              {t.reception.checkIn}
            </button>
          </form>
        ) : (
          booking.ticketId !== null && (
            <a class="button button-small button-outline" href={paths.receptionTicket(booking.ticketId)}>
              {booking.ticketNumber}
            </a>
          )
        )}
      </span>
    </>
  )
}

type OtherProps = { page: StaffPage; office: Office; appointment: Appointment }

/** A booking of another day, or one that is no more. */
export function OtherBooking({ page, office, appointment }: OtherProps) {
  const { t, language } = page
  const { leg, state } = appointment
  return (
    <ul class="rows">
      <li>
        <a class="row" href={paths.staffAppointment(appointment.id)}>
          <span class="row-title">
            {displayReference(appointment.reference ?? '')}{' '}
            {shortDate(dateOf(leg.startsAt, office.timeZone), language)}{' '}
            {figureTime(leg.startsAt, office.timeZone)}
          </span>
          <span class={`chip chip-${state}`}>{t.appointment.state[state]}</span>
        </a>
      </li>
    </ul>
  )
}
