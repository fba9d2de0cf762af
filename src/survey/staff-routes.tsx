import { Hono } from 'hono'
import { CommentsPage } from '#views/survey/comments-page.tsx'
import { PosterSheetPage } from '#views/survey/poster-sheet-page.tsx'
import { SheetPage } from '#views/survey/sheet-page.tsx'
import { SurveyHomePage } from '#views/survey/survey-home-page.tsx'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm, readQuery } from '../http/forms.ts'
import { mayUse } from '../http/policies.ts'
import { qrSvg } from '../http/qr.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { publicUrlOf } from '../settings.ts'
import { setCommentHidden } from './hide-comment.ts'
import { askedOf, parseMonth } from './questionnaire.ts'
import { isCommentId } from './comment.ts'
import { commentsAfter } from './comment-queries.ts'
import { questionnaireOf } from './questionnaire-queries.ts'
import { monthNow, surveyNow } from './survey-now.ts'

const commentsOnPage = 50

/** Where staff begin with the questionnaire, what is printed of it, and what people wrote. */
export function staffSurveyRoutes(deps: Deps, assets: Assets) {
  const propsOf = (c: Ctx) => ({ page: staffPageOf(c, assets), staff: c.var.staff, office: c.var.office })

  return new Hono<Env>()
    .get('/', async c => {
      const { office, staff } = c.var
      const survey = await surveyNow(deps, office)
      const isSupervising = mayUse(staff.role, 'GET /staff/survey/results')
      const props = { month: monthNow(deps, office), survey, isSupervising }
      return renderPage(c, <SurveyHomePage {...propsOf(c)} {...props} />)
    })

    .get('/sheet', async c => {
      const { office } = c.var
      const month = parseMonth(readQuery(c).one('month')) ?? monthNow(deps, office)
      const survey = await deps.store.read(db => questionnaireOf(db, office.id, month))
      if (!survey) return c.redirect(paths.staffSurvey(), 303)
      const props = { month, goal: survey.goal, questions: askedOf(survey) }
      return renderPage(c, <SheetPage {...propsOf(c)} {...props} />)
    })
    .get('/poster', async c => {
      const { office } = c.var
      const survey = await surveyNow(deps, office)
      if (!survey) return c.redirect(paths.staffSurvey(), 303)
      const link = `${publicUrlOf(deps.settings)}${paths.survey(office.slug)}`
      return renderPage(c, <PosterSheetPage {...propsOf(c)} {...{ link, qr: qrSvg(link) }} />)
    })

    .get('/comments', async c => {
      const { office } = c.var
      const query = readQuery(c)
      const month = parseMonth(query.one('month')) ?? monthNow(deps, office)
      const isHidden = query.one('hidden') === '1'
      const of = { officeId: office.id, month, isHidden }
      const typed = query.one('after')
      const after = isCommentId(typed) ? typed : ''
      const found = await deps.store.read(db => commentsAfter(db, of, after, commentsOnPage + 1))
      const comments = found.slice(0, commentsOnPage)
      const hasMore = found.length > commentsOnPage
      const shown = { month, isHidden, after, comments, hasMore }
      return renderPage(c, <CommentsPage {...propsOf(c)} {...shown} />)
    })
    .post('/comments/:comment', async c => {
      const { office, staff } = c.var
      const form = await readForm(c)
      const isHidden = form.one('hidden') === '1'
      const after = form.one('after')
      const id = c.req.param('comment')
      const month = await setCommentHidden(deps, office, staff, { id, isHidden })
      if (month === null) return c.notFound()
      // What was shown again is seen where it now is; of what is hidden, the others of its page are read on.
      const place = isHidden && isCommentId(after) ? { after } : {}
      return c.redirect(paths.surveyComments(month, place), 303)
    })
}
