import type { SimpleDeed } from '#src/queue/act.ts'
import type { TicketState } from '#src/queue/ticket.ts'
import type { WindowDeed } from '#src/windows/window.ts'

/**
 * What the queue ought to do, written a second time and in the plainest way: objects in memory, a stack of
 * snapshots for undoing, nothing shared with the sources but names.
 */
type Place = { state: TicketState; stage: 1 | 2; window: number | null }
type Done = { before: Place; windows: Array<number | null> }
export type ModelTicket = Place & {
  number: string
  visit: number
  position: number
  counter: string
  since: number
  arrived: number
  /** The window of each event, in the log's order. */
  windows: Array<number | null>
  deeds: Done[]
  isTakenBack: boolean
}
type ModelWindow = { counter: string; state: 'closed' | 'open' | 'paused' }

type Answer = { says: string; ticket: ModelTicket | null }

const refuse = (says: string): Answer => ({ says, ticket: null })

const acts: Record<SimpleDeed, { from: TicketState[]; to: TicketState; events: number }> = {
  'call-again': { from: ['called', 'no_show'], to: 'called', events: 1 },
  serve: { from: ['called'], to: 'serving', events: 1 },
  park: { from: ['serving'], to: 'parked', events: 1 },
  resume: { from: ['parked'], to: 'serving', events: 1 },
  'hand-in': { from: ['serving'], to: 'handed_in', events: 2 },
  collect: { from: ['handed_in'], to: 'called', events: 1 },
  finish: { from: ['serving'], to: 'served', events: 1 },
  'no-show': { from: ['called'], to: 'no_show', events: 1 },
  left: { from: ['waiting', 'called', 'parked', 'handed_in', 'no_show'], to: 'left', events: 1 },
  void: { from: ['waiting'], to: 'voided', events: 1 },
}

