import { Hono } from 'hono'
import { QuestionPage } from '#views/planner/question-page.tsx'
import { QuestionsPage } from '#views/planner/questions-page.tsx'
import { catalogueDoor } from '../catalogue/door-routes.tsx'
import { typedPlaces } from '../catalogue/documents-form.ts'
import { versionOf } from '../catalogue/form.ts'
import { reordered, type TypedPlaces } from '../catalogue/order.ts'
import { findSubject } from '../catalogue/subject-queries.ts'
import type { TextError } from '../catalogue/typed-texts.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { type Form, readForm, readQuery } from '../http/forms.ts'
import { renderPage } from '../http/render.tsx'
import { type LifeEvent, type Question, servicesByIds } from '../offices/office.ts'
import { paths } from '../paths.ts'
import { changeQuestion, orderQuestions } from './change-questions.ts'
import { parseQuestion, typedQuestion, type TypedQuestion } from './question-form.ts'

/** What the office asks in a life event: its order, and each question. */
export function questionRoutes(deps: Deps, assets: Assets) {
  const { ofOffice, propsOf } = catalogueDoor(deps, assets)

  return new Hono<Env>()
    .get('/:event/questions', c =>
      ofEvent(c, (event, version) =>
        questionsPage(c, event, { version, isDone: readQuery(c).one('done') === 'saved' }),
      ),
    )
    .post('/:event/questions', async c => {
      const form = await readForm(c)
      return ofEvent(c, (event, version) => saveOrder(c, event, version, form))
    })
    .get('/:event/questions/:question', c =>
      ofEvent(c, (event, version) =>
        ofQuestion(c, event, question => questionPage(c, event, question, { version })),
      ),
    )
    .post('/:event/questions/:question', async c => {
      const form = await readForm(c)
      return ofEvent(c, event => ofQuestion(c, event, question => save(c, event, question, form)))
    })

  /** With the version of the event, whose questions change as one. */
  function ofEvent(
    c: Ctx,
    show: (event: LifeEvent, version: number) => Promise<Response> | Response,
  ): Promise<Response> {
    return ofOffice(c, async office => {
      const slug = c.req.param('event') ?? ''
      const subject = await deps.store.read(db => findSubject(db, office.id, 'life-events', slug))
      const event = office.lifeEvents.find(({ id }) => id === subject?.id)
      return subject && event ? show(event, subject.version) : c.notFound()
    })
  }

  /** `new` is a question that is not there yet. */
  function ofQuestion(
    c: Ctx,
    event: LifeEvent,
    show: (question: Question | null) => Promise<Response> | Response,
  ): Promise<Response> | Response {
    const slug = c.req.param('question') ?? ''
    const question = event.questions.find(candidate => candidate.slug === slug)
    return question || slug === 'new' ? show(question ?? null) : c.notFound()
  }

  async function saveOrder(c: Ctx, event: LifeEvent, seen: number, form: Form): Promise<Response> {
    const { office, staff } = c.var
    const rows = [...new Set(form.all('row'))]
    const typed = typedPlaces(form, rows)
    const order = reordered(rows, typed)
    const version = versionOf(form)
    if (!order.ok) return questionsPage(c, event, { version: version ?? seen, typed, wrong: order.wrong })
    const removed = form.all('remove')
    const slugs = order.keys.filter(slug => !removed.includes(slug))
    const outcome = await orderQuestions(deps, staff, office, { event: event.slug, version }, slugs)
    if (outcome.ok) return c.redirect(`${paths.questions(office.slug, event.slug)}?done=saved`, 303)
    return ofEvent(c, (changed, now) => questionsPage(c, changed, { version: now, isStale: true, typed }))
  }

  function questionsPage(c: Ctx, event: LifeEvent, shown: QuestionsShown) {
    const { version, typed = {}, wrong = [], isStale = false, isDone = false } = shown
    const places = Object.fromEntries(
      event.questions.map(({ slug }, index) => [slug, typed[slug] ?? String(index + 1)]),
    )
    return renderPage(
      c,
      <QuestionsPage {...propsOf(c)} {...{ event, places, wrong, version, isStale, isDone }} />,
      wrong.length > 0 ? 422 : isStale ? 409 : 200,
    )
  }

  async function save(c: Ctx, event: LifeEvent, question: Question | null, form: Form): Promise<Response> {
    const { office, staff } = c.var
    const typed = typedQuestion(form, servicesByIds(office, event.serviceIds), question)
    const version = versionOf(form)
    const parsed = parseQuestion(typed)
    if (!parsed.ok)
      return questionPage(c, event, question, { version: version ?? 0, typed, errors: parsed.errors })
    const aim = { event: event.slug, version, slug: question?.slug ?? null }
    const outcome = await changeQuestion(deps, staff, office, aim, parsed.draft)
    if (outcome.ok) return c.redirect(`${paths.questions(office.slug, event.slug)}?done=saved`, 303)
    if (outcome.reason === 'too_many')
      return questionPage(c, event, question, { version: version ?? 0, typed, isFull: true })
    return ofEvent(c, (changed, now) =>
      ofQuestion(c, changed, again =>
        questionPage(c, changed, again, { version: now, typed, isStale: true }),
      ),
    )
  }

  function questionPage(c: Ctx, event: LifeEvent, question: Question | null, shown: QuestionShown) {
    const services = servicesByIds(c.var.office, event.serviceIds)
    const { typed = typedQuestion(null, services, question), errors = [], version } = shown
    const { isStale = false, isFull = false } = shown
    return renderPage(
      c,
      <QuestionPage
        {...propsOf(c)}
        {...{ event, question, services, typed, errors, version, isStale, isFull }}
      />,
      errors.length > 0 ? 422 : isStale || isFull ? 409 : 200,
    )
  }
}

type QuestionsShown = {
  version: number
  typed?: TypedPlaces
  wrong?: readonly string[]
  isStale?: boolean
  isDone?: boolean
}

type QuestionShown = {
  version: number
  typed?: TypedQuestion
  errors?: readonly TextError[]
  isStale?: boolean
  isFull?: boolean
}
