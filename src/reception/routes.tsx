import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { ReceptionPage } from '#views/reception/reception-page.tsx'
import { ResultsPage } from '#views/reception/results-page.tsx'
import { PaperSheetPage } from '#views/reception/paper-sheet-page.tsx'
import { type WalkInChoice, WalkInPage, type WalkInRefusal } from '#views/reception/walk-in-page.tsx'
import { enterPaper } from '../arrival/enter-paper.ts'
import { issueTicket } from '../arrival/issue-ticket.ts'
import { noteShownList } from '../audit/note-shown.ts'
import { intentKey } from '../booking/form.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { type Form, readForm, readQuery } from '../http/forms.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import { type Counter, servicesBySlug } from '../offices/office.ts'
import { asLanguage } from '../languages.ts'
import { paths } from '../paths.ts'
import { actorOf } from '../queue/actor.ts'
import { findBookings, ownCounters, receptionView, shownBookings } from './day-view.ts'
import { parseArrival, parsePaperSerial } from './paper.ts'

/** The page of the staff at the entrance: today's bookings, the search, and tickets for people without one. */
export function receptionRoutes(deps: Deps, assets: Assets) {
  const propsOf = (c: Ctx) => ({ page: staffPageOf(c, assets), staff: c.var.staff })

  return new Hono<Env>()
    .get('/', async c => {
      const query = readQuery(c)
      const slug = query.one('counter')
      const counter = slug === '' ? null : ownCounter(c, slug)
      if (counter === undefined) return c.notFound()
      const { office, staff } = c.var
      const asked = { counter, isAwaitedOnly: query.one('show') === 'awaited' }
      const view = await receptionView(deps, office, staff, asked)
      const appointmentIds = shownBookings(view).map(booking => booking.appointmentId)
      await noteShownList(deps, { office, staff }, { on: 'reception', appointmentIds })
      return renderPage(c, <ReceptionPage {...propsOf(c)} view={view} />)
    })

    .get('/search', c => c.redirect(paths.staffReception(), 303))
    .post('/search', async c => {
      const { office, staff } = c.var
      const typed = (await readForm(c)).one('typed').slice(0, 100).trim()
      if (!typed) return c.redirect(paths.staffReception(), 303)
      const now = deps.clock.now()
      const found = await deps.store.read(db => findBookings(db, office, staff, typed, now))
      const appointmentIds = found.bookings.map(booking => booking.appointmentId)
      if (found.other) appointmentIds.push(found.other.id)
      await noteShownList(deps, { office, staff }, { on: 'search', appointmentIds })
      return renderPage(c, <ResultsPage {...propsOf(c)} {...{ office, typed, found }} />)
    })

    .get('/walk-in', c => {
      const counters = ownCounters(c.var.office, c.var.staff)
      const slug = readQuery(c).one('counter')
      const counter =
        slug === '' && counters.length === 1 ? counters[0] : slug === '' ? null : ownCounter(c, slug)
      return counter === undefined ? c.notFound() : walkInPage(c, counter, noChoice, null)
    })
    .get('/tickets', c => c.redirect(paths.walkIn(), 303))
    .post('/tickets', async c => {
      const { office, staff } = c.var
      const form = await readForm(c)
      const counter = ownCounter(c, form.one('counter'))
      if (!counter) return c.notFound()
      const choice = choiceOf(form)
      const services = servicesBySlug(office, choice.services.slice(0, 50)) ?? []
      if (services.some(({ counterId }) => counterId !== counter.id))
        return walkInPage(c, counter, choice, 'several_counters')

      const { language, isPriority, paper, time } = choice
      const people = /^\d{1,3}$/.test(choice.people) ? Number(choice.people) : 0
      const person = { services, people, language, isPriority, actor: actorOf(staff) }
      const walkIn = { ...person, channel: 'staff' } as const
      const intent = {
        key: intentKey(form),
        scope: `staff ticket ${office.id} ${staff.id}`,
        body: { ...choice, counter: counter.id },
      }
      const onPaper = {
        serial: parsePaperSerial(counter, paper),
        arrivedAt: parseArrival(office, time, deps.clock.now()),
      }
      const outcome =
        paper || time
          ? await enterPaper(deps, office, walkIn, onPaper, intent)
          : await issueTicket(deps, office, walkIn, intent)
      return outcome.ok
        ? c.redirect(paths.receptionTicket(outcome.ticket.id), 303)
        : walkInPage(c, counter, choice, outcome.reason)
    })
    .get('/paper', c => {
      const { office, staff } = c.var
      const slug = readQuery(c).one('counter')
      const counter = slug === '' ? null : ownCounter(c, slug)
      if (counter === undefined) return c.notFound()
      const counters = ownCounters(office, staff)
      return renderPage(c, <PaperSheetPage {...propsOf(c)} {...{ office, counters, counter }} />)
    })

  /** The counter of a slug, undefined where this person does not work. */
  function ownCounter(c: Ctx, slug: string): Counter | undefined {
    return ownCounters(c.var.office, c.var.staff).find(counter => counter.slug === slug)
  }

  function walkInPage(c: Ctx, counter: Counter | null, choice: WalkInChoice, reason: WalkInRefusal | null) {
    const { office, staff } = c.var
    const counters = ownCounters(office, staff)
    const isLate = reason === 'key_reused' || reason === 'number_taken'
    return renderPage(
      c,
      <WalkInPage
        {...propsOf(c)}
        {...{ office, counters, counter, choice, reason }}
        intentKey={randomUUID()}
      />,
      reason === null ? 200 : isLate ? 409 : 422,
    )
  }
}

const noChoice: WalkInChoice = {
  services: [],
  people: '1',
  language: 'ja',
  isPriority: false,
  paper: '',
  time: '',
}

function choiceOf(form: Form): WalkInChoice {
  return {
    services: form.all('services'),
    people: form.one('people'),
    language: asLanguage(form.one('language')) ?? 'ja',
    isPriority: form.one('priority') === '1',
    paper: form.one('paper').trim(),
    time: form.one('time').trim(),
  }
}
