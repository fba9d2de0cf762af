import type { TicketView } from '#src/arrival/ticket-view.ts'
import { textOf } from '#src/offices/localized.ts'
import type { ResidentTexts } from '../text/index.ts'
import type { Page } from '../layout/shell.tsx'

type Props = { page: Page; view: TicketView }

/** A transferred ticket is never the newest one: its number has gone on. */
type State = Exclude<TicketView['ticket']['state'], 'transferred'>

function stateOf({ ticket }: TicketView): State {
  return ticket.state === 'transferred' ? 'waiting' : ticket.state
}

/** What the tab says: the one thing to know when the page is not in front. */
export function ticketTitle(t: ResidentTexts, view: TicketView): string {
  const { number } = view.ticket
  const words = t.arrival.ticket
  if (view.isNear) return `${number} ${words.near}`
  const isCalled = stateOf(view) === 'called' && view.window && !view.isOver
  return `${number} ${isCalled ? words.titleCalled(view.window ?? '') : words.title}`
}

/** Number, counter and state: the part of the page that changes by itself. */
export function TicketState({ page, view }: Props) {
  const { t, language } = page
  const { ticket, counter, isOver } = view
  const state = stateOf(view)
  return (
    <div
      class={`ticket ticket-${isOver ? 'over' : state}`}
      data-live-part="state"
      data-state={isOver ? 'over' : state}
      data-call={ticket.calls}
      data-near={view.isNear ? '' : undefined}
      data-counter={counter.slug}
      data-title={ticketTitle(t, view)}
    >
      <p class="ticket-number">
        <span class="ticket-label">{t.arrival.ticket.number}</span> <b>{ticket.number}</b>
      </p>
      <p class="ticket-counter">
        {t.arrival.floor(counter.floor)} {t.home.counterNumber(counter.number)}{' '}
        <span class="whole">{textOf(counter.publicName, language)}</span>
      </p>
      <div class="ticket-words">
        <Words page={page} view={view} />
      </div>
    </div>
  )
}

function Words({ page, view }: { page: Page; view: TicketView }) {
  const t = page.t.arrival.ticket
  const { ticket, window, isOver } = view
  if (isOver && ticket.state !== 'served') return <Lines title={t.over} text={t.overText} />
  const state = stateOf(view)
  if (state === 'waiting') return <Waiting page={page} view={view} />
  if (state === 'called')
    return (
      <>
        {ticket.stage === 2 && <p>{t.collect}</p>}
        <p class="ticket-come">{t.come(window ?? '')}</p>
      </>
    )
  return <Lines title={t.state[state]} text={state === 'serving' ? t.at(window ?? '') : t.next[state]} />
}

function Lines({ title, text }: { title: string; text: string }) {
  return (
    <>
      <p class="ticket-title">{title}</p>
      <p>{text}</p>
    </>
  )
}

function Waiting({ page, view }: { page: Page; view: TicketView }) {
  const t = page.t.arrival.ticket
  const { ahead, estimate, isNear, hasComeOn } = view
  return (
    <>
      {hasComeOn && <p>{t.movedOn}</p>}
      {isNear && (
        <p class="ticket-near">
          <b>{t.near}</b> <span>{t.nearText}</span>
        </p>
      )}
      <p class="ticket-title">{ahead > 0 ? t.ahead(ahead) : t.youAreNext}</p>
      {ahead > 0 && <p>{t.place(ahead + 1)}</p>}
      {estimate && (
        <p>
          <b>{t.estimate(estimate.fromMinutes, estimate.toMinutes)}</b>
          <span class="hint ticket-hint">{t.estimateNote}</span>
        </p>
      )}
      <p class="hint">{t.orderNote}</p>
    </>
  )
}
