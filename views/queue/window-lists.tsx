import type { Child } from 'hono/jsx'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { Line, QueueView } from '#src/queue/queue-view.ts'
import type { StaffPage } from '../layout/staff-shell.tsx'
import { figureTime } from '../text/dates.ts'
import { DeedButton } from './deed-button.tsx'
import { Marks, MinutesSince, ServiceNames } from './ticket-line.tsx'

type Props = { page: StaffPage; office: Office; window: QueueView['windows'][number]; view: QueueView }

/** Everybody in the counter's queue, with what this window can do for each. */
export function WindowLists({ page, office, window, view }: Props) {
  const t = page.t.queue
  const isFree = window.state === 'open' && !window.line
  const list = (title: string, lines: readonly Line[], deeds: string[], since: (line: Line) => number) => (
    <Lines title={title} lines={lines}>
      {lines.map(line => (
        <li class="line">
          <b class="line-number">{line.number}</b>
          <span class="line-facts">
            <Marks page={page} office={office} line={line} />
            <span class="line-services">
              <ServiceNames page={page} line={line} />
            </span>
          </span>
          <MinutesSince page={page} since={since(line)} now={view.now} />
          <form method="post" class="line-deeds">
            <input type="hidden" name="seen" value={line.sequence} />
            {deeds
              .filter(deed => isFree || deed === 'left')
              .map(deed => (
                <DeedButton action={paths.ticketDeed(window.id, line.id, deed)} kind="quiet">
                  {t.deed[deed as 'call' | 'resume' | 'collect' | 'left']}
                  <span class="hidden"> {line.number}</span>
                </DeedButton>
              ))}
          </form>
        </li>
      ))}
    </Lines>
  )
  return (
    <>
      {list(t.waitingTitle, view.waiting, ['call', 'left'], line => line.checkedInAt)}
      {view.handedIn.length > 0 && list(t.handedInTitle, view.handedIn, ['collect', 'left'], sinceMoved)}
      {view.parked.length > 0 && list(t.parkedTitle, view.parked, ['resume', 'left'], sinceMoved)}
      {view.absent.length > 0 && list(t.absentTitle, view.absent, ['call', 'left'], sinceMoved)}
      <details class="fold">
        <summary>
          {t.bookingsTitle} ({view.bookings.filter(({ ticketState }) => ticketState === null).length})
        </summary>
        <ul class="plain">
          {view.bookings.map(({ startsAt, name, ticketNumber, elsewhere }) => (
            <li>
              {figureTime(startsAt, office.timeZone)} {name}{' '}
              {ticketNumber ?? elsewhere?.number ?? t.notArrived}
            </li>
          ))}
        </ul>
      </details>
    </>
  )

  function Lines({ title, lines, children }: { title: string; lines: readonly Line[]; children?: Child }) {
    return (
      <section class="lines">
        <h2>
          {title} <span class="count">{lines.length}</span>
        </h2>
        {lines.length === 0 ? <p class="hint">{t.none}</p> : <ol class="plain">{children}</ol>}
      </section>
    )
  }
}

/** The last call or the end of the last call's service: since when somebody waits again. */
function sinceMoved(line: Line): number {
  return line.endedAt ?? line.lastCalledAt ?? line.checkedInAt
}