export function openModel(windows: Map<number, ModelWindow>) {
  const tickets: ModelTicket[] = []
  const atWindow = (id: number) => tickets.find(ticket => ticket.window === id)
  let clock = 0

  function enter(ticket: Pick<ModelTicket, 'number' | 'visit' | 'position' | 'counter'>, since: number) {
    const place = { state: 'waiting', stage: 1, window: null } as const
    const rest = { windows: [null], deeds: [], isTakenBack: false }
    const entered: ModelTicket = { ...ticket, ...place, ...rest, since, arrived: tickets.length }
    tickets.push(entered)
    return entered
  }

  function change(ticket: ModelTicket, next: Partial<Place>, at: number | null, events = 1): Answer {
    const { state, stage, window } = ticket
    const windows = Array.from({ length: events }, () => at)
    ticket.deeds.push({ before: { state, stage, window }, windows })
    ticket.windows.push(...windows)
    Object.assign(ticket, { window: null, ...next })
    return { says: ticket.number, ticket }
  }

  const call = (ticket: ModelTicket, window: number, stage = ticket.stage) =>
    change(ticket, { state: 'called', window, stage }, window)

  /** What stands in the way at a window; null when it is free, or freed by ending a forgotten service. */
  function inTheWay(
    window: number,
    endsCurrent: boolean,
  ): { refusal: Answer | null; ending: ModelTicket | null } {
    if (windows.get(window)?.state !== 'open') return { refusal: refuse('window_closed'), ending: null }
    const current = atWindow(window)
    if (!current) return { refusal: null, ending: null }
    return endsCurrent && current.state === 'serving'
      ? { refusal: null, ending: current }
      : { refusal: refuse('window_busy'), ending: null }
  }

  return {
    tickets,
    windows,
    tick: () => (clock += 1),
    issue: (counter: string, number: string) =>
      enter({ number, visit: tickets.length, position: 0, counter }, clock),
    callNext(window: number, endsCurrent: boolean): Answer {
      const { refusal, ending } = inTheWay(window, endsCurrent)
      if (refusal) return refusal
      const counter = windows.get(window)?.counter
      const [next] = tickets
        .filter(ticket => ticket.counter === counter && ticket.state === 'waiting')
        .toSorted((a, b) => a.since - b.since || a.arrived - b.arrived)
      if (!next) return refuse('queue_empty')
      if (ending) change(ending, { state: 'served' }, window)
      return call(next, window)
    },
    callTicket(window: number, ticket: ModelTicket): Answer {
      const { refusal } = inTheWay(window, false)
      if (refusal) return refusal
      if (ticket.counter !== windows.get(window)?.counter) return refuse('not_found')
      if (ticket.state === 'waiting' || ticket.state === 'no_show') return call(ticket, window)
      if (ticket.state === 'handed_in') return call(ticket, window, 2)
      return refuse(ticket.window !== null && ticket.window !== window ? 'taken' : 'not_possible')
    },
    act(deed: SimpleDeed, ticket: ModelTicket, windowAsked: number | undefined): Answer {
      const { from, to, events } = acts[deed]
      const isCollected = deed === 'finish' && ticket.stage === 2
      const isPossible = isCollected
        ? ticket.state === 'called' || ticket.state === 'serving'
        : from.includes(ticket.state) && !(deed === 'hand-in' && ticket.stage === 2)
      if (!isPossible) return refuse('not_possible')

      const goesToWindow = ['call-again', 'resume', 'collect'].includes(deed)
      if (goesToWindow && ticket.window === null) {
        const window = windowAsked ?? ticket.windows.findLast(id => id !== null) ?? 0
        if (windows.get(window)?.state !== 'open' || windows.get(window)?.counter !== ticket.counter)
          return refuse('window_closed')
        if (atWindow(window)) return refuse('window_busy')
        return change(ticket, { state: to, window, ...(deed === 'collect' && { stage: 2 }) }, window)
      }
      const stays = to === 'called' || to === 'serving'
      const isBackInOffice = deed === 'no-show' && ticket.stage === 2
      const next = {
        state: isBackInOffice ? ('handed_in' as const) : to,
        window: stays ? ticket.window : null,
      }
      return change(ticket, { ...next, ...(deed === 'no-show' && { stage: 1 }) }, ticket.window, events)
    },
    transfer(ticket: ModelTicket, to: string, keepsPlace: boolean): Answer {
      if (ticket.counter === to) return refuse('same_counter')
      if (!['called', 'serving', 'parked'].includes(ticket.state)) return refuse('not_possible')
      change(ticket, { state: 'transferred' }, ticket.window)
      const { number, visit } = ticket
      const position = tickets.filter(other => other.visit === visit).length
      const next = enter({ number, visit, position, counter: to }, keepsPlace ? ticket.since : clock)
      return { says: number, ticket: next }
    },
    undo(ticket: ModelTicket): Answer {
      const last = ticket.deeds.at(-1)
      if (!last) return refuse('nothing_to_undo')
      if (ticket.isTakenBack) return refuse('moved_on')
      const onward = tickets.find(
        ({ visit, position, state }) =>
          visit === ticket.visit && position > ticket.position && state !== 'voided',
      )
      if (ticket.state === 'transferred' && onward?.state !== 'waiting') return refuse('moved_on')
      const { before } = last
      if (before.window !== null && before.window !== ticket.window && atWindow(before.window))
        return refuse('window_busy')
      if (
        before.window !== null &&
        before.window !== ticket.window &&
        windows.get(before.window)?.state !== 'open'
      )
        return refuse('window_closed')
      if (ticket.state === 'transferred' && onward) {
        change(onward, { state: 'voided' }, null)
        onward.isTakenBack = true
      }
      ticket.deeds.pop()
      ticket.windows.push(...last.windows)
      Object.assign(ticket, before)
      return { says: ticket.number, ticket }
    },
    move(window: number, deed: WindowDeed): string {
      const known = windows.get(window)
      const from = {
        open: ['closed', 'open'],
        close: ['open', 'paused'],
        pause: ['open'],
        continue: ['paused'],
      }
      if (!known || !from[deed].includes(known.state)) return 'not_possible'
      if ((deed === 'close' || deed === 'pause') && atWindow(window)) return 'window_busy'
      known.state = ({ open: 'open', close: 'closed', pause: 'paused', continue: 'open' } as const)[deed]
      return 'ok'
    },
  }
}
