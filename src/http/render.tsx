import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Page } from '#views/layout/shell.tsx'
import type { PlainStaffPage, StaffPage } from '#views/layout/staff-shell.tsx'
import type { FiguresPage } from '#views/statistics/figures-shell.tsx'
import { jaWithReadings, residentTextsIn, textsIn } from '#views/text/index.ts'
import type { Instant } from '../clock.ts'
import { staffLanguageOf } from '../languages.ts'
import { withElements } from '../marks.ts'
import { bannersAt } from '../offices/banner.ts'
import type { Office } from '../offices/office.ts'
import type { Assets } from './assets.ts'
import { paths } from '../paths.ts'
import type { Ctx, Env } from './env.ts'
import { mayUse } from './policies.ts'

/** Makes the props that every page shares. */
export function pageOf(c: Ctx, assets: Assets): Page {
  const { language, hasReadings } = c.var
  // Pages outside an office have none, and an error may come before the time is known.
  const [office, askedAt]: [Office | undefined, Instant | undefined] = [c.var.office, c.var.askedAt]
  const banners = office && askedAt !== undefined ? bannersAt(office, askedAt) : []
  return {
    office: office ?? null,
    banners,
    language,
    t: language === 'ja' && hasReadings ? jaWithReadings() : residentTextsIn[language],
    hasReadings,
    here: hereOf(c),
    asset: assets.url,
  }
}

/** The same for a page for staff, with nobody signed in. */
export function plainStaffPageOf(c: Ctx, assets: Assets): PlainStaffPage {
  const language = staffLanguageOf(c.var.language)
  return { ...pageOf(c, assets), language, t: textsIn[language] }
}

const staffDoors = [
  ['home', 'GET /staff', paths.staffHome()],
  ['reception', 'GET /staff/reception', paths.staffReception()],
  ['live', 'GET /staff/live', paths.staffLive()],
  ['figures', 'GET /staff/figures', paths.figures()],
  ['opinions', 'GET /staff/opinions', paths.staffOpinions()],
  ['survey', 'GET /staff/survey', paths.staffSurvey()],
  ['office', 'GET /staff/office', paths.staffOffice()],
] as const

/** Makes the props that every page for staff shares: it leads only to what the role may use. */
export function staffPageOf(c: Ctx, assets: Assets): StaffPage {
  const { role } = c.var.staff
  const doors = staffDoors.flatMap(([name, route, href]) => (mayUse(role, route) ? { name, href } : []))
  return { ...plainStaffPageOf(c, assets), doors }
}

/** Pages about figures, in the order of the menu; the last column is the address they all begin with. */
const figuresDoors = [
  ['day', 'GET /staff/figures/days', paths.figuresToday('days'), paths.figuresToday('days')],
  ['month', 'GET /staff/figures/months', paths.figuresToday('months'), paths.figuresToday('months')],
  ['year', 'GET /staff/figures/years', paths.figuresToday('years'), paths.figuresToday('years')],
  ['questionnaire', 'GET /staff/survey/results', paths.surveyResults(), paths.surveyResults()],
  ['indicators', 'GET /staff/indicators', paths.indicators(), paths.indicators()],
  ['opinions', 'GET /staff/opinions/months', paths.opinionMonths(), paths.opinionMonths()],
  ['exports', 'GET /staff/exports', paths.exports(), paths.exports()],
  ['tickets', 'GET /staff/figures/tickets', paths.figuresTickets(), paths.figuresTickets()],
  ['closing', 'GET /staff/figures/closing', paths.figuresClosing(), paths.figuresClosing()],
  ['definitions', 'GET /staff/figures/definitions', paths.figuresDefinitions(), paths.figuresDefinitions()],
] as const

/** Makes the props that every page about figures shares, with the ways to those that the role may use. */
export function figuresPageOf(c: Ctx, assets: Assets): FiguresPage {
  const { role } = c.var.staff
  const doors = figuresDoors.flatMap(([name, route, href, within]) =>
    mayUse(role, route) ? { name, href, within } : [],
  )
  return { ...staffPageOf(c, assets), figuresDoors: doors }
}

/** Answers with a page. */
export function renderPage(
  c: Context<Env>,
  page: Child,
  status: 200 | 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503 = 200,
) {
  return c.html(pageHtml(c, page), status)
}

/** The HTML of a page, with elements in place of the marks that its texts carry. */
export function pageHtml(c: Ctx, page: Child): string {
  return withElements((page as { toString: () => string }).toString(), { hasReadings: c.var.hasReadings })
}

function hereOf(c: Ctx): string {
  const url = new URL(c.req.url)
  url.searchParams.delete('lang')
  url.searchParams.delete('furigana')
  // Two slashes at the start would lead to another host.
  return `${url.pathname.replace(/^[/\\]+/, '/')}${url.search}`
}
