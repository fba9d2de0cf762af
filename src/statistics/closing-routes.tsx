import { Hono } from 'hono'
import { ClosingPage } from '#views/statistics/closing-page.tsx'
import { monthStart, parseDate } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm } from '../http/forms.ts'
import { figuresPageOf, renderPage } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { businessDate } from '../queue/day.ts'
import { closeMonth, type ClosingRefusal } from './close-month.ts'
import { closingDayOf } from './closing-day.ts'
import { openMonthsBefore, versionsOfMonths } from './month-queries.ts'
import { scopeOf } from './scope.ts'

const monthsShown = 24

/** Which months are closed, in which versions, and the button that closes the next one. */
export function closingRoutes(deps: Deps, assets: Assets) {
  return new Hono<Env>()
    .get('/closing', c => closingPage(c, null))
    .post('/closing', async c => {
      const { office, staff } = c.var
      const form = await readForm(c)
      const month = parseDate(form.one('month'))
      if (month === null || monthStart(month) !== month) return closingPage(c, 'no_figures')
      const outcome = await closeMonth(deps, office, month, staff)
      // A second press has nothing more to do, and says the same.
      return outcome.ok || outcome.reason === 'already_closed'
        ? c.redirect(paths.figuresClosing(), 303)
        : closingPage(c, outcome.reason)
    })

  async function closingPage(c: Ctx, refusal: ClosingRefusal | null) {
    const { office, staff } = c.var
    const thisMonth = monthStart(businessDate(office, deps.clock.now()))
    const { open, versions } = await deps.store.read(async db => ({
      open: await openMonthsBefore(db, office.id, thisMonth),
      versions: await versionsOfMonths(db, office.id, {
        from: monthStart(thisMonth, -monthsShown),
        to: thisMonth,
      }),
    }))
    const waiting = open.map(month => ({ month, closesOn: closingDayOf(office, month) }))
    const { isWholeShown } = scopeOf(office, staff)
    const shown = { office, thisMonth, waiting, versions: versions.toReversed(), isWholeShown, refusal }
    const props = { page: figuresPageOf(c, assets), staff }
    return renderPage(c, <ClosingPage {...props} {...shown} />, refusal ? 409 : 200)
  }
}
