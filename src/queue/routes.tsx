import { Hono } from 'hono'
import { CounterPage } from '#views/queue/counter-page.tsx'
import { LivePage } from '#views/queue/live-page.tsx'
import { TransferPage } from '#views/queue/transfer-page.tsx'
import { WindowPage } from '#views/queue/window-page.tsx'
import type { QueueRefusal } from '#views/text/queue-ja.ts'
import { noteShownList } from '../audit/note-shown.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { type Form, readForm } from '../http/forms.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import type { Intent } from '../intents/once.ts'
import { counterById, type Office } from '../offices/office.ts'
import { paths } from '../paths.ts'
import { seesNames, worksAt } from '../staff/staff-member.ts'
import { windowDeeds, type Window, type WindowDeed } from '../windows/window.ts'
import { findWindow } from '../windows/queries.ts'
import { act, type SimpleDeed, simpleDeeds } from './act.ts'
import { actorOf } from './actor.ts'
import { callNext, callTicket, inLine } from './call.ts'
import { counterNow } from './counters-now.ts'
import { businessDate } from './day.ts'
import { parseId, parseOutcome, parsePause, seenOf } from './form.ts'
import { moveWindow, soundAlarm } from './move-window.ts'
import { findTicket } from './ticket-queries.ts'
import { alarmsShown, queueShown, type QueueView, shownAppointments, undoableAt } from './queue-view.ts'
import type { Ticket } from './ticket.ts'
import { transfer } from './transfer.ts'
import { undo } from './undo.ts'

type Outcome = { ok: true } | { ok: false; reason: QueueRefusal }
type At = { office: Office; window: Window }

