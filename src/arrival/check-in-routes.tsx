import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import type { OwnArrival } from '#views/arrival/check-in.tsx'
import { AppointmentPage } from '#views/booking/appointment-page.tsx'
import { MessagePage } from '#views/layout/message-page.tsx'
import { displayReference } from '../access/token.ts'
import type { Appointment } from '../booking/appointment.ts'
import { intentKey } from '../booking/form.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Env } from '../http/env.ts'
import { readForm } from '../http/forms.ts'
import { ownAppointment } from '../http/own-appointment.tsx'
import { pageOf, renderPage } from '../http/render.tsx'
import { linkedAtOf } from '../line/link-queries.ts'
import type { Office } from '../offices/office.ts'
import { paths } from '../paths.ts'
import { resident } from '../queue/actor.ts'
import { businessDate } from '../queue/day.ts'
import { ticketOfAppointment } from '../queue/ticket-queries.ts'
import { isOpen } from '../queue/ticket.ts'
import { arrivalNow } from './arrival-rule.ts'
import { checkIn } from './check-in.ts'
import { qrSvg } from '../http/qr.ts'

/** The page of a booking, from which its owner checks in on the day. */
export function checkInRoutes(deps: Deps, assets: Assets) {
  const withAppointment = ownAppointment(deps, assets)

  return new Hono<Env>()
    .get('/appointment', c =>
      withAppointment(c, async appointment => {
        const { office } = c.var
        return renderPage(
          c,
          <AppointmentPage
            page={pageOf(c, assets)}
            office={office}
            appointment={appointment}
            now={deps.clock.now()}
            arrival={await arrivalOf(office, appointment)}
            line={await lineOf(office, appointment)}
            qr={qrSvg(displayReference(appointment.reference ?? ''))}
            intentKey={randomUUID()}
          />,
        )
      }),
    )
    .get('/appointment/check-in', c => c.redirect(paths.appointment(c.var.office.slug), 302))
    .post('/appointment/check-in', c =>
      withAppointment(c, async ({ id: appointmentId }) => {
        const { office } = c.var
        const intent = {
          key: intentKey(await readForm(c)),
          scope: `form check-in ${appointmentId}`,
          body: {},
        }
        const outcome = await checkIn(deps, office, { appointmentId, actor: resident }, intent)
        if (outcome.ok) return c.redirect(paths.ticket(office.slug, outcome.token), 303)

        const page = pageOf(c, assets)
        const { refusedTitle, refusal } = page.t.arrival.checkIn
        return renderPage(
          c,
          <MessagePage page={page} title={refusedTitle} text={refusal[outcome.reason]}>
            <p>
              <a href={paths.appointment(office.slug)}>{page.t.appointment.title}</a>
            </p>
          </MessagePage>,
          outcome.reason === 'key_reused' ? 422 : 409,
        )
      }),
    )

  async function lineOf(office: Office, { id }: Appointment): Promise<{ isLinked: boolean } | null> {
    if (!office.line) return null
    return { isLinked: (await deps.store.read(db => linkedAtOf(db, id))) !== null }
  }

  async function arrivalOf(office: Office, appointment: Appointment): Promise<OwnArrival | null> {
    const now = deps.clock.now()
    if (!appointment.hasArrived) return arrivalNow(office, appointment, now)
    const ticket = await deps.store.read(db => ticketOfAppointment(db, appointment.id))
    if (ticket?.state === 'voided') return arrivalNow(office, appointment, now)
    const isToday = ticket?.businessDate === businessDate(office, now)
    return isToday ? { kind: 'arrived', number: ticket.number, isThere: isOpen(ticket.state) } : null
  }
}
