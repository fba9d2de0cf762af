import { Hono } from 'hono'
import { KioskSurveyEndPage, KioskSurveyMorePage, KioskSurveyPage } from '#views/survey/kiosk-pages.tsx'
import { isTokenShaped, newToken } from '../access/token.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm } from '../http/forms.ts'
import { pageOf, renderPage } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { answerHere } from './answer-here.ts'
import { answerMore } from './answer-more.ts'
import { parseScore } from './answer.ts'
import { parseAnswers, parseCounter } from './form.ts'
import { isLinkOpen, surveyNow } from './survey-now.ts'
import { askedOf, overallSlug, restOf } from './questionnaire.ts'

/** The questionnaire on a touch screen at the exit; who may use it, the kiosk's own routes have decided. */
export function surveyKioskRoutes(deps: Deps, assets: Assets) {
  return new Hono<Env>()
    .get('/', async c => {
      const survey = await surveyNow(deps, c.var.office)
      const overall = survey?.questions.find(({ slug }) => slug === overallSlug)
      if (!survey || !overall) return nothingToAsk(c)
      const props = { page: pageOf(c, assets), office: c.var.office, goal: survey.goal, overall }
      return renderPage(c, <KioskSurveyPage {...props} secret={newToken()} />)
    })
    .post('/', async c => {
      const { office, language, kioskId, caller } = c.var
      const form = await readForm(c)
      const secret = form.one('secret')
      const score = parseScore(form.one('score'))
      const survey = await surveyNow(deps, office)
      if (!survey || !isTokenShaped(secret) || score === undefined) return toStart(c)
      // The second press of one tap: it has its answer already.
      if (await isLinkOpen(deps, office, secret)) return toMore(c, secret)
      if (!(await deps.limits.allowKioskAnswer(kioskId === null ? caller : `kiosk ${kioskId}`)))
        return end(c, 'damped')

      const rest = restOf(askedOf(survey))
      await answerHere(deps, office, {
        ...{ channel: 'kiosk', counterId: null, scores: { [overallSlug]: score }, comment: null },
        ...{ language, secret, isDone: rest.length === 0 },
      })
      return rest.length === 0 ? toThanks(c) : toMore(c, secret)
    })
    .get('/thanks', c => end(c, 'thanks'))
    .get('/:token', async c => {
      const { office } = c.var
      const token = c.req.param('token')
      const survey = await surveyNow(deps, office)
      if (!survey || !isTokenShaped(token) || !(await isLinkOpen(deps, office, token))) return toStart(c)
      const props = { page: pageOf(c, assets), office, rest: restOf(askedOf(survey)), token }
      return renderPage(c, <KioskSurveyMorePage {...props} />)
    })
    .post('/:token', async c => {
      const { office } = c.var
      const form = await readForm(c)
      const survey = await surveyNow(deps, office)
      const counterId = parseCounter(office, form.one('counter'))
      const parsed = survey && parseAnswers(restOf(askedOf(survey)), form)
      if (!parsed?.ok || counterId === undefined) return toStart(c)
      const more = { scores: parsed.scores, comment: null, counterId }
      const outcome = await answerMore(deps, office, c.req.param('token'), more)
      return outcome.ok ? toThanks(c) : toStart(c)
    })

  /** Nothing that can be put right by whoever stands there: the next one begins anew. */
  function toStart(c: Ctx) {
    return c.redirect(paths.kioskSurvey(c.var.office.slug), 303)
  }

  function toMore(c: Ctx, secret: string) {
    return c.redirect(paths.kioskSurveyMore(c.var.office.slug, secret), 303)
  }

  function toThanks(c: Ctx) {
    return c.redirect(paths.kioskSurveyThanks(c.var.office.slug), 303)
  }

  function end(c: Ctx, kind: 'thanks' | 'damped') {
    const page = pageOf(c, assets)
    const { kiosk, thanksText } = page.t.survey
    const text = kind === 'thanks' ? thanksText : kiosk.dampedText
    const props = { page, office: c.var.office, title: kiosk[kind], text }
    return renderPage(c, <KioskSurveyEndPage {...props} />, kind === 'thanks' ? 200 : 429)
  }

  function nothingToAsk(c: Ctx) {
    const page = pageOf(c, assets)
    const { none } = page.t.survey.kiosk
    const props = { page, office: c.var.office, title: none, text: page.t.survey.poster.noneText }
    return renderPage(c, <KioskSurveyEndPage {...props} seconds={60} />, 404)
  }
}