/** The pages of counter staff: a window, a counter's queue, all counters at once. */
export function queueRoutes(deps: Deps, assets: Assets) {
  return new Hono<Env>()
    .get('/windows/:window', c => atWindow(c, at => windowPage(c, at)))
    .post('/windows/:window/:deed', c =>
      atWindow(c, async at => {
        const form = await readForm(c)
        const outcome = await windowDeed(c, at, c.req.param('deed'), form)
        return outcome === null ? c.notFound() : answer(c, at, outcome)
      }),
    )
    .get('/windows/:window/tickets/:ticket/transfer', c =>
      atWindow(c, at => withTicket(c, at, ticket => transferPage(c, at, ticket))),
    )
    .post('/windows/:window/tickets/:ticket/:deed', c =>
      atWindow(c, at =>
        withTicket(c, at, async ticket => {
          const form = await readForm(c)
          const deed = c.req.param('deed')
          if (deed === 'transfer') return sendOn(c, at, ticket, form)
          const outcome = await ticketDeed(c, at, ticket, deed, form)
          return outcome === null ? c.notFound() : answer(c, at, outcome)
        }),
      ),
    )
    .get('/counters/:counter', async c => {
      const { office, staff } = c.var
      const counter = office?.counters.find(({ slug }) => slug === c.req.param('counter'))
      if (!counter || !worksAt(staff, { officeId: office.id, counterId: counter.id })) return c.notFound()
      const now = deps.clock.now()
      const view = await deps.store.read(db =>
        queueShown(db, office, counter.id, { now, withNames: seesNames(staff) }),
      )
      await note(c, 'counter', view)
      const canServe = staff.role !== 'reception'
      return renderPage(
        c,
        <CounterPage page={staffPageOf(c, assets)} {...{ staff, office, counter, view, canServe }} />,
      )
    })
    .get('/live', async c => {
      const { office, staff } = c.var
      if (!office) return c.notFound()
      const now = deps.clock.now()
      const counters = office.counters.filter(({ id }) =>
        worksAt(staff, { officeId: office.id, counterId: id }),
      )
      const { rows, alarms } = await deps.store.read(async db => {
        const rows = []
        for (const counter of counters) rows.push(await counterNow(db, office, counter, now))
        return { rows, alarms: await alarmsShown(db, office) }
      })
      return renderPage(
        c,
        <LivePage page={staffPageOf(c, assets)} {...{ staff, office, alarms, now }} counters={rows} />,
      )
    })

  /** Writes down whom somebody sees by name. */
  async function note(c: Ctx, on: 'counter' | 'window', view: QueueView): Promise<void> {
    const { office, staff } = c.var
    const { counterId } = view
    if (seesNames(staff))
      await noteShownList(deps, { office, staff }, { on, counterId, appointmentIds: shownAppointments(view) })
  }

  /** Runs a page or deed at the window of the address, or answers 404 where this person does not work. */
  async function atWindow(c: Ctx, show: (at: At) => Response | Promise<Response>): Promise<Response> {
    const { office, staff } = c.var
    const id = parseId(c.req.param('window') ?? '')
    const window = id === null ? null : await deps.store.read(db => findWindow(db, id))
    return office && window?.officeId === office.id && worksAt(staff, window)
      ? show({ office, window })
      : c.notFound()
  }

  async function withTicket(
    c: Ctx,
    { window }: At,
    show: (ticket: Ticket) => Response | Promise<Response>,
  ): Promise<Response> {
    const id = parseId(c.req.param('ticket') ?? '')
    const ticket = id === null ? null : await deps.store.read(db => findTicket(db, id))
    return ticket?.counterId === window.counterId ? show(ticket) : c.notFound()
  }

  async function windowDeed(c: Ctx, at: At, deed: string, form: Form): Promise<Outcome | null> {
    const { staff } = c.var
    const { office, window } = at
    if (deed === 'alarm' || deed === 'end-alarm')
      return soundAlarm(deps, office, window, { isOn: deed === 'alarm', staff })
    if (deed === 'call-next')
      return callNext(deps, office, window, { actor: actorOf(staff) }, intentOf(c, at, deed, form))
    const known = windowDeeds.find((name): name is WindowDeed => name === deed)
    return known ? moveWindow(deps, window, { deed: known, staff, reason: parsePause(form) }, null) : null
  }

  async function ticketDeed(
    c: Ctx,
    at: At,
    ticket: Ticket,
    deed: string,
    form: Form,
  ): Promise<Outcome | null> {
    const { office, window } = at
    const actor = actorOf(c.var.staff)
    const seen = seenOf(form)
    const intent = intentOf(c, at, `${ticket.id} ${deed}`, form)
    if (deed === 'call') return callTicket(deps, window, ticket.id, { actor }, intent)
    if (deed === 'undo')
      return undo(deps, ticket, { actor, seen, today: businessDate(office, deps.clock.now()) }, intent)

    const isWithNext = deed === 'finish-and-next'
    const simple = simpleDeeds.find((name): name is SimpleDeed => name === (isWithNext ? 'finish' : deed))
    if (!simple) return null
    const told = simple === 'finish' || simple === 'hand-in' ? parseOutcome(office, form) : {}
    if (typeof told === 'string') return { ok: false, reason: told }
    const outcome = await act(
      deps,
      ticket,
      { deed: simple, actor, seen, windowId: window.id, ...told },
      intent,
    )
    if (!outcome.ok || !isWithNext) return outcome

    const once = intentOf(c, at, `${ticket.id} next`, form)
    const next = await callNext(deps, office, window, { actor }, once)
    // Ending was what counts: an empty queue is no fault, and a second press finds the next one there already.
    return next.ok || next.reason === 'queue_empty' || next.reason === 'window_busy' ? outcome : next
  }

  async function sendOn(c: Ctx, at: At, ticket: Ticket, form: Form): Promise<Response> {
    const { office } = at
    const to = office.counters.find(({ slug, windows }) => slug === form.one('counter') && windows > 0)
    if (!to) return transferPage(c, at, ticket, true)
    const request = {
      toCounterId: to.id,
      keepsPlace: form.one('keepsPlace') === 'yes',
      services: [],
      actor: actorOf(c.var.staff),
      seen: seenOf(form),
    }
    const intent = intentOf(c, at, `${ticket.id} transfer`, form)
    return answer(c, at, await transfer(deps, ticket, request, intent))
  }

  async function transferPage(c: Ctx, { office, window }: At, ticket: Ticket, isWrong = false) {
    const now = deps.clock.now()
    const others = office.counters.filter(({ id, windows }) => id !== ticket.counterId && windows > 0)
    const counters = await deps.store.read(async db => {
      const found = []
      for (const counter of others)
        found.push({ counter, waiting: (await inLine(db, office, counter.id, now)).length })
      return found
    })
    const page = staffPageOf(c, assets)
    const error = isWrong ? page.t.queue.chooseCounter : null
    return renderPage(
      c,
      <TransferPage
        {...{ page, office, ticket, counters, error }}
        staff={c.var.staff}
        windowId={window.id}
      />,
      isWrong ? 422 : 200,
    )
  }

  /** The same button pressed twice on one page is one intent; what it saw is part of its name. */
  function intentOf(c: Ctx, { window }: At, deed: string, form: Form): Intent | null {
    const seen = seenOf(form)
    if (seen === undefined) return null
    return { key: `${window.id} ${deed} ${seen}`, scope: `form queue ${c.var.staff.id}`, body: {} }
  }

  function answer(c: Ctx, at: At, outcome: Outcome): Response | Promise<Response> {
    return outcome.ok ? c.redirect(paths.staffWindow(at.window.id), 303) : windowPage(c, at, outcome.reason)
  }

  async function windowPage(c: Ctx, { office, window }: At, reason: QueueRefusal | null = null) {
    const { staff } = c.var
    const now = deps.clock.now()
    const { view, undoable } = await deps.store.read(async db => ({
      view: await queueShown(db, office, window.counterId, { now, withNames: seesNames(staff) }),
      undoable: await undoableAt(db, office, window.id, now),
    }))
    const shown = view.windows.find(({ id }) => id === window.id)
    if (!shown) return c.notFound()
    await note(c, 'window', view)
    const page = { ...staffPageOf(c, assets), here: paths.staffWindow(window.id) }
    return renderPage(
      c,
      <WindowPage
        {...{ page, staff, office, view, undoable }}
        counter={counterById(office, window.counterId)}
        window={shown}
        refusal={reason && page.t.queue.refusal[reason]}
      />,
      reason === null ? 200 : reason === 'purpose' || reason === 'services' ? 422 : 409,
    )
  }
}
