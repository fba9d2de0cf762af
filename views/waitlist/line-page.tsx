import { dateOf, type Instant } from '#src/clock.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Counter, Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import type { Entry } from '#src/waitlist/entry.ts'
import { IntentKey, Notice } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { figureTime, shortDate } from '../text/dates.ts'
import { hoursText } from './wish-facts.tsx'

export type LineNotice = 'joined' | 'taken' | 'declined' | 'removed' | 'failed'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  counters: readonly Counter[]
  counter: Counter
  line: readonly Entry[]
  notice: LineNotice | null
  intentKey: string
}

/** Who waits at a counter, in the order in which they are offered a place. */
export function LinePage(props: Props) {
  const { page, staff, office, counters, counter, line, notice } = props
  const { t, language } = page
  const text = t.waitlistDesk
  return (
    <StaffShell page={page} staff={staff} title={text.title} styles={['queue.css', 'waitlist.css']} wide>
      <h1>{text.title}</h1>
      {notice && (
        <div role="status">
          <Notice kind={notice === 'failed' ? 'warning' : 'success'}>
            <p>{notice === 'failed' ? text.failed : text.done[notice]}</p>
          </Notice>
        </div>
      )}
      <p>{text.lead}</p>
      {!office.waitlist.isOn && <p>{text.off}</p>}
      <nav aria-label={text.counter}>
        <ul class="waitlist-counters">
          {counters.map(({ id, slug, number, name }) => (
            <li>
              <a href={paths.staffWaitlist(slug)} aria-current={id === counter.id ? 'page' : undefined}>
                {number} {textOf(name, language)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <p>
        {text.enterHint} <a href={paths.staffBooking()}>{text.toBooking}</a>
      </p>
      {line.length === 0 ? <p>{text.none}</p> : <LineTable {...props} />}
    </StaffShell>
  )
}

function LineTable(props: Props) {
  const { page, line } = props
  const { columns, table } = page.t.waitlistDesk
  return (
    <div class="table-frame" role="region" aria-label={table} tabindex={0}>
      <table class="table waitlist-table">
        <thead>
          <tr>
            {(['order', 'state', 'person', 'wish', 'span', 'joined', 'deeds'] as const).map(column => (
              <th scope="col">{columns[column]}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {line.map((entry, index) => (
            <Row {...props} entry={entry} order={index + 1} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ page, office, entry, order, intentKey }: Props & { entry: Entry; order: number }) {
  const { t, language } = page
  const text = t.waitlistDesk
  const { person, services, people, fromDate, toDate, offer, channel } = entry
  const when = (at: Instant) =>
    `${shortDate(dateOf(at, office.timeZone), language)} ${figureTime(at, office.timeZone)}`
  const days =
    fromDate === toDate
      ? shortDate(fromDate, language)
      : t.waitlist.span(shortDate(fromDate, language), shortDate(toDate, language))
  return (
    <tr>
      <th scope="row">{order}</th>
      <td>
        <b>{text.state[entry.state]}</b>
        {offer && <p>{text.offer(when(offer.startsAt), when(offer.until))}</p>}
        {offer && person?.email === null && (
          <p>
            <b class="waitlist-call">{text.call}</b>
          </p>
        )}
        {entry.passed > 0 && <p class="hint">{text.passed(entry.passed)}</p>}
      </td>
      <td>
        {person?.name}
        {person?.email && <p class="waitlist-contact">{person.email}</p>}
        {person?.phone && <p>{person.phone}</p>}
      </td>
      <td>
        {services.map(service => textOf(service.name, language)).join(t.listComma)}
        <p class="hint">{t.slots.peopleCount(people)}</p>
      </td>
      <td>
        <span class="waitlist-days">{days}</span>
        <p class="hint">{hoursText(t, entry)}</p>
      </td>
      <td>
        {when(entry.joinedAt)}
        {channel === 'staff' && <p class="hint">{text.byStaff}</p>}
      </td>
      <td>
        <form method="post" action={paths.waitlistDeed(entry.id, offer ? 'take' : 'removal')}>
          <IntentKey value={`${intentKey}-${entry.id}`} />
          {offer && (
            <>
              <button class="button button-small" aria-label={text.of(text.take, person?.name ?? '')}>
                {text.take}
              </button>
              <button
                class="button button-small button-outline"
                formaction={paths.waitlistDeed(entry.id, 'decline')}
                aria-label={text.of(text.decline, person?.name ?? '')}
              >
                {text.decline}
              </button>
            </>
          )}
          <button
            class="button button-small button-outline"
            formaction={paths.waitlistDeed(entry.id, 'removal')}
            aria-label={text.of(text.remove, person?.name ?? '')}
          >
            {text.remove}
          </button>
        </form>
      </td>
    </tr>
  )
}
