import { Hono } from 'hono'
import { PaperPage, type PaperFault, type Stack } from '#views/survey/paper-page.tsx'
import { isTokenShaped, newToken } from '../access/token.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { type Form, readForm, readQuery } from '../http/forms.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { type Scores, parseScore } from './answer.ts'
import { parseComment } from './comment.ts'
import { enterSheet, sheetMonths, takeBackSheet } from './enter-sheet.ts'
import { parseCounter, sheetMark, typedAnswers } from './form.ts'
import { askedOf, type Question } from './questionnaire.ts'
import { questionnaireOf } from './questionnaire-queries.ts'

/** Typing in what people have answered on paper. */
export function paperSurveyRoutes(deps: Deps, assets: Assets) {
  return new Hono<Env>()
    .get('/', async c => {
      const query = readQuery(c)
      const stack = await stackOf(c, query)
      const back = query.one('back')
      const takenBack = back === '' ? null : back === '1'
      return paperPage(c, stack, { typed: blank, faults: [], takenBack })
    })
    .post('/', async c => {
      const { office, staff } = c.var
      const form = await readForm(c)
      const stack = await stackOf(c, form)
      const counterId = parseCounter(office, form.one('counter'))
      if (!stack || counterId === undefined) return c.redirect(paths.surveyPaper(), 303)
      const questions = await questionsOf(c, stack)
      const parsed = parseSheet(questions, form)
      if (!parsed.ok) {
        const shown = { typed: typedAnswers(questions, form), faults: parsed.faults, takenBack: null }
        return paperPage(c, stack, shown)
      }
      const secret = isTokenShaped(form.one('secret')) ? form.one('secret') : newToken()
      const { scores, comment } = parsed
      await enterSheet(deps, office, staff, { month: stack.month, counterId, scores, comment }, secret)
      return c.redirect(paths.surveyPaper({ ...stack, done: stack.done + 1, last: secret }), 303)
    })
    .post('/take-back', async c => {
      const form = await readForm(c)
      const stack = await stackOf(c, form)
      if (!stack) return c.redirect(paths.surveyPaper(), 303)
      const isBack = await takeBackSheet(deps, c.var.office, c.var.staff, stack.last ?? '')
      const { month, counter, done } = stack
      const rest = paths.surveyPaper({ month, counter, done: isBack ? done - 1 : done })
      return c.redirect(`${rest}&back=${isBack ? 1 : 0}`, 303)
    })

  /** The stack that an address or a form tells of; null for none that can be typed in. */
  async function stackOf(c: Ctx, sent: Form): Promise<Stack | null> {
    const months = await sheetMonths(deps, c.var.office)
    const month = months.find(known => known === sent.one('month'))
    const counter = sent.one('counter')
    if (!month || parseCounter(c.var.office, counter) === undefined) return null
    const done = /^\d{1,4}$/.test(sent.one('done')) ? Number(sent.one('done')) : 0
    const last = sent.one('last')
    return { month, counter, done, last: isTokenShaped(last) ? last : null }
  }

  async function questionsOf(c: Ctx, { month }: Pick<Stack, 'month'>): Promise<Question[]> {
    const survey = await deps.store.read(db => questionnaireOf(db, c.var.office.id, month))
    return survey ? askedOf(survey) : []
  }

  async function paperPage(c: Ctx, stack: Stack | null, shown: Shown) {
    const { office, staff } = c.var
    const questions = stack ? await questionsOf(c, stack) : []
    const months = await sheetMonths(deps, office)
    if (months.length === 0) return c.redirect(paths.staffSurvey(), 303)
    const props = { page: staffPageOf(c, assets), staff, office, months, stack, questions, ...shown }
    return renderPage(c, <PaperPage {...props} secret={newToken()} />, shown.faults.length > 0 ? 422 : 200)
  }
}

type Shown = {
  typed: { marks: Record<string, string>; comment: string }
  faults: PaperFault[]
  takenBack: boolean | null
}

const blank = { marks: {}, comment: '' }

type ParsedSheet = { ok: true; scores: Scores; comment: string | null } | { ok: false; faults: PaperFault[] }

/** Figures from 0 to 5 and a comment; a sheet with neither is no answer. */
function parseSheet(questions: readonly Question[], form: Form): ParsedSheet {
  const faults: PaperFault[] = []
  const scores: Record<string, Scores[string]> = {}
  for (const { slug } of questions) {
    const mark = sheetMark(form.one(slug))
    const score = parseScore(mark)
    if (score !== undefined) scores[slug] = score
    else if (mark !== '') faults.push({ field: slug, reason: 'mark' })
  }
  const comment = parseComment(form.one('comment'))
  if (!comment.ok) faults.push({ field: 'comment', reason: comment.reason })
  const [first] = questions
  const isBlank = Object.keys(scores).length === 0 && comment.ok && comment.body === null
  if (faults.length === 0 && isBlank && first) faults.push({ field: first.slug, reason: 'nothing' })
  return faults.length > 0 || !comment.ok
    ? { ok: false, faults }
    : { ok: true, scores, comment: comment.body }
}
