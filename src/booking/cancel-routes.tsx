import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { CannotComePage } from '#views/booking/cannot-come-page.tsx'
import { MessagePage } from '#views/layout/message-page.tsx'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm } from '../http/forms.ts'
import { pageOf, renderPage } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { type Appointment, isChangeable } from './appointment.ts'
import { cancel } from './cancel.ts'
import { intentKey } from './form.ts'
import { openedBooking } from './opened.ts'

/**
 * The link by which whoever cannot come cancels with one press. It opens no session, and opening it does nothing:
 * programs that look through mail open links as well.
 */
export function cancelRoutes(deps: Deps, assets: Assets) {
  return new Hono<Env>()
    .get('/a/:token/cancellation', c =>
      withBooking(c, (appointment, token) => {
        const { office } = c.var
        if (appointment.state === 'cancelled') return told(c, 'cancelled')
        if (!isChangeable(appointment, deps.clock.now())) return told(c, 'begun')
        const props = { page: pageOf(c, assets), office, appointment, token, intentKey: randomUUID() }
        return renderPage(c, <CannotComePage {...props} />)
      }),
    )
    .post('/a/:token/cancellation', async c => {
      const form = await readForm(c)
      return withBooking(c, async ({ id }, token) => {
        const { office } = c.var
        const intent = { key: intentKey(form), scope: `link cancel ${id}`, body: {} }
        const outcome = await cancel(deps, office, id, 'web', intent)
        if (outcome.ok) return c.redirect(paths.cancelByLink(office.slug, token), 303)
        return outcome.reason === 'key_reused' ? told(c, 'key_reused') : told(c, 'begun')
      })
    })

  async function withBooking(
    c: Ctx,
    show: (appointment: Appointment, token: string) => Response | Promise<Response>,
  ): Promise<Response> {
    const token = c.req.param('token') ?? ''
    const opened = await openedBooking(deps, token)
    if (opened?.isByLink && opened.office.id === c.var.office.id) return show(opened.appointment, token)

    const page = pageOf(c, assets)
    const { invalidTitle, invalidText } = page.t.landing
    return renderPage(
      c,
      <MessagePage page={page} title={invalidTitle} text={invalidText}>
        <p>
          <a href={paths.find(c.var.office.slug)}>{page.t.find.title}</a>
        </p>
      </MessagePage>,
      404,
    )
  }

  /** What has become of the booking, or why nothing can any more. */
  function told(c: Ctx, what: 'cancelled' | 'begun' | 'key_reused') {
    const page = pageOf(c, assets)
    const { cannotCome, refusal } = page.t
    if (what === 'cancelled')
      return renderPage(c, <MessagePage page={page} title={cannotCome.done} text={cannotCome.doneText} />)
    const text = what === 'begun' ? refusal.visit_begun : refusal.key_reused
    const status = c.req.method === 'GET' ? 200 : what === 'begun' ? 409 : 422
    return renderPage(
      c,
      <MessagePage page={page} title={cannotCome.tooLate} text={text}>
        <p>{cannotCome.call(c.var.office.contact.phone)}</p>
      </MessagePage>,
      status,
    )
  }
}
