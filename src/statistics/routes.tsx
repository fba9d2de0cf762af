import { Hono } from 'hono'
import { DefinitionsPage } from '#views/statistics/definitions-page.tsx'
import { FuturePage } from '#views/statistics/future-page.tsx'
import { PeriodPage } from '#views/statistics/period-page.tsx'
import { pathOf } from '#views/statistics/period-text.ts'
import type { LocalDate } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readQuery } from '../http/forms.ts'
import { figuresPageOf, renderPage } from '../http/render.tsx'
import { businessDate } from '../queue/day.ts'
import { parsePeriod, periodOf } from './period.ts'
import { type PagePeriod, type PageQuestion, periodView } from './period-view.ts'
import { findQueueDay } from './queue-day.ts'
import { scopeOf } from './scope.ts'

/** The supervisor's pages of figures. */
export function figuresRoutes(deps: Deps, assets: Assets) {
  return new Hono<Env>()
    .get('/', c => now(c, 'month'))
    .get('/days', c => now(c, 'day'))
    .get('/months', c => now(c, 'month'))
    .get('/years', c => now(c, 'fiscal_year'))
    .get('/days/:date', c => page(c, 'day', c.req.param('date')))
    .get('/months/:month', c => page(c, 'month', c.req.param('month')))
    .get('/years/:year', c => page(c, 'fiscal_year', `fy${c.req.param('year')}`))
    .get('/definitions', c =>
      renderPage(c, <DefinitionsPage page={figuresPageOf(c, assets)} staff={c.var.staff} />),
    )

  /** Leads to the period in which today lies. */
  function now(c: Ctx, grain: PagePeriod['grain']) {
    return c.redirect(pathOf(periodOf(todayOf(c), grain)), 302)
  }

  function todayOf(c: Ctx): LocalDate {
    return businessDate(c.var.office, deps.clock.now())
  }

  async function page(c: Ctx, grain: PagePeriod['grain'], key: string) {
    const { office, staff } = c.var
    const period = parsePeriod(key)
    if (period?.grain !== grain) return c.notFound()
    const today = todayOf(c)
    const shell = figuresPageOf(c, assets)
    if (period.start > today) return renderPage(c, <FuturePage page={shell} staff={staff} />, 404)

    const { counters, isWholeShown } = scopeOf(office, staff)
    const slug = readQuery(c).one('counter')
    const counter = slug ? counters.find(candidate => candidate.slug === slug) : null
    if (counter === undefined) return c.notFound()
    if (counter === null && !isWholeShown)
      return counters[0] ? c.redirect(pathOf(period, counters[0].slug), 302) : c.notFound()

    const question: PageQuestion = {
      office,
      period: { ...period, grain },
      counter,
      counters,
      isWholeShown,
      today,
    }
    const { view, queue } = await deps.store.read(async db => ({
      view: await periodView(db, question),
      queue: grain === 'day' ? await findQueueDay(db, question, deps.clock.now()) : null,
    }))
    return renderPage(c, <PeriodPage page={shell} {...{ staff, view, queue }} />)
  }
}
