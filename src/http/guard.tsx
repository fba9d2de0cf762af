import type { MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { StaffMessagePage } from '#views/staff/message-page.tsx'
import type { Deps } from '../deps.ts'
import { paths } from '../paths.ts'
import { keepAwake, sessionOf } from '../staff/find-session.ts'
import { nextPath } from '../staff/next-path.ts'
import { isLocked } from '../staff/session.ts'
import { type StaffMember, worksIn } from '../staff/staff-member.ts'
import type { Assets } from './assets.ts'
import { readCookie } from './cookies.ts'
import type { Ctx, Env } from './env.ts'
import { isOnTheWay, pageOfForm, policies, type Policy } from './policies.ts'
import { problem } from './problem.ts'
import { plainStaffPageOf, renderPage, staffPageOf } from './render.tsx'

/** The route that will answer, by its pattern, and who may use it; undefined where none will. */
function policyOf(c: Ctx, prefix = ''): { route: string; policy: Policy } | undefined {
  const found = matchedRoutes(c).find(candidate => !isOnTheWay(candidate))
  const route = `${found?.method} ${prefix}${found?.path}`
  const policy = policies[route]
  return policy && { route, policy }
}

/** No page leads there: who comes all the same has typed an address, or is somebody else than they seem. */
function noteRefused({ log }: Deps, route: string, { id: staffId, role }: StaffMember): void {
  log.warn({ route, staffId, role }, 'somebody asked for what their role may not use')
}

const anyones = { route: '', policy: 'anyone' } as const

/** Lets people pass to the pages that their role may use, by the cookie of their browser. */
export function guardPages(deps: Deps, assets: Assets): MiddlewareHandler<Env> {
  return async (c, next) => {
    const page = c.req.method === 'GET' ? pageOfForm(c.req.path) : null
    if (page) return c.redirect(page, 303)
    const { route, policy } = policyOf(c) ?? anyones
    if (policy === 'anyone') return next()

    const found = await sessionOf(deps, readCookie(c, deps.settings, 'staff'), 'browser')
    if (!found) return signInFirst(c)
    const { staff, session } = found
    c.set('staffSession', session)
    c.set('staff', staff)
    const office = (await deps.offices.asOfNow()).find(candidate => worksIn(staff, candidate.id))
    if (office) c.set('office', office)
    if (policy === 'signingIn') return next()

    if (session.step === 'totp') return leadTo(c, paths.staffOneTimePassword(wished(c)))
    if (session.step === 'enrol') return leadTo(c, paths.staffTotp(wished(c)))
    if (isLocked(session, deps.clock.now())) return leadTo(c, paths.staffLock(wished(c)))
    if (!isLive(c)) await keepAwake(deps, session)

    if (!policy.includes(staff.role)) {
      noteRefused(deps, route, staff)
      return notAllowed(c)
    }
    return office || standsAlone(c.req.path) ? next() : c.redirect(paths.staffHome(), 303)
  }

  function signInFirst(c: Ctx) {
    if (isLive(c)) return c.text('Unauthorized', 401)
    if (c.req.method === 'GET') return c.redirect(paths.staffSignIn(wished(c)), 303)
    const page = plainStaffPageOf(c, assets)
    return renderPage(
      c,
      <StaffMessagePage page={page} {...page.t.staff.notSignedIn}>
        <p class="actions">
          <a class="button" href={paths.staffSignIn(wished(c))}>
            {page.t.staff.signIn.title}
          </a>
        </p>
      </StaffMessagePage>,
      401,
    )
  }

  function notAllowed(c: Ctx) {
    if (isLive(c)) return c.text('Forbidden', 403)
    const page = staffPageOf(c, assets)
    return renderPage(
      c,
      <StaffMessagePage page={page} staff={c.var.staff} {...page.t.staff.notAllowed} />,
      403,
    )
  }
}

/** Whose bearer token was sent; null without one and for one that is good for nothing. */
function programOf(deps: Deps, c: Ctx) {
  const token = /^Bearer ([\w-]+)$/i.exec(c.req.header('Authorization') ?? '')?.[1] ?? null
  return sessionOf(deps, token, 'api')
}

/**
 * Lets programs pass to the calls that their account's role may use, by a bearer token and nothing else. Whoever
 * sends a good one where nobody has to is known as staff there too, and held up by nothing that residents share.
 */
export function guardApi(deps: Deps): MiddlewareHandler<Env> {
  return async (c, next) => {
    // On its own, as some tests run it, the API does not know where it will be mounted.
    const { route, policy } = policyOf(c, c.req.path.startsWith('/api/') ? '' : '/api') ?? anyones
    if (policy === 'anyone') {
      const known = c.req.header('Authorization') === undefined ? null : await programOf(deps, c)
      if (known) c.set('staff', known.staff)
      return next()
    }

    const found = await programOf(deps, c)
    if (!found) return problem(c, 'not_signed_in', { headers: { 'WWW-Authenticate': 'Bearer' } })
    const { staff, session } = found
    if (policy !== 'signingIn' && !policy.includes(staff.role)) {
      noteRefused(deps, route, staff)
      return problem(c, 'not_allowed')
    }
    c.set('staff', staff)
    c.set('staffSession', session)
    return next()
  }
}

/** Pages that there are before there is an office. */
function standsAlone(path: string): boolean {
  if (path === paths.staffHome() || path === paths.operation()) return true
  return isWithin(path, paths.setup()) || isWithin(path, paths.account())
}

function isWithin(path: string, start: string): boolean {
  return path === start || path.startsWith(`${start}/`)
}

/** What a page asks for by itself: nobody is there to be led anywhere. */
function isLive(c: Ctx): boolean {
  return c.req.header('X-Live') !== undefined || (c.req.header('Accept') ?? '').includes('text/event-stream')
}

function leadTo(c: Ctx, path: string) {
  return isLive(c) ? c.text('Unauthorized', 401) : c.redirect(path, 303)
}

/** The page to come back to: the one asked for, or the one on which a button was pressed. */
function wished(c: Ctx): string {
  if (c.req.method === 'GET') {
    const { pathname, search } = new URL(c.req.url)
    return nextPath(`${pathname}${search}`)
  }
  const from = c.req.header('Referer') ?? ''
  if (!URL.canParse(from)) return paths.staffHome()
  const { pathname, search } = new URL(from)
  return nextPath(`${pathname}${search}`)
}
