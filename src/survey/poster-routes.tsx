import { Hono } from 'hono'
import { MessagePage } from '#views/layout/message-page.tsx'
import { PosterPage, type PosterFault } from '#views/survey/poster-page.tsx'
import { isTokenShaped, newToken } from '../access/token.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import { readCookie, writeCookie } from '../http/cookies.ts'
import type { Ctx, Env } from '../http/env.ts'
import { type Form, readForm } from '../http/forms.ts'
import { pageOf, renderPage } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { answerHere } from './answer-here.ts'
import { parseAnswers, parseCounter, typedAnswers } from './form.ts'
import { askedOf, type Month, overallSlug, type Questionnaire } from './questionnaire.ts'
import { surveyNow } from './survey-now.ts'

const monthSeconds = 31 * 86_400

/** The questionnaire that a poster leads to: for anybody, once a month and browser. */
export function posterRoutes(deps: Deps, assets: Assets) {
  return new Hono<Env>()
    .get('/survey', async c => {
      const survey = await surveyNow(deps, c.var.office)
      if (!survey) return message(c, 'none', 404)
      return hasAnswered(c, survey)
        ? message(c, 'answeredBefore', 200)
        : posterPage(c, survey, { marks: {}, comment: '', counter: '' }, [])
    })
    .post('/survey', async c => {
      const { office, language, caller } = c.var
      const form = await readForm(c)
      const survey = await surveyNow(deps, office)
      if (!survey) return message(c, 'none', 404)
      // No person sees that field; a program that fills everything in learns nothing.
      if (form.one('website') !== '' || hasAnswered(c, survey)) return toThanks(c)

      const asked = askedOf(survey)
      const faults = faultsOf(c, survey, form)
      const parsed = parseAnswers(asked, form)
      const counterId = parseCounter(office, form.one('counter'))
      if (!parsed.ok || counterId === undefined || faults.length > 0) {
        const typed = { ...typedAnswers(asked, form), counter: form.one('counter') }
        return posterPage(c, survey, typed, faults)
      }
      if (!(await deps.limits.allowPosterAnswer(caller, survey.month))) return message(c, 'tooOften', 429)

      const secret = isTokenShaped(form.one('secret')) ? form.one('secret') : newToken()
      const { scores, comment } = parsed
      const answer = {
        channel: 'poster',
        counterId,
        scores,
        comment,
        language,
        secret,
        isDone: true,
      } as const
      await answerHere(deps, office, answer)
      writeCookie(c, deps.settings, 'survey', remembered(c, survey), monthSeconds)
      return toThanks(c)
    })
    .get('/survey/thanks', c => {
      const page = pageOf(c, assets)
      const { thanks, thanksText } = page.t.survey
      return renderPage(c, <MessagePage page={page} title={thanks} text={thanksText} />)
    })

  function toThanks(c: Ctx) {
    return c.redirect(paths.surveyThanks(c.var.office.slug), 303)
  }

  function hasAnswered(c: Ctx, { month }: Questionnaire): boolean {
    const offices = answeredAt(c, month)
    return offices !== null && (offices.length === 0 || offices.includes(c.var.office.slug))
  }

  /** The offices at which this browser has answered in a month, none where it does not say at which; null: nowhere. */
  function answeredAt(c: Ctx, month: Month): string[] | null {
    const [answered, ...offices] = (readCookie(c, deps.settings, 'survey') ?? '').split('.')
    return answered === month ? offices : null
  }

  /** What a browser keeps of having answered here too: `2026-12.mihon.tonari`. */
  function remembered(c: Ctx, { month }: Questionnaire): string {
    return [month, ...(answeredAt(c, month) ?? []), c.var.office.slug].join('.')
  }

  function faultsOf(c: Ctx, survey: Questionnaire, form: Form): PosterFault[] {
    const parsed = parseAnswers(askedOf(survey), form)
    const faults: PosterFault[] = []
    if (form.one(overallSlug) === '') faults.push('overall')
    if (!parsed.ok) faults.push(parsed.fault === 'unknown' ? 'mark' : parsed.fault)
    if (parseCounter(c.var.office, form.one('counter')) === undefined) faults.push('counter')
    return faults
  }

  function posterPage(
    c: Ctx,
    survey: Questionnaire,
    typed: { marks: Record<string, string>; comment: string; counter: string },
    faults: PosterFault[],
  ) {
    const props = { page: pageOf(c, assets), office: c.var.office, goal: survey.goal, typed, faults }
    const page = <PosterPage {...props} questions={askedOf(survey)} secret={newToken()} />
    return renderPage(c, page, faults.length > 0 ? 422 : 200)
  }

  function message(c: Ctx, kind: 'none' | 'answeredBefore' | 'tooOften', status: 200 | 404 | 429) {
    const page = pageOf(c, assets)
    const { poster } = page.t.survey
    return renderPage(
      c,
      <MessagePage page={page} title={poster[kind]} text={poster[`${kind}Text`]} />,
      status,
    )
  }
}
