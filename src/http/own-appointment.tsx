import { MessagePage } from '#views/layout/message-page.tsx'
import { appointmentOpenedBy } from '../access/queries.ts'
import { isTokenShaped } from '../access/token.ts'
import type { Appointment } from '../booking/appointment.ts'
import { findAppointment } from '../booking/appointment-queries.ts'
import type { Deps } from '../deps.ts'
import { paths } from '../paths.ts'
import type { Assets } from './assets.ts'
import { readCookie } from './cookies.ts'
import type { Ctx } from './env.ts'
import { pageOf, renderPage } from './render.tsx'

/** Runs a page with the appointment that the browser's session opens, or tells how to open one. */
export function ownAppointment(deps: Deps, assets: Assets) {
  return async (
    c: Ctx,
    show: (appointment: Appointment) => Response | Promise<Response>,
  ): Promise<Response> => {
    const { office } = c.var
    const session = readCookie(c, deps.settings, 'session') ?? ''
    const appointment = isTokenShaped(session)
      ? await deps.store.read(async db => {
          const opened = await appointmentOpenedBy(db, session, ['session'], deps.clock.now())
          return opened && findAppointment(db, office, opened.appointmentId)
        })
      : null
    if (appointment && appointment.state !== 'held') return show(appointment)

    const page = pageOf(c, assets)
    return renderPage(
      c,
      <MessagePage page={page} {...page.t.problem.noSession}>
        <p class="actions">
          <a class="button" href={paths.find(office.slug)}>
            {page.t.find.title}
          </a>
        </p>
      </MessagePage>,
      403,
    )
  }
}
