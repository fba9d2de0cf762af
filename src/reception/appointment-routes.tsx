import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { StaffAppointmentPage } from '#views/reception/appointment-page.tsx'
import { StaffCancellationPage, StaffMovePage } from '#views/reception/change-pages.tsx'
import { StaffDonePage } from '#views/reception/done-page.tsx'
import { ReceptionPage } from '#views/reception/reception-page.tsx'
import { StaffSlotsPage } from '#views/reception/slots-page.tsx'
import { StaffTakenPage } from '#views/reception/taken-page.tsx'
import { StaffMessagePage } from '#views/staff/message-page.tsx'
import type { Texts } from '#views/text/index.ts'
import { checkIn, mayBeLetOn } from '../arrival/check-in.ts'
import { noteShownList } from '../audit/note-shown.ts'
import { type Appointment, isChangeable } from '../booking/appointment.ts'
import { movable } from '../booking/fitting-times.ts'
import { cancel } from '../booking/cancel.ts'
import { intentKey, parseStart } from '../booking/form.ts'
import { reschedule } from '../booking/reschedule.ts'
import { type Instant, parseInstant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm, readQuery } from '../http/forms.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { actorOf } from '../queue/actor.ts'
import { businessDate } from '../queue/day.ts'
import { parseId } from '../queue/form.ts'
import { nearestFreeSlots } from '../slots/nearest-free.ts'
import { receptionView, shownBookings } from './day-view.ts'
import { ownAppointment } from './own-appointment.ts'
import { staffSlots } from './staff-slots.ts'
import { viewBooking } from './view-booking.ts'

type Show = (appointment: Appointment) => Response | Promise<Response>

