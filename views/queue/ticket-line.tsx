import type { Instant } from '#src/clock.ts'
import { textOf } from '#src/offices/localized.ts'
import { counterById, type Office } from '#src/offices/office.ts'
import type { Line } from '#src/queue/queue-view.ts'
import type { StaffPage } from '../layout/staff-shell.tsx'
import { languageName } from '../text/language-name.ts'
import { figureTime } from '../text/dates.ts'

/** Whole minutes since an instant; a script keeps the number right between two answers of the server. */
export function MinutesSince({ page, since, now }: { page: StaffPage; since: Instant; now: Instant }) {
  return (
    <span class="since">
      <span data-since={since}>{Math.max(0, Math.floor((now - since) / 60_000))}</span>
      {page.t.queue.minutes}
    </span>
  )
}

/** Booked or not, in time or not, priority, how many, which language: what a clerk sees at a glance. */
export function Marks({ page, office, line }: { page: StaffPage; office: Office; line: Line }) {
  const t = page.t.queue
  return (
    <span class="marks">
      {line.isPriority && <span class="mark mark-strong">{t.priority}</span>}
      {line.appointmentAt === null ? (
        <span class="mark">{t.kind.walk_in}</span>
      ) : (
        <span class="mark mark-booked">{t.bookedAt(figureTime(line.appointmentAt, office.timeZone))}</span>
      )}
      {line.isLate && <span class="mark">{t.late}</span>}
      {line.stage === 2 && <span class="mark mark-strong">{t.collecting}</span>}
      {line.next && (
        <span class="mark">
          {t.after(
            figureTime(line.next.startsAt, office.timeZone),
            counterById(office, line.next.counterId).number,
          )}
        </span>
      )}
      {line.people > 1 && <span class="mark">{t.people(line.people)}</span>}
      {line.language !== 'ja' && <span class="mark">{languageName(line.language, page.language)}</span>}
    </span>
  )
}

export function ServiceNames({ page, line }: { page: StaffPage; line: Line }) {
  return <>{line.services.map(({ name }) => textOf(name, page.language)).join(page.t.listComma)}</>
}
