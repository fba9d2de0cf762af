import { Hono } from 'hono'
import { CodePage } from '#views/line/code-page.tsx'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm } from '../http/forms.ts'
import { ownAppointment } from '../http/own-appointment.tsx'
import { qrSvg } from '../http/qr.ts'
import { pageOf, renderPage } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { friendUrl, talkUrl } from './code.ts'
import { newCode } from './link.ts'
import { unlink } from './unlink.ts'

/** From the page of a booking to LINE, and back. */
export function lineLinkRoutes(deps: Deps, assets: Assets) {
  const withAppointment = ownAppointment(deps, assets)
  const back = (c: Ctx, status: 302 | 303) => c.redirect(paths.appointment(c.var.office.slug), status)

  return new Hono<Env>()
    .get('/appointment/line', c => back(c, 302))
    .post('/appointment/line', async c => {
      await readForm(c)
      return withAppointment(c, async ({ id: appointmentId, officeId, state }) => {
        const { office } = c.var
        if (!office.line || state !== 'booked') return back(c, 303)
        const { basicId } = office.line
        const { code, expiresAt } = await newCode(deps, { officeId, appointmentId })
        const talk = talkUrl(basicId, code)
        return renderPage(
          c,
          <CodePage
            {...{ page: pageOf(c, assets), office, code, expiresAt, talkUrl: talk, qr: qrSvg(talk) }}
            friendUrl={friendUrl(basicId)}
          />,
        )
      })
    })
    .get('/appointment/line/unlink', c => back(c, 302))
    .post('/appointment/line/unlink', async c => {
      await readForm(c)
      return withAppointment(c, async ({ id: appointmentId, officeId }) => {
        await unlink(deps, { officeId, appointmentId })
        return back(c, 303)
      })
    })
}
