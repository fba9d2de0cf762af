import { type Counter, counterById, type Office, servicesByIds } from '#src/offices/office.ts'
import { textOf } from '#src/offices/localized.ts'
import { paths } from '#src/paths.ts'
import type { Line, QueueShown } from '#src/queue/queue-view.ts'
import type { DueBooking } from '#src/day-list/queries.ts'
import { seesNames, type StaffMember } from '#src/staff/staff-member.ts'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { figureTime } from '../text/dates.ts'
import { Alarms } from './alarms.tsx'
import { LiveStatus } from './live-status.tsx'
import { Marks, MinutesSince, ServiceNames } from './ticket-line.tsx'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  counter: Counter
  view: QueueShown
  /** Whether this person may work at the windows. */
  canServe: boolean
}

/** A counter's day: its windows, the queue in the order of calling, and the list of bookings. */
export function CounterPage(props: Props) {
  const { page, staff, office, counter, view, canServe } = props
  const t = page.t.queue
  const name = textOf(counter.name, page.language)
  return (
    <StaffShell
      page={page}
      staff={staff}
      title={t.counterTitle(name)}
      script="window.js"
      styles={['queue.css']}
      wide
    >
      <div
        data-live
        data-live-zone={office.timeZone}
        data-live-versions={`${counter.slug}:${view.version}`}
        data-now={view.now}
        data-live-stream={paths.staffLiveStream([counter.slug])}
        data-live-poll={paths.staffLiveState([counter.slug])}
      >
        <Alarms page={page} staff={staff} office={office} alarms={view.alarms} canEnd={canServe} />
        <h1>{t.counterTitle(name)}</h1>
        <section data-live-part="windows">
          <h2>{t.windowsTitle}</h2>
          <ul class="window-cards">
            {view.windows.map(window => (
              <li class={`window-card window-card-${window.state}`}>
                <h3>{t.windowTitle(window.label)}</h3>
                <p>
                  <span class={`chip chip-window-${window.state}`}>{t.windowState[window.state]}</span>
                </p>
                <p class="window-card-number">
                  {window.line ? (
                    <>
                      <b>{window.line.number}</b> {t.state[window.line.state]}
                    </>
                  ) : (
                    '―'
                  )}
                </p>
                {canServe && (
                  <a class="button button-small button-outline" href={paths.staffWindow(window.id)}>
                    {t.toWindow}
                    <span class="hidden"> {window.label}</span>
                  </a>
                )}
              </li>
            ))}
          </ul>
        </section>
        <div data-live-part="queue">
          <Table {...props} title={t.waitingTitle} lines={view.waiting} />
          {view.handedIn.length > 0 && <Table {...props} title={t.handedInTitle} lines={view.handedIn} />}
          {view.parked.length > 0 && <Table {...props} title={t.parkedTitle} lines={view.parked} />}
          {view.absent.length > 0 && <Table {...props} title={t.absentTitle} lines={view.absent} />}
        </div>
        <div data-live-part="bookings">
          <Bookings {...props} />
        </div>
        <div data-live-part="ended">
          {view.ended.length > 0 && <Table {...props} title={t.endedTitle} lines={view.ended} />}
        </div>
        <LiveStatus page={page} time={figureTime(view.now, office.timeZone)} />
      </div>
    </StaffShell>
  )
}

function Table({ page, office, view, title, lines }: Props & { title: string; lines: readonly Line[] }) {
  const t = page.t.queue
  return (
    <section>
      <h2>
        {title} <span class="count">{lines.length}</span>
      </h2>
      {lines.length === 0 ? (
        <p class="hint">{t.none}</p>
      ) : (
        <div class="table-frame" tabindex={0} role="region" aria-label={title}>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{t.columns.number}</th>
                <th scope="col">{t.columns.kind}</th>
                <th scope="col">{t.columns.services}</th>
                <th scope="col">{t.arrived}</th>
                <th scope="col">{t.columns.waited}</th>
                <th scope="col">{t.columns.state}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map(line => (
                <tr>
                  <th scope="row">{line.number}</th>
                  <td>
                    <Marks page={page} office={office} line={line} />
                  </td>
                  <td>
                    <ServiceNames page={page} line={line} />
                  </td>
                  <td>{figureTime(line.checkedInAt, office.timeZone)}</td>
                  <td>
                    {line.firstCalledAt === null && line.endedAt === null ? (
                      <MinutesSince page={page} since={line.checkedInAt} now={view.now} />
                    ) : (
                      waitedMinutes(line) + t.minutes
                    )}
                  </td>
                  <td>{t.state[line.state]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function waitedMinutes({ firstCalledAt, endedAt, checkedInAt }: Line): number {
  return Math.floor(((firstCalledAt ?? endedAt ?? checkedInAt) - checkedInAt) / 60_000)
}

function Bookings({ page, staff, office, view }: Props) {
  const { language } = page
  const t = page.t.queue
  const isMissed = ({ startsAt, ticketState }: DueBooking) =>
    ticketState === null && startsAt + office.rules.noShowAfterMinutes * 60_000 <= view.now
  return (
    <section>
      <h2>
        {t.bookingsTitle} <span class="count">{view.bookings.length}</span>
      </h2>
      {view.bookings.length === 0 ? (
        <p class="hint">{t.noBookings}</p>
      ) : (
        <div class="table-frame" tabindex={0} role="region" aria-label={t.bookingsTitle}>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{t.columns.time}</th>
                {seesNames(staff) && <th scope="col">{t.columns.who}</th>}
                <th scope="col">{t.columns.services}</th>
                <th scope="col">{t.columns.state}</th>
              </tr>
            </thead>
            <tbody>
              {view.bookings.map(booking => (
                <tr>
                  <th scope="row">{figureTime(booking.startsAt, office.timeZone)}</th>
                  {seesNames(staff) && <td>{booking.name}</td>}
                  <td>
                    {servicesByIds(office, booking.services)
                      .map(service => textOf(service.name, language))
                      .join(page.t.listComma)}
                  </td>
                  <td>
                    {booking.places > 1 && (
                      <span class="mark">{t.placeOf(booking.place, booking.places)}</span>
                    )}{' '}
                    {booking.elsewhere
                      ? elsewhereText(page, office, booking.elsewhere)
                      : booking.ticketState
                        ? `${booking.ticketNumber} ${t.state[booking.ticketState]}`
                        : isMissed(booking)
                          ? t.missed
                          : t.notArrived}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

/** Where a visit is that comes to this counter later. */
function elsewhereText(
  { t }: StaffPage,
  office: Office,
  { number, counterId, state }: NonNullable<DueBooking['elsewhere']>,
): string {
  return t.queue.elsewhere(number, counterById(office, counterId).number, t.queue.state[state])
}
