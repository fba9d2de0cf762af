import { Hono } from 'hono'
import { ResultsPage } from '#views/survey/results-page.tsx'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readQuery } from '../http/forms.ts'
import { renderPage, figuresPageOf } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { scopeOf } from '../statistics/scope.ts'
import { yearOfMonth } from './fiscal-year.ts'
import { addMonths, parseMonth } from './questionnaire.ts'
import { monthResults, yearResults } from './read-results.ts'
import { monthNow } from './survey-now.ts'

/** What the answers of a month or a fiscal year add up to. */
export function surveyResultsRoutes(deps: Deps, assets: Assets) {
  return new Hono<Env>().get('/results', c => {
    const query = readQuery(c)
    const typed = query.one('year')
    return /^20\d\d$/.test(typed) ? yearPage(c, Number(typed)) : monthPage(c, query.one('month'))
  })

  async function monthPage(c: Ctx, typed: string) {
    const { office } = c.var
    const now = monthNow(deps, office)
    const wished = parseMonth(typed) ?? now
    const month = wished > now ? now : wished
    const period = { month, year: yearOfMonth(month) }
    const earlier = paths.surveyResults({ month: addMonths(month, -1) })
    const later = month < now ? paths.surveyResults({ month: addMonths(month, 1) }) : null
    const found = await monthResults(deps, office, month)
    return renderPage(
      c,
      <ResultsPage {...propsOf(c)} {...{ period, earlier, later, ...found }} months={[]} />,
    )
  }

  async function yearPage(c: Ctx, year: number) {
    const { office } = c.var
    const now = monthNow(deps, office)
    const period = { month: null, year }
    const earlier = paths.surveyResults({ year: year - 1 })
    const later = year < yearOfMonth(now) ? paths.surveyResults({ year: year + 1 }) : null
    const found = await yearResults(deps, office, year, now)
    return renderPage(
      c,
      <ResultsPage {...propsOf(c)} {...{ period, earlier, later, ...found }} goal={null} />,
    )
  }

  function propsOf(c: Ctx) {
    const { office, staff } = c.var
    return { page: figuresPageOf(c, assets), staff, office, scope: scopeOf(office, staff) }
  }
}
