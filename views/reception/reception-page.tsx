import type { Instant } from '#src/clock.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Counter, Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { type DayBooking, isAwaited } from '#src/reception/day-booking.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { Notice } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { LiveStatus } from '../queue/live-status.tsx'
import { figureTime } from '../text/dates.ts'
import { BookingsByTime } from './booking-rows.tsx'
import { SearchBox } from './search-box.tsx'

export type ReceptionView = {
  office: Office
  /** Those whose people this person receives. */
  counters: readonly Counter[]
  /** Only of this one. */
  counter: Counter | null
  isAwaitedOnly: boolean
  bookings: readonly DayBooking[]
  versions: string
  now: Instant
}

type Props = {
  page: StaffPage
  staff: StaffMember
  view: ReceptionView
  /** Why somebody could not be checked in. */
  refusal?: string | null
}

/** One page for the entrance: find somebody, check them in, give a ticket, book for them. */
export function ReceptionPage({ page, staff, view, refusal }: Props) {
  const t = page.t.reception
  const { office, counters, now } = view
  // No counter named means all of them.
  const slugs = counters.length === office.counters.length ? [] : counters.map(({ slug }) => slug)
  return (
    <StaffShell
      page={page}
      staff={staff}
      title={t.title}
      hasError={Boolean(refusal)}
      script={refusal ? 'page.js' : 'live-page.js'}
      styles={['reception.css']}
      wide
    >
      {refusal && (
        <div class="notice notice-error" role="alert" tabindex={-1} data-error-summary>
          <h2 class="notice-title">{t.refused}</h2>
          <p>{refusal}</p>
        </div>
      )}
      <div
        data-live
        data-live-stream={paths.staffLiveStream(slugs)}
        data-live-poll={paths.staffLiveState(slugs)}
        data-live-versions={view.versions}
        data-live-zone={office.timeZone}
      >
        <div class="reception-head">
          <h1>{t.title}</h1>
          <LiveStatus page={page} time={figureTime(now, office.timeZone)} />
        </div>
        <div class="reception-doors">
          <SearchBox page={page} typed="" />
          <p class="reception-ways">
            <a class="button" href={paths.walkIn(view.counter?.slug)}>
              {t.walkIn}
            </a>
            <a class="button button-outline" href={paths.staffBooking()}>
              {t.bookFor}
            </a>
            <a class="button button-outline" href={paths.staffWaitlist(view.counter?.slug)}>
              {page.t.waitlistDesk.title}
            </a>
          </p>
        </div>
        <h2>{t.today}</h2>
        <Filter page={page} view={view} />
        <div data-live-part="bookings">
          <Today page={page} view={view} />
        </div>
      </div>
    </StaffShell>
  )
}

function Filter({ page, view }: { page: StaffPage; view: ReceptionView }) {
  const t = page.t.reception
  return (
    <form method="get" action={paths.staffReception()} class="reception-filter">
      {view.counters.length > 1 && (
        <p>
          <label for="counter" class="label">
            {t.counter}
          </label>
          <select id="counter" name="counter" class="input">
            <option value="">{t.allCounters}</option>
            {view.counters.map(({ id, slug, number, name }) => (
              <option value={slug} selected={view.counter?.id === id}>
                {number} {textOf(name, page.language)}
              </option>
            ))}
          </select>
        </p>
      )}
      <label class="choice">
        <input type="checkbox" name="show" value="awaited" checked={view.isAwaitedOnly} />
        <span>{t.awaitedOnly}</span>
      </label>
      <button class="button button-small button-outline">{t.filter}</button>
    </form>
  )
}

/** Times longer ago than this are folded away, so that those to come are at hand. */
const foldedAfter = 60 * 60_000

function Today({ page, view }: { page: StaffPage; view: ReceptionView }) {
  const t = page.t.reception
  const { office, bookings, isAwaitedOnly, now } = view
  const shown = isAwaitedOnly ? bookings.filter(isAwaited) : bookings
  const earlier = shown.filter(({ startsAt }) => startsAt < now - foldedAfter)
  const last = earlier.at(-1)
  if (bookings.length === 0)
    return (
      <Notice kind="info">
        <p>{t.none}</p>
      </Notice>
    )
  return (
    <>
      <p class="hint">{t.count(bookings.length, bookings.filter(isAwaited).length)}</p>
      {shown.length === 0 && <p>{t.noneLeft}</p>}
      {last && (
        <details class="earlier">
          <summary>{t.earlier(figureTime(last.startsAt, office.timeZone), earlier.length)}</summary>
          <BookingsByTime page={page} office={office} bookings={earlier} />
        </details>
      )}
      <BookingsByTime page={page} office={office} bookings={shown.slice(earlier.length)} />
    </>
  )
}
