import type { Office } from '#src/offices/office.ts'
import { textOf } from '#src/offices/localized.ts'
import { paths } from '#src/paths.ts'
import type { CounterNow } from '#src/queue/counters-now.ts'
import type { AlarmShown } from '#src/queue/queue-view.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { figureTime } from '../text/dates.ts'
import { Alarms } from './alarms.tsx'
import { LiveStatus } from './live-status.tsx'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  counters: readonly CounterNow[]
  alarms: readonly AlarmShown[]
  now: number
}

/** All counters at this moment, for whoever has to see where help is needed. */
export function LivePage({ page, staff, office, counters, alarms, now }: Props) {
  const t = page.t.queue
  const slugs = counters.map(({ counter }) => counter.slug)
  const sum = (of: (row: CounterNow) => number) => counters.reduce((total, row) => total + of(row), 0)
  return (
    <StaffShell page={page} staff={staff} title={t.liveTitle} script="window.js" styles={['queue.css']} wide>
      <div
        data-live
        data-live-zone={office.timeZone}
        data-now={now}
        data-live-stream={paths.staffLiveStream(slugs)}
        data-live-poll={paths.staffLiveState(slugs)}
        data-live-spread="1000"
      >
        <Alarms page={page} staff={staff} office={office} alarms={alarms} canEnd />
        <h1>{t.liveTitle}</h1>
        <div
          class="table-frame"
          tabindex={0}
          role="region"
          aria-label={t.liveTitle}
          data-live-part="counters"
        >
          <table class="table table-live">
            <thead>
              <tr>
                {(
                  [
                    'counter',
                    'waiting',
                    'longest',
                    'open',
                    'atWindows',
                    'collecting',
                    'served',
                    'left',
                    'median',
                    'bookings',
                  ] as const
                ).map(column => (
                  <th scope="col">{t.columns[column]}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {counters.map(row => (
                <tr class={row.waiting > 0 && row.windowsOpen === 0 ? 'row-alert' : ''}>
                  <th scope="row">
                    <a href={paths.staffCounter(row.counter.slug)}>
                      {textOf(row.counter.name, page.language)}
                    </a>
                  </th>
                  <td>{row.waiting}</td>
                  <td>{row.longestMinutes === null ? '―' : row.longestMinutes + t.minutes}</td>
                  <td>{t.ofWindows(row.windowsOpen, row.counter.windows)}</td>
                  <td>{row.atWindows}</td>
                  <td>{row.collecting}</td>
                  <td>{row.served}</td>
                  <td>{row.left}</td>
                  <td>
                    {row.medianWaitMinutes === null ? (
                      <span class="hint">{t.tooFew}</span>
                    ) : (
                      row.medianWaitMinutes.toFixed(0) + t.minutes
                    )}
                  </td>
                  <td>{row.bookingsAhead}</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{t.total}</th>
                <td>{sum(row => row.waiting)}</td>
                <td>―</td>
                <td>
                  {t.ofWindows(
                    sum(row => row.windowsOpen),
                    sum(row => row.counter.windows),
                  )}
                </td>
                <td>{sum(row => row.atWindows)}</td>
                <td>{sum(row => row.collecting)}</td>
                <td>{sum(row => row.served)}</td>
                <td>{sum(row => row.left)}</td>
                <td>―</td>
                <td>{sum(row => row.bookingsAhead)}</td>
              </tr>
            </tfoot>
          </table>
        </div>
        <LiveStatus page={page} time={figureTime(now, office.timeZone)} />
      </div>
    </StaffShell>
  )
}
