import { Hono } from 'hono'
import { DirectoryRefusalPage } from '#views/directory/refusal-page.tsx'
import { tokenHash } from '../access/token.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import { dropCookie, readCookie, writeCookie } from '../http/cookies.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readQuery } from '../http/forms.ts'
import { plainStaffPageOf, renderPage } from '../http/render.tsx'
import { keepBrowser, keepSession, originOf } from '../http/staff-door.ts'
import { paths } from '../paths.ts'
import { publicUrlOf } from '../settings.ts'
import { nextPath } from '../staff/next-path.ts'
import { type Attempt, attemptSeconds, type DirectoryRefusal, isOver } from './directory.ts'
import type { Directory } from './provider.ts'
import { seal, unseal } from './seal.ts'
import { signInByDirectory } from './sign-in-by-directory.ts'

const statusOf = {
  unavailable: 503,
  denied: 403,
  untrusted: 400,
  expired: 400,
  unknown_account: 403,
  disabled: 403,
} as const satisfies Record<DirectoryRefusal, number>

/** The second door for staff: to the city's directory and back. */
export function directoryRoutes(deps: Deps, assets: Assets) {
  const { clock, directory, settings } = deps
  return new Hono<Env>()
    .get('/', async c => {
      if (!directory) return c.notFound()
      const next = nextPath(readQuery(c).one('next'))
      const begun = await directory.begin(answerAddress())
      if (!begun.ok) return refuse(c, begun.reason, next)
      const { address, ...kept } = begun
      const sealed = seal(directory.settings.clientSecret, { ...kept, next, startedAt: clock.now() })
      writeCookie(c, settings, 'directory', sealed, attemptSeconds)
      return c.redirect(address, 303)
    })
    .get('/answer', async c => {
      if (!directory) return c.notFound()
      const attempt = unseal(directory.settings.clientSecret, readCookie(c, settings, 'directory') ?? '')
      // An answer that somebody else has asked for must not end the attempt of this browser.
      if (!attempt || c.req.query('state') !== attempt.state) return refuse(c, 'expired')
      dropCookie(c, settings, 'directory')
      return isOver(attempt, clock.now()) ? refuse(c, 'expired', attempt.next) : signIn(c, directory, attempt)
    })

  async function signIn(c: Ctx, { redeem, settings: { secondFactors } }: Directory, attempt: Attempt) {
    const answer = new URL(answerAddress())
    answer.search = new URL(c.req.url).search
    const redeemed = await redeem(answer, attempt, Math.ceil((clock.now() - attempt.startedAt) / 1000))
    if (!redeemed.ok) return refuse(c, redeemed.reason, attempt.next)

    const before = readCookie(c, settings, 'staff')
    const outcome = await signInByDirectory(deps, redeemed, {
      browser: originOf(deps, c).browser,
      replaces: before && tokenHash(before),
      acceptedFactors: secondFactors,
    })
    if (!outcome.ok) return refuse(c, outcome.reason)
    keepSession(deps, c, outcome)
    keepBrowser(deps, c, outcome.browser)
    return c.redirect(attempt.next, 303)
  }

  function answerAddress(): string {
    return `${publicUrlOf(settings)}${paths.directoryAnswer()}`
  }

  function refuse(c: Ctx, reason: DirectoryRefusal, next = paths.staffHome()) {
    if (reason === 'unavailable' || reason === 'untrusted')
      deps.log.warn({ reason }, 'signing in by the directory failed')
    // The address holds a code, which no link of the page may repeat.
    const page = { ...plainStaffPageOf(c, assets), here: paths.staffSignIn(next) }
    return renderPage(c, <DirectoryRefusalPage {...{ page, reason, next }} />, statusOf[reason])
  }
}
