import { displayReceipt, displayReference } from '#src/access/token.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { Found } from '#src/retention/held.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { longDate, longDateTime } from '../text/dates.ts'
import { daysOf } from './held-document.tsx'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  found: Found
}

/** What may be somebody's: which of it is theirs is for the reader to say. */
export function FoundPage(props: Props) {
  const { page, staff, office, found } = props
  const { t } = page
  const text = t.retention.found
  const isNothing = Object.values(found).every(rows => rows.length === 0)
  return (
    <StaffShell {...{ page, staff, title: text.title }} styles={['queue.css', 'retention.css']} wide>
      <BackLink href={paths.personalData(office.slug)}>{text.again}</BackLink>
      <h1>{text.title}</h1>
      {isNothing && (
        <>
          <p>
            <b>{text.none}</b>
          </p>
          <p>{text.noneText}</p>
        </>
      )}
      {!isNothing && (
        <form method="post" action={paths.personalDataHeld()}>
          <input type="hidden" name="office" value={office.slug} />
          <p>{text.lead}</p>
          <Rows {...props} />
          <p class="actions">
            <button class="button">{text.show}</button>
          </p>
        </form>
      )}
    </StaffShell>
  )
}

function Rows({ page, office, found }: Props) {
  const { t, language } = page
  const text = t.retention.found
  const counterName = (id: number | null) => {
    const counter = office.counters.find(candidate => candidate.id === id)
    return counter ? textOf(counter.name, language) : t.opinions.wholeOffice
  }
  const rows = [
    ...found.bookings.map(booking => ({
      ...{ field: 'bookings', value: booking.appointmentId },
      what: t.retention.held.booking(displayReference(booking.reference)),
      name: booking.name ?? text.erased,
      date: longDateTime(booking.startsAt, office.timeZone, language),
      counter: counterName(booking.counterId),
    })),
    ...found.opinions.map(opinion => ({
      ...{ field: 'opinions', value: opinion.opinionId },
      what: t.retention.held.opinion(displayReceipt(opinion.receipt)),
      name: opinion.name ?? text.unnamed,
      date: longDate(opinion.receivedDate, language),
      counter: counterName(opinion.counterId),
    })),
    ...found.waits.map(wait => ({
      ...{ field: 'waits', value: wait.entryId },
      what: t.retention.held.wait,
      name: wait.name ?? text.erased,
      date: daysOf(wait, language),
      counter: counterName(wait.counterId),
    })),
    ...found.lineUsers.map(user => ({
      ...{ field: 'lineUsers', value: user.lineUserId },
      what: t.retention.held.lineUser,
      name: <span class="held-key">{user.userKey}</span>,
      date: t.retention.held.lastSeen(longDateTime(user.seenAt, office.timeZone, language)),
      counter: t.opinions.wholeOffice,
    })),
  ]
  const { name, date, counter } = t.retention.held
  return (
    <div class="table-frame" tabindex={0} role="region" aria-label={text.title}>
      <table class="table found-table">
        <thead>
          <tr>
            <th scope="col">{text.chosen}</th>
            <th scope="col">{name}</th>
            <th scope="col">{date}</th>
            <th scope="col">{counter}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr>
              <th scope="row" aria-label={row.what}>
                <label class="choice" for={`found-${index + 1}`}>
                  <input
                    id={`found-${index + 1}`}
                    type="checkbox"
                    name={row.field}
                    value={row.value}
                    checked
                  />
                  <span>{row.what}</span>
                </label>
              </th>
              <td>{row.name}</td>
              <td>{row.date}</td>
              <td>{row.counter}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
