import { Hono } from 'hono'
import { FindPage } from '#views/booking/find-page.tsx'
import { LandingPage } from '#views/booking/landing-page.tsx'
import { MessagePage } from '#views/layout/message-page.tsx'
import { appointmentOpenedBy, grantAccess, revokeAccess } from '../access/queries.ts'
import { isTokenShaped } from '../access/token.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import { dropCookie, readCookie, writeCookie } from '../http/cookies.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm } from '../http/forms.ts'
import { pageOf, renderPage } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { sessionMilliseconds } from './new-booking.ts'
import { lookUp } from './look-up.ts'

/** The ways to a booking: the link of a message, or the reference with a second secret; and the way out. */
export function openRoutes(deps: Deps, assets: Assets) {
  return new Hono<Env>()
    .get('/a/:token', c => {
      const token = c.req.param('token')
      const { office } = c.var
      if (!isTokenShaped(token)) return invalidLink(c)
      return renderPage(c, <LandingPage page={pageOf(c, assets)} office={office} token={token} />)
    })
    .post('/a/:token', async c => {
      const { office } = c.var
      const token = c.req.param('token')
      await readForm(c)
      const session = isTokenShaped(token) ? await openSession(office.id, token) : null
      if (!session) return invalidLink(c)
      keepSession(c, session)
      return c.redirect(paths.appointment(office.slug), 303)
    })

    .post('/appointment/end', async c => {
      await readForm(c)
      const session = readCookie(c, deps.settings, 'session')
      if (session) await deps.store.write(db => revokeAccess(db, session))
      dropCookie(c, deps.settings, 'session')
      dropCookie(c, deps.settings, 'hold')
      const page = pageOf(c, assets)
      const { ended, endedText } = page.t.appointment
      return renderPage(c, <MessagePage page={page} title={ended} text={endedText} />)
    })

    .get('/appointment/end', c => c.redirect(paths.home(c.var.office.slug), 302))

    .get('/find', c => findPage(c, '', []))
    .post('/find', async c => {
      const { office } = c.var
      const { t } = pageOf(c, assets)
      const form = await readForm(c)
      const [reference, secret] = [form.one('reference'), form.one('secret').slice(0, 300)]
      const missing = [
        ...(reference.trim() ? [] : [{ field: 'reference' as const, text: t.find.referenceRequired }]),
        ...(secret.trim() ? [] : [{ field: 'secret' as const, text: t.find.secretRequired }]),
      ]
      if (missing.length > 0) return findPage(c, reference, missing)

      const outcome = await lookUp(deps, { reference, secret, officeId: office.id }, c.var.caller)
      if (!outcome.ok)
        return findPage(c, reference, [{ field: 'reference', text: t.refusal[outcome.reason] }])
      keepSession(c, outcome.session)
      return c.redirect(paths.appointment(office.slug), 303)
    })

  function keepSession(c: Ctx, session: string) {
    writeCookie(c, deps.settings, 'session', session, sessionMilliseconds / 1000)
  }

  function openSession(officeId: number, token: string): Promise<string | null> {
    const now = deps.clock.now()
    return deps.store.write(async db => {
      const opened = await appointmentOpenedBy(db, token, ['link'], now)
      if (!opened || opened.officeId !== officeId) return null
      const expiresAt = now + sessionMilliseconds
      return grantAccess(db, { ...opened, kind: 'session', expiresAt }, now)
    })
  }

  function findPage(
    c: Ctx,
    reference: string,
    errors: Array<{ field: 'reference' | 'secret'; text: string }>,
  ) {
    return renderPage(
      c,
      <FindPage page={pageOf(c, assets)} office={c.var.office} reference={reference} errors={errors} />,
      errors.length > 0 ? 422 : 200,
    )
  }

  function invalidLink(c: Ctx) {
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
}
