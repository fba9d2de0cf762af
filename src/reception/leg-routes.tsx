import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { StaffLegPage } from '#views/reception/leg-page.tsx'
import type { Texts } from '#views/text/index.ts'
import { type Appointment, isChangeable, type Leg } from '../booking/appointment.ts'
import { cancelLeg } from '../booking/cancel-leg.ts'
import { legTimes } from '../booking/fitting-times.ts'
import { intentKey, parseStart } from '../booking/form.ts'
import { reschedule } from '../booking/reschedule.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm } from '../http/forms.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { parseId } from '../queue/form.ts'
import { ownAppointment } from './own-appointment.ts'

type Show = (appointment: Appointment, leg: Leg) => Response | Promise<Response>

/** What staff do with one counter of a visit over several. */
export function staffLegRoutes(deps: Deps, assets: Assets) {
  return (
    new Hono<Env>()
      .get('/:appointment/legs/:leg', c =>
        withLeg(c, (appointment, leg) => legPage(c, appointment, leg, null)),
      )
      // Addresses that only forms are sent to lead to the page they are on.
      .on('GET', ['/:appointment/legs/:leg/reschedule', '/:appointment/legs/:leg/cancellation'], c =>
        withLeg(c, ({ id }, leg) => c.redirect(paths.staffLeg(id, leg.id), 302)),
      )
      .post('/:appointment/legs/:leg/reschedule', c =>
        withLeg(c, async (appointment, leg) => {
          const { office, staff } = c.var
          const { id } = appointment
          const form = await readForm(c)
          const startsAt = parseStart(form)
          if (startsAt === null) return legPage(c, appointment, leg, 'slot_closed')
          const to = { legId: leg.id, startsAt, isAlone: true }
          const intent = { key: intentKey(form), scope: `staff reschedule leg ${leg.id}`, body: { startsAt } }
          const outcome = await reschedule(deps, office, id, to, `staff:${staff.id}`, intent)
          return outcome.ok
            ? c.redirect(`${paths.staffDone(id)}?moved=1`, 303)
            : legPage(c, appointment, leg, outcome.reason)
        }),
      )
      .post('/:appointment/legs/:leg/cancellation', c =>
        withLeg(c, async (appointment, leg) => {
          const { office, staff } = c.var
          const { id: appointmentId } = appointment
          const form = await readForm(c)
          const by = form.one('by') === 'office' ? ('office' as const) : ('resident' as const)
          const intent = { key: intentKey(form), scope: `staff cancel leg ${leg.id}`, body: { by } }
          const gone = { appointmentId, legId: leg.id, by }
          const outcome = await cancelLeg(deps, office, gone, `staff:${staff.id}`, intent)
          return outcome.ok
            ? c.redirect(`${paths.staffDone(appointmentId)}?moved=1`, 303)
            : legPage(c, appointment, leg, outcome.reason)
        }),
      )
  )

  /** With a leg of several that can still be changed; without it, back to the booking, as after a second press. */
  async function withLeg(c: Ctx, show: Show): Promise<Response> {
    const appointment = await ownAppointment(deps, c.var, parseId(c.req.param('appointment') ?? ''))
    if (!appointment || appointment.state === 'held') return c.notFound()
    const leg = appointment.legs.find(({ id }) => id === parseId(c.req.param('leg') ?? ''))
    const isOpen = appointment.legs.length > 1 && isChangeable(appointment, deps.clock.now())
    return leg && isOpen ? show(appointment, leg) : c.redirect(paths.staffAppointment(appointment.id), 303)
  }

  async function legPage(c: Ctx, appointment: Appointment, leg: Leg, reason: keyof Texts['refusal'] | null) {
    const { office, staff } = c.var
    const page = staffPageOf(c, assets)
    const slots = await legTimes(deps, office, appointment, leg, 'staff')
    const refusal = reason && page.t.refusal[reason]
    const keys = [randomUUID(), randomUUID()] as const
    return renderPage(
      c,
      <StaffLegPage {...{ page, staff, office, appointment, leg, slots, refusal, keys }} />,
      reason ? 409 : 200,
    )
  }
}
