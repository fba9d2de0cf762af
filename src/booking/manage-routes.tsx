import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { DonePage } from '#views/booking/done-page.tsx'
import { SlotsPage } from '#views/booking/slots-page.tsx'
import { CancellationPage } from '#views/booking/cancellation-page.tsx'
import { MovePage } from '#views/booking/move-page.tsx'
import { TakenPage } from '#views/booking/taken-page.tsx'
import type { Texts } from '#views/text/index.ts'
import { type Instant, parseInstant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm, readQuery } from '../http/forms.ts'
import { ownAppointment } from '../http/own-appointment.tsx'
import { refusePage } from '../http/refuse-page.tsx'
import { pageOf, renderPage } from '../http/render.tsx'
import { calendarOf } from '../notifications/calendar.ts'
import { counterById } from '../offices/office.ts'
import { paths } from '../paths.ts'
import { publicUrlOf } from '../settings.ts'
import { nearestFreeSlots } from '../slots/nearest-free.ts'
import { slotsView } from '../slots/slots-view.ts'
import { type Appointment, isChangeable, visitEndsAt } from './appointment.ts'
import { cancel } from './cancel.ts'
import { movable } from './fitting-times.ts'
import { intentKey, parseStart } from './form.ts'
import { reschedule } from './reschedule.ts'

/** What the owner of a booking sees and does, by a session that the link or the reference has opened. */
export function manageRoutes(deps: Deps, assets: Assets) {
  const withAppointment = ownAppointment(deps, assets)
  return new Hono<Env>()
    .get('/appointment/done', c =>
      withAppointment(c, appointment => {
        const { office } = c.var
        return appointment.state === 'booked'
          ? renderPage(c, <DonePage page={pageOf(c, assets)} office={office} appointment={appointment} />)
          : c.redirect(paths.appointment(office.slug), 303)
      }),
    )
    .get('/appointment/calendar.ics', c =>
      withAppointment(c, appointment => {
        c.header('Content-Type', 'text/calendar; charset=utf-8; method=PUBLISH')
        c.header('Content-Disposition', 'attachment; filename="madoguchi.ics"')
        return c.body(calendarFile(c, appointment))
      }),
    )

    .get('/appointment/reschedule', c =>
      withAppointment(c, async appointment => {
        const { office } = c.var
        if (!isChangeable(appointment, deps.clock.now()))
          return c.redirect(paths.appointment(office.slug), 303)
        const query = readQuery(c)
        const to = parseInstant(query.one('to'))
        if (to !== null)
          return renderPage(
            c,
            <MovePage
              page={pageOf(c, assets)}
              office={office}
              appointment={appointment}
              to={to}
              intentKey={randomUUID()}
            />,
          )
        return slotsPage(c, appointment)
      }),
    )
    .post('/appointment/reschedule', c =>
      withAppointment(c, async appointment => {
        const { office } = c.var
        const form = await readForm(c)
        const startsAt = parseStart(form)
        if (startsAt === null) return taken(c, appointment, deps.clock.now(), 'slot_closed')
        const intent = {
          key: intentKey(form),
          scope: `form reschedule ${appointment.id}`,
          body: { startsAt },
        }
        const outcome = await reschedule(deps, office, appointment.id, startsAt, 'web', intent)
        if (outcome.ok) return c.redirect(paths.appointment(office.slug), 303)
        return outcome.reason.startsWith('slot_') || outcome.reason === 'plan_times'
          ? taken(c, appointment, startsAt, outcome.reason)
          : refusePage(c, assets, outcome.reason, paths.appointment(office.slug))
      }),
    )

    .get('/appointment/cancellation', c =>
      withAppointment(c, appointment => {
        const { office } = c.var
        if (!isChangeable(appointment, deps.clock.now()))
          return c.redirect(paths.appointment(office.slug), 303)
        return renderPage(
          c,
          <CancellationPage
            page={pageOf(c, assets)}
            office={office}
            appointment={appointment}
            intentKey={randomUUID()}
          />,
        )
      }),
    )
    .post('/appointment/cancellation', c =>
      withAppointment(c, async appointment => {
        const { office } = c.var
        const form = await readForm(c)
        const intent = { key: intentKey(form), scope: `form cancel ${appointment.id}`, body: {} }
        const outcome = await cancel(deps, office, appointment.id, 'web', intent)
        return outcome.ok
          ? c.redirect(paths.appointment(office.slug), 303)
          : refusePage(c, assets, outcome.reason, paths.appointment(office.slug))
      }),
    )

  async function slotsPage(c: Ctx, appointment: Appointment) {
    const { office } = c.var
    const query = readQuery(c)
    const isList = query.one('view') === 'list'
    const view = await slotsView(movable(deps, appointment), office, {
      wish: { services: appointment.leg.services, people: appointment.people },
      month: query.one('month'),
      date: query.one('date'),
      view: query.one('view'),
      movesFrom: appointment.leg.startsAt,
      key: randomUUID(),
      url: more => paths.reschedule(office.slug, { ...(isList && { view: 'list' }), ...more }),
    })
    const whole = appointment.legs.length > 1 ? appointment : null
    return renderPage(c, <SlotsPage page={pageOf(c, assets)} view={{ ...view, whole }} />)
  }

  function calendarFile(c: Ctx, appointment: Appointment): string {
    const { office } = c.var
    const { leg, legs, calendarUid, sequence, state, language } = appointment
    const minutes = (visitEndsAt(appointment) - leg.startsAt) / 60_000
    return calendarOf(
      office,
      {
        ...{ calendarUid, sequence, state, language, startsAt: leg.startsAt, minutes },
        counter: counterById(office, leg.counterId),
        ...(legs.length > 1 && {
          legs: legs.map(one => ({ ...one, counter: counterById(office, one.counterId) })),
        }),
        changedAt: deps.clock.now(),
      },
      { publicUrl: publicUrlOf(deps.settings), mailFrom: deps.settings.mailFrom },
    )
  }

  /** The new time is gone: the old one is kept, and the nearest free ones are shown. */
  async function taken(c: Ctx, appointment: Appointment, startsAt: Instant, reason: keyof Texts['refusal']) {
    const page = pageOf(c, assets)
    const { people } = appointment
    const { services } = appointment.leg
    const wish = { services, people }
    const nearest = await nearestFreeSlots(movable(deps, appointment), c.var.office, wish, startsAt, 5)
    return renderPage(
      c,
      <TakenPage
        {...{ page, services, people, nearest }}
        office={c.var.office}
        reason={page.t.refusal[reason]}
        typed={null}
        keys={[]}
        isMove
      />,
      409,
    )
  }
}
