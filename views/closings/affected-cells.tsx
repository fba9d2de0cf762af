import { displayReference } from '#src/access/token.ts'
import type { Affected } from '#src/closings/people.ts'
import { dateOf, type Instant } from '#src/clock.ts'
import { textOf } from '#src/offices/localized.ts'
import { counterById, type Office, servicesByIds } from '#src/offices/office.ts'
import type { PlainStaffPage } from '../layout/staff-shell.tsx'
import { figureTime, shortDate } from '../text/dates.ts'

type Props = { page: PlainStaffPage; office: Office; person: Affected }

/** A short day and time: 12月8日（火） 9:00. */
export function whenWords({ language }: PlainStaffPage, { timeZone }: Office, at: Instant): string {
  return `${shortDate(dateOf(at, timeZone), language)} ${figureTime(at, timeZone)}`
}

/** The first cells of a row: when, who, what for, and how to reach them. */
export function AffectedCells({ page, office, person }: Props) {
  const { visit, booking } = person
  const { t, language } = page
  return (
    <>
      <th scope="row" id={`when-${visit.appointmentId}`}>
        <span class="whole">{whenWords(page, office, visit.startsAt)}</span>
        <span class="closing-counter">
          {textOf(counterById(office, visit.counterId).publicName, language)}
        </span>
      </th>
      <td>
        <span class="closing-name">{booking.name}</span>
        <span class="whole">{displayReference(booking.reference)}</span>{' '}
        <span class="whole">{t.closings.people.named(visit.people)}</span>
      </td>
      <td>{serviceWords(page, office, person)}</td>
      <td>
        <Reach page={page} person={person} />
      </td>
    </>
  )
}

export function serviceWords({ language }: PlainStaffPage, office: Office, { visit }: Affected): string {
  return servicesByIds(office, visit.serviceIds)
    .map(({ name }) => textOf(name, language))
    .join(language === 'ja' ? '、' : ', ')
}

/** Mail first: whom none reaches has to be called. */
export function Reach({ page: { t }, person }: Pick<Props, 'page' | 'person'>) {
  const text = t.closings.people
  const { hasEmail, phone } = person.booking
  return (
    <>
      {hasEmail && <span class="whole">{text.byMail}</span>}{' '}
      {phone && <span class="whole">{text.byPhone(phone)}</span>}
      {!hasEmail && !phone && <b>{text.unreachable}</b>}
    </>
  )
}
