import type { TicketView } from '#src/arrival/ticket-view.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { TicketSurvey } from '#src/survey/ticket-survey.ts'
import { DocumentLists, mergedDocuments } from '../components/documents.tsx'
import { type Page, Shell } from '../layout/shell.tsx'
import { TicketSurveyPart } from '../survey/ticket-survey.tsx'
import { figureTime } from '../text/dates.ts'
import { TicketState, ticketTitle } from './ticket-state.tsx'

type Props = {
  page: Page
  office: Office
  token: string
  view: TicketView
  survey: TicketSurvey | null
}

/** The page of somebody who waits, on their own phone: it follows the queue by itself. */
export function TicketPage({ page, office, token, view, survey }: Props) {
  const { t } = page
  const words = t.arrival.ticket
  const counters = [view.counter.slug]
  const live = {
    'data-live': '',
    'data-live-stream': paths.liveStream(office.slug, counters),
    'data-live-poll': paths.liveState(office.slug, counters),
    'data-live-zone': office.timeZone,
    'data-live-spread': '500',
  }
  return (
    <Shell
      page={page}
      title={ticketTitle(t, view)}
      styles={['arrival.css', 'survey.css']}
      {...(!view.isOver && { script: 'ticket.js' })}
    >
      <h1 class="hidden">{words.title}</h1>
      <div {...(!view.isOver && live)}>
        <div class="notice notice-warning" role="status" data-live-stale hidden>
          <p>
            {words.stale} <span data-live-since />
          </p>
        </div>
        <div role="status">
          <TicketState page={page} view={view} />
        </div>
        {!view.isOver && (
          <p class="hint ticket-time" data-live-part="time">
            {words.updated(figureTime(view.now, office.timeZone))}
          </p>
        )}
        <div data-live-part="more">
          <More page={page} office={office} token={token} view={view} survey={survey} />
        </div>
      </div>
    </Shell>
  )
}

/** How they are told that their turn is near besides this page, or where to ask for it. */
function Notice({ page, office, token, view }: Omit<Props, 'survey'>) {
  const words = page.t.arrival.ticket
  const { notice } = view
  const href = paths.nearTurn(office.slug, token)
  if (notice === 'none') return null
  if (notice === 'line') return <p class="ticket-notice">{words.lineTells}</p>
  if (notice === 'possible')
    return (
      <p class="ticket-notice">
        <a class="button button-outline" href={href}>
          {words.mail}
        </a>
      </p>
    )
  return (
    <p class="ticket-notice">
      {words.mailAsked} {notice === 'booked' ? words.mailBooked : <a href={href}>{words.mailStop}</a>}
    </p>
  )
}

function More({ page, office, token, view, survey }: Props) {
  const { t, language } = page
  const words = t.arrival.ticket
  const { ticket, services, isOver, canLeave } = view
  const documents = mergedDocuments(services)
  const isComing = ticket.state === 'waiting' || ticket.state === 'parked'
  const isLive = !isOver && (isComing || ['called', 'serving', 'handed_in'].includes(ticket.state))
  return (
    <>
      {survey && <TicketSurveyPart page={page} office={office} token={token} survey={survey} />}
      {ticket.state === 'served' && (
        <p class="end">
          <a class="button button-outline" href={paths.opinions(office.slug, view.counter.slug)}>
            {t.opinions.afterVisit}
          </a>
        </p>
      )}
      <Notice page={page} office={office} token={token} view={view} />
      {isLive && (
        <>
          <p class="ticket-sound" data-sound-place hidden>
            <button type="button" class="button button-outline" aria-pressed="false" data-sound>
              {words.sound}
            </button>
            <span class="hint">{words.soundHint}</span>
          </p>
          <noscript>
            <p>
              {words.noScript} <a href={paths.ticket(office.slug, token)}>{words.reload}</a>
            </p>
          </noscript>
        </>
      )}
      {view.route.length > 0 && <Route page={page} office={office} view={view} />}
      {isComing && !isOver && documents.length > 0 && (
        <>
          <h2>{words.bring}</h2>
          <DocumentLists t={t} language={language} documents={documents} />
        </>
      )}
      {canLeave && (
        <p class="end">
          <a class="button button-danger" href={paths.leave(office.slug, token)}>
            {words.leave}
          </a>
        </p>
      )}
    </>
  )
}

/** The counters of this visit in their order, with where it is by now. */
function Route({ page, office, view }: Pick<Props, 'page' | 'office' | 'view'>) {
  const { t, language } = page
  return (
    <section>
      <h2>{t.legs.route}</h2>
      <ol class="legs">
        {view.route.map(({ counter, startsAt, state }) => (
          <li {...(state === 'here' && { 'aria-current': 'step' as const })}>
            <b class="leg-time">{figureTime(startsAt, office.timeZone)}</b>
            <div>
              <span class="whole">
                {t.arrival.floor(counter.floor)} {t.home.counterNumber(counter.number)}{' '}
                {textOf(counter.publicName, language)}
              </span>{' '}
              <span class={state === 'here' ? 'chip' : 'hint'}>{t.legs[state]}</span>
            </div>
          </li>
        ))}
      </ol>
      {!view.isOver && (
        <p class="hint">
          {t.legs.lead} {t.legs.late}
        </p>
      )}
    </section>
  )
}