/** What staff do with a booking: look at it, check somebody in, change it, cancel it. */
export function appointmentRoutes(deps: Deps, assets: Assets) {
  const propsOf = (c: Ctx) => ({ page: staffPageOf(c, assets), staff: c.var.staff })

  return new Hono<Env>()
    .get('/:appointment', c =>
      withBooking(c, async ({ id }) => {
        const { office, staff } = c.var
        const now = deps.clock.now()
        const viewed = await viewBooking(deps, office, staff, id)
        if (!viewed) return c.notFound()
        const isToday = businessDate(office, viewed.appointment.leg.startsAt) === businessDate(office, now)
        const canGoOn = await deps.store.read(db => mayBeLetOn(db, id))
        return renderPage(
          c,
          <StaffAppointmentPage {...propsOf(c)} {...{ office, ...viewed, isToday, canGoOn, now }} />,
        )
      }),
    )
    .get('/:appointment/done', c =>
      withBooking(c, appointment => {
        const { office } = c.var
        const isMoved = readQuery(c).one('moved') === '1'
        return renderPage(c, <StaffDonePage {...propsOf(c)} {...{ office, appointment, isMoved }} />)
      }),
    )

    .get('/:appointment/check-in', c => withBooking(c, () => c.redirect(paths.staffReception(), 303)))
    .post('/:appointment/check-in', c =>
      withBooking(c, async ({ id }) => {
        const { office, staff } = c.var
        await readForm(c)
        // One booking is one place in line, however often the button is pressed.
        const outcome = await checkIn(deps, office, { appointmentId: id, actor: actorOf(staff) }, null)
        if (outcome.ok) return c.redirect(paths.receptionTicket(outcome.ticket.id), 303)
        const view = await receptionView(deps, office, staff, { counter: null, isAwaitedOnly: false })
        const appointmentIds = shownBookings(view).map(booking => booking.appointmentId)
        await noteShownList(deps, { office, staff }, { on: 'reception', appointmentIds })
        const props = propsOf(c)
        const refusal = props.page.t.reception.refusal[outcome.reason]
        return renderPage(c, <ReceptionPage {...props} {...{ view, refusal }} />, 409)
      }),
    )

    .get('/:appointment/reschedule', c =>
      withBooking(c, async appointment => {
        const { office } = c.var
        const { id, people } = appointment
        const { services } = appointment.leg
        if (!isChangeable(appointment, deps.clock.now())) return c.redirect(paths.staffAppointment(id), 303)
        const query = readQuery(c)
        const to = parseInstant(query.one('to'))
        const props = propsOf(c)
        if (to !== null)
          return renderPage(
            c,
            <StaffMovePage {...props} {...{ office, appointment, to }} intentKey={randomUUID()} />,
          )
        const shown = await staffSlots(movable(deps, appointment), office, query, {
          wish: { services, people },
          movesFrom: appointment.leg.startsAt,
          url: more => paths.staffReschedule(id, more),
        })
        return renderPage(c, <StaffSlotsPage {...props} {...shown} canOverbook={false} moves={appointment} />)
      }),
    )
    .post('/:appointment/reschedule', c =>
      withBooking(c, async appointment => {
        const { office, staff } = c.var
        const form = await readForm(c)
        const startsAt = parseStart(form)
        if (startsAt === null) return taken(c, appointment, deps.clock.now(), 'slot_closed')
        const scope = `staff reschedule ${appointment.id}`
        const intent = { key: intentKey(form), scope, body: { startsAt } }
        const outcome = await reschedule(deps, office, appointment.id, startsAt, `staff:${staff.id}`, intent)
        if (outcome.ok) return c.redirect(`${paths.staffDone(appointment.id)}?moved=1`, 303)
        return outcome.reason.startsWith('slot_') || outcome.reason === 'plan_times'
          ? taken(c, appointment, startsAt, outcome.reason)
          : refuse(c, appointment, outcome.reason)
      }),
    )

    .get('/:appointment/cancellation', c =>
      withBooking(c, appointment => {
        const { office } = c.var
        if (!isChangeable(appointment, deps.clock.now()))
          return c.redirect(paths.staffAppointment(appointment.id), 303)
        const props = propsOf(c)
        return renderPage(
          c,
          <StaffCancellationPage {...props} {...{ office, appointment }} intentKey={randomUUID()} />,
        )
      }),
    )
    .post('/:appointment/cancellation', c =>
      withBooking(c, async appointment => {
        const { office, staff } = c.var
        const form = await readForm(c)
        const by = form.one('by') === 'office' ? 'office' : 'resident'
        const intent = { key: intentKey(form), scope: `staff cancel ${appointment.id}`, body: { by } }
        const outcome = await cancel(deps, office, appointment.id, `staff:${staff.id}`, intent, by)
        return outcome.ok
          ? c.redirect(paths.staffDone(appointment.id), 303)
          : refuse(c, appointment, outcome.reason)
      }),
    )

  /** Runs a page or deed with the booking of the address, or answers 404 where this person does not work. */
  async function withBooking(c: Ctx, show: Show): Promise<Response> {
    const appointment = await ownAppointment(deps, c.var, parseId(c.req.param('appointment') ?? ''))
    return appointment && appointment.state !== 'held' ? show(appointment) : c.notFound()
  }

  /** The new time is gone: the old one is kept, and the nearest free ones are shown. */
  async function taken(c: Ctx, appointment: Appointment, startsAt: Instant, reason: keyof Texts['refusal']) {
    const { office } = c.var
    const { people, id } = appointment
    const { services } = appointment.leg
    const props = propsOf(c)
    const wish = { services, people }
    const nearest = await nearestFreeSlots(movable(deps, appointment), office, wish, startsAt, 5, 'staff')
    return renderPage(
      c,
      <StaffTakenPage
        {...props}
        {...{ office, services, people, startsAt, nearest }}
        reason={props.page.t.refusal[reason]}
        typed={null}
        keys={[]}
        canOverbook={false}
        movesId={id}
      />,
      409,
    )
  }

  function refuse(c: Ctx, { id }: Appointment, reason: keyof Texts['refusal']) {
    const props = propsOf(c)
    const { t } = props.page
    return renderPage(
      c,
      <StaffMessagePage {...props} title={t.reception.notSaved} text={t.refusal[reason]}>
        <p>
          <a href={paths.staffAppointment(id)}>{t.reception.appointment.title}</a>
        </p>
      </StaffMessagePage>,
      409,
    )
  }
}
