import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { CancelLegPage, LegTimesPage, MoveLegPage } from '#views/booking/leg-pages.tsx'
import type { Texts } from '#views/text/index.ts'
import { parseInstant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm, readQuery } from '../http/forms.ts'
import { ownAppointment } from '../http/own-appointment.tsx'
import { refusePage } from '../http/refuse-page.tsx'
import { pageOf, renderPage } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { type Appointment, isChangeable, type Leg } from './appointment.ts'
import { cancelLeg } from './cancel-leg.ts'
import { legTimes } from './fitting-times.ts'
import { intentKey, parseStart } from './form.ts'
import { reschedule } from './reschedule.ts'

type Show = (appointment: Appointment, leg: Leg) => Response | Promise<Response>

/** What the owner of a visit over several counters does with one of them. */
export function legRoutes(deps: Deps, assets: Assets) {
  const withAppointment = ownAppointment(deps, assets)
  return new Hono<Env>()
    .get('/appointment/legs/:leg/reschedule', c =>
      withLeg(c, (appointment, leg) => {
        const to = parseInstant(readQuery(c).one('to'))
        if (to === null) return timesPage(c, appointment, leg, null)
        const props = { page: pageOf(c, assets), office: c.var.office, appointment, leg, to }
        return renderPage(c, <MoveLegPage {...props} intentKey={randomUUID()} />)
      }),
    )
    .post('/appointment/legs/:leg/reschedule', c =>
      withLeg(c, async (appointment, leg) => {
        const { office } = c.var
        const form = await readForm(c)
        const startsAt = parseStart(form)
        if (startsAt === null) return timesPage(c, appointment, leg, 'slot_closed')
        const to = { legId: leg.id, startsAt, isAlone: true }
        const intent = { key: intentKey(form), scope: `form reschedule leg ${leg.id}`, body: { startsAt } }
        const outcome = await reschedule(deps, office, appointment.id, to, 'web', intent)
        if (outcome.ok) return c.redirect(paths.appointment(office.slug), 303)
        return outcome.reason.startsWith('slot_') || outcome.reason === 'plan_times'
          ? timesPage(c, appointment, leg, outcome.reason)
          : refusePage(c, assets, outcome.reason, paths.appointment(office.slug))
      }),
    )

    .get('/appointment/legs/:leg/cancellation', c =>
      withLeg(c, (appointment, leg) => {
        const props = { page: pageOf(c, assets), office: c.var.office, appointment, leg }
        return renderPage(c, <CancelLegPage {...props} intentKey={randomUUID()} />)
      }),
    )
    .post('/appointment/legs/:leg/cancellation', c =>
      withAppointment(c, async ({ id: appointmentId }) => {
        const { office } = c.var
        const form = await readForm(c)
        const legId = legIdOf(c)
        const intent = { key: intentKey(form), scope: `form cancel leg ${legId}`, body: {} }
        const outcome = await cancelLeg(deps, office, { appointmentId, legId }, 'web', intent)
        return outcome.ok
          ? c.redirect(paths.appointment(office.slug), 303)
          : refusePage(c, assets, outcome.reason, paths.appointment(office.slug))
      }),
    )

  /** Runs it with one leg of several, as long as the visit can be changed; else the booking shows what it is. */
  function withLeg(c: Ctx, show: Show): Promise<Response> {
    return withAppointment(c, appointment => {
      const leg = appointment.legs.find(({ id }) => id === legIdOf(c))
      const isOpen = appointment.legs.length > 1 && isChangeable(appointment, deps.clock.now())
      return leg && isOpen ? show(appointment, leg) : c.redirect(paths.appointment(c.var.office.slug), 303)
    })
  }

  async function timesPage(
    c: Ctx,
    appointment: Appointment,
    leg: Leg,
    reason: keyof Texts['refusal'] | null,
  ): Promise<Response> {
    const { office } = c.var
    const page = pageOf(c, assets)
    const slots = await legTimes(deps, office, appointment, leg)
    const refusal = reason && page.t.refusal[reason]
    return renderPage(
      c,
      <LegTimesPage {...{ page, office, appointment, leg, slots, refusal }} />,
      reason ? 409 : 200,
    )
  }
}

function legIdOf(c: Ctx): number {
  const typed = c.req.param('leg') ?? ''
  return /^\d{1,15}$/.test(typed) ? Number(typed) : 0
}
