import { Hono } from 'hono'
import { MonthPage } from '#views/survey/month-page.tsx'
import { MonthsPage } from '#views/survey/months-page.tsx'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm, readQuery } from '../http/forms.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { seenOf } from '../queue/form.ts'
import { changeMonth } from './change-month.ts'
import { monthsOfYear, yearOfMonth } from './fiscal-year.ts'
import { typedMonth } from './form.ts'
import { answeredSlugs } from './answer-queries.ts'
import { goalsBetween, questionnaireOf } from './questionnaire-queries.ts'
import { type MonthFault, parseQuestionnaire, type TypedMonth } from './questionnaire-change.ts'
import { addMonths, type Month, parseMonth, type Questionnaire } from './questionnaire.ts'
import { standardQuestionnaire } from './standard-questions.ts'
import { monthNow } from './survey-now.ts'

/** How far ahead a month can be planned. */
const monthsAhead = 12

/** The goals and questions of the months. */
export function surveyMonthRoutes(deps: Deps, assets: Assets) {
  const propsOf = (c: Ctx) => ({ page: staffPageOf(c, assets), staff: c.var.staff, office: c.var.office })

  return new Hono<Env>()
    .get('/', async c => {
      const { office } = c.var
      const now = monthNow(deps, office)
      const typed = readQuery(c).one('year')
      const year = /^20\d\d$/.test(typed) ? Number(typed) : yearOfMonth(now)
      const all = monthsOfYear(year)
      const [from = now, to = now] = [all[0], all.at(-1)]
      const goals = await deps.store.read(db => goalsBetween(db, office.id, from, to))
      const months = all.map(month => ({
        month,
        goal: goals.get(month) ?? null,
        isEditable: isEditable(c, month),
      }))
      return renderPage(c, <MonthsPage {...propsOf(c)} {...{ year, months, now }} />)
    })
    .get('/:month', async c => {
      const found = await monthOf404(c)
      if (!found) return c.notFound()
      const { survey, answered } = found
      const message = readQuery(c).one('saved') === '1' ? 'saved' : null
      return monthPage(c, survey, answered, { typed: typedOf(survey), preview: survey, message })
    })
    .post('/:month', async c => {
      const { office, staff } = c.var
      const found = await monthOf404(c)
      if (!found) return c.notFound()
      const { survey, answered } = found
      const form = await readForm(c)
      const typed = typedMonth(survey, form)
      const seen = seenOf(form) ?? survey.revision
      const outcome = await changeMonth(deps, office, staff, { month: survey.month, seen, typed })
      if (outcome.ok) return c.redirect(`${paths.surveyMonth(survey.month)}?saved=1`, 303)
      const faults = outcome.reason === 'invalid' ? outcome.faults : []
      const message = outcome.reason === 'changed_meanwhile' ? outcome.reason : null
      return monthPage(c, survey, answered, { typed, seen, faults, message })
    })
    .get('/:month/preview', c => c.redirect(paths.surveyMonth(c.req.param('month')), 303))
    .post('/:month/preview', async c => {
      const found = await monthOf404(c)
      if (!found) return c.notFound()
      const { survey, answered } = found
      const form = await readForm(c)
      const typed = typedMonth(survey, form)
      const seen = seenOf(form) ?? survey.revision
      const parsed = parseQuestionnaire(survey, typed, answered)
      return parsed.ok
        ? monthPage(c, survey, answered, { typed, seen, preview: parsed, isPreviewOnly: true })
        : monthPage(c, survey, answered, { typed, seen, faults: parsed.faults })
    })

  /** Months long over stay as they were asked. */
  function isEditable(c: Ctx, month: Month): boolean {
    const now = monthNow(deps, c.var.office)
    return month >= addMonths(now, -1) && month <= addMonths(now, monthsAhead)
  }

  async function monthOf404(c: Ctx) {
    const { office } = c.var
    const month = parseMonth(c.req.param('month') ?? '')
    if (month === null || !isEditable(c, month)) return null
    return deps.store.read(async db => {
      const survey = (await questionnaireOf(db, office.id, month)) ?? standardQuestionnaire(month)
      const slugs = survey.questions.map(({ slug }) => slug)
      return { survey, answered: await answeredSlugs(db, { officeId: office.id, month }, slugs) }
    })
  }

  function monthPage(c: Ctx, known: Questionnaire, answered: Set<string>, shown: Shown) {
    const { seen = known.revision, faults = [], message = null } = shown
    const { preview = null, isPreviewOnly = false, typed } = shown
    const props = {
      month: known.month,
      known,
      answered,
      seen,
      faults,
      message,
      preview,
      isPreviewOnly,
      typed,
    }
    const status = faults.length > 0 ? 422 : message === 'changed_meanwhile' ? 409 : 200
    return renderPage(c, <MonthPage {...propsOf(c)} {...props} />, status)
  }
}

type Shown = {
  typed: TypedMonth
  seen?: number
  faults?: readonly MonthFault[]
  preview?: Pick<Questionnaire, 'goal' | 'questions'>
  isPreviewOnly?: boolean
  message?: 'saved' | 'changed_meanwhile' | null
}

function typedOf({ goal, questions }: Questionnaire): TypedMonth {
  return {
    goal: { ja: goal?.ja ?? '', en: goal?.en ?? '' },
    questions: questions.map(({ slug, text, isAsked }, index) => ({
      ...{ slug, ja: text.ja, en: text.en ?? '', isAsked },
      position: String(index + 1),
    })),
  }
}
