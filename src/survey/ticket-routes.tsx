import { Hono } from 'hono'
import { MessagePage } from '#views/layout/message-page.tsx'
import { TicketMorePage } from '#views/survey/ticket-more-page.tsx'
import { isTokenShaped, tokenHash } from '../access/token.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm } from '../http/forms.ts'
import { pageOf, renderPage } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { ticketOfToken } from '../queue/ticket-queries.ts'
import { answerMore } from './answer-more.ts'
import { answerVisit } from './answer-visit.ts'
import { parseScore } from './answer.ts'
import { parseAnswers, typedAnswers } from './form.ts'
import { overallSlug } from './questionnaire.ts'
import { isSameMark } from './survey-now.ts'
import { ticketSurvey } from './ticket-survey.ts'

/** The questionnaire of a visit, by the link of its number. */
export function ticketSurveyRoutes(deps: Deps, assets: Assets) {
  return new Hono<Env>()
    .get('/t/:token/survey', async c => {
      const found = await surveyOf(c)
      if (!found) return notFound(c)
      const { token, survey } = found
      if (survey?.state !== 'given' || survey.rest.length === 0) return toTicket(c, token)
      const props = { page: pageOf(c, assets), office: c.var.office, token, survey }
      return renderPage(c, <TicketMorePage {...props} typed={{ marks: {}, comment: '' }} fault={null} />)
    })
    .post('/t/:token/survey', async c => {
      const found = await surveyOf(c)
      if (!found) return notFound(c)
      const { token, ticket, survey } = found
      const { refusal } = pageOf(c, assets).t.survey.ticket
      const score = parseScore((await readForm(c)).one('score'))
      if (score === undefined) return refuse(c, token, refusal.unknown, 422)
      const outcome = await answerVisit(deps, c.var.office, ticket, {
        ...{ scores: { [overallSlug]: score }, comment: null, language: c.var.language },
        ...{ token, isDone: survey?.rest.length === 0 },
      })
      // The second press of one tap: it has its answer already.
      const isTaken =
        !outcome.ok &&
        outcome.reason === 'already_answered' &&
        (await isSameMark(deps, c.var.office, token, score))
      return outcome.ok || isTaken
        ? c.redirect(paths.ticketSurvey(c.var.office.slug, token), 303)
        : refuse(c, token, refusal[outcome.reason], 409)
    })
    .get('/t/:token/survey/more', async c => {
      const found = await surveyOf(c)
      return found ? c.redirect(paths.ticketSurvey(c.var.office.slug, found.token), 303) : notFound(c)
    })
    .post('/t/:token/survey/more', async c => {
      const found = await surveyOf(c)
      if (!found) return notFound(c)
      const { token, survey } = found
      const form = await readForm(c)
      const page = pageOf(c, assets)
      // Sent twice: everything has been taken.
      if (survey?.state === 'given' && survey.rest.length === 0) return toTicket(c, token)
      if (survey?.state !== 'given') return refuse(c, token, page.t.survey.ticket.refusal.link_ended, 409)

      const parsed = parseAnswers(survey.rest, form)
      if (!parsed.ok) {
        const props = { page, office: c.var.office, token, survey, fault: parsed.fault }
        return renderPage(c, <TicketMorePage {...props} typed={typedAnswers(survey.rest, form)} />, 422)
      }
      const outcome = await answerMore(deps, c.var.office, token, parsed)
      return outcome.ok
        ? toTicket(c, token)
        : refuse(c, token, page.t.survey.ticket.refusal[outcome.reason], 409)
    })

  async function surveyOf(c: Ctx) {
    const { office } = c.var
    const token = c.req.param('token') ?? ''
    if (!isTokenShaped(token)) return null
    return deps.store.read(async db => {
      const ticket = await ticketOfToken(db, tokenHash(token))
      if (ticket?.officeId !== office.id) return null
      return { token, ticket, survey: await ticketSurvey(db, office, ticket, token, deps.clock.now()) }
    })
  }

  function toTicket(c: Ctx, token: string) {
    return c.redirect(paths.ticket(c.var.office.slug, token), 303)
  }

  function notFound(c: Ctx) {
    const page = pageOf(c, assets)
    const { notFound: title, notFoundText } = page.t.arrival.ticket
    return renderPage(c, <MessagePage page={page} title={title} text={notFoundText} />, 404)
  }

  function refuse(c: Ctx, token: string, text: string, status: 409 | 422) {
    const page = pageOf(c, assets)
    const { refusedTitle, back } = page.t.survey.ticket
    return renderPage(
      c,
      <MessagePage page={page} title={refusedTitle} text={text}>
        <p>
          <a href={paths.ticket(c.var.office.slug, token)}>{back}</a>
        </p>
      </MessagePage>,
      status,
    )
  }
}
