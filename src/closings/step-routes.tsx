import { Hono } from 'hono'
import { CallsPage } from '#views/closings/calls-page.tsx'
import { ChoicePage } from '#views/closings/choice-page.tsx'
import { ChoicesPage } from '#views/closings/choices-page.tsx'
import { MessagesPage } from '#views/closings/messages-page.tsx'
import { PeoplePage } from '#views/closings/people-page.tsx'
import { ResultPage } from '#views/closings/result-page.tsx'
import { noteShownList } from '../audit/note-shown.ts'
import { dateOf, instantOf, minuteOf, parseDate } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm, readQuery } from '../http/forms.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import { bookingsShown } from '../openings/ahead-queries.ts'
import { paths } from '../paths.ts'
import { parseId, seenOf } from '../queue/form.ts'
import { seesNames } from '../staff/staff-member.ts'
import { callsAfter, callsAhead, isToBeCalled } from './calls.ts'
import { choiceValue, parseChoice, usualChoice } from './choice.ts'
import { choose, chooseForAll } from './choose.ts'
import { close } from './close.ts'
import type { Closing } from './closing.ts'
import { parseBulk, parseChoices, parsePage } from './form.ts'
import { lettersOf } from './letters.ts'
import { ownClosing } from './own-closing.ts'
import { decidedBookings } from './queries.ts'
import { refusalPage } from './refusal-routes.tsx'
import type { StepOutcome } from './take-step.ts'
import { viewPeople } from './view-people.ts'

const perPage = 50

/** The steps of a closing after the first: whom it hits, what becomes of them, the messages, and the end. */
export function closingStepRoutes(deps: Deps, assets: Assets) {
  const propsOf = (c: Ctx) => ({ page: staffPageOf(c, assets), staff: c.var.staff, office: c.var.office })
  const closingOf = (c: Ctx) =>
    ownClosing(deps, c.var.office, c.var.staff, parseId(c.req.param('closing') ?? ''))
  const view = (c: Ctx, closing: Closing, shown: Parameters<typeof viewPeople>[4]) =>
    viewPeople(deps, c.var.office, c.var.staff, closing, shown)
  const actOf = (c: Ctx, closing: Closing, seen: number | undefined) => ({
    ...{ staff: c.var.staff, closingId: closing.id, seen: seen ?? 0 },
  })

  /** Answers for a closing in preparation; one that has ended leads to its end. */
  const whileBegun = async (c: Ctx, answer: (closing: Closing) => Promise<Response> | Response) => {
    const closing = await closingOf(c)
    if (!closing || closing.state === 'discarded') return c.notFound()
    return closing.state === 'begun' ? answer(closing) : c.redirect(paths.closing(closing.id, 'result'), 303)
  }

  return new Hono<Env>()
    .get('/:closing/people', c =>
      whileBegun(c, async closing => {
        const number = parsePage(readQuery(c).one('page'))
        const found = await view(c, closing, { from: (number - 1) * perPage, count: perPage })
        return renderPage(c, <PeoplePage {...propsOf(c)} {...found} {...{ closing, number, perPage }} />)
      }),
    )
    .get('/:closing/choices', c =>
      whileBegun(c, closing => {
        const query = readQuery(c)
        return choicesPage(c, closing, parsePage(query.one('page')), query.one('done') === 'saved')
      }),
    )
    .post('/:closing/choices', c =>
      whileBegun(c, async closing => {
        const form = await readForm(c)
        const number = parsePage(form.one('page'))
        const { people, shown } = await view(c, closing, { from: (number - 1) * perPage, count: perPage })
        const choices = parseChoices(form, shown)
        if (!choices) return choicesPage(c, closing, number, false, true)
        const act = actOf(c, closing, seenOf(form))
        const outcome = await choose(deps, c.var.office, act, choices)
        const isLast = number * perPage >= people.length
        const next = isLast
          ? paths.closing(closing.id, 'messages')
          : paths.closingChoices(closing.id, number + 1)
        return answered(c, outcome, next, paths.closingChoices(closing.id, number))
      }),
    )
    .post('/:closing/choices/all', c =>
      whileBegun(c, async closing => {
        const form = await readForm(c)
        const bulk = parseBulk(form)
        const again = paths.closingChoices(closing.id)
        if (!bulk) return choicesPage(c, closing, 1, false, true)
        const outcome = await chooseForAll(deps, c.var.office, actOf(c, closing, seenOf(form)), bulk)
        return answered(c, outcome, `${again}?done=saved`, again)
      }),
    )
    .get('/:closing/appointments/:appointment', c => whileBegun(c, closing => choicePage(c, closing)))
    .post('/:closing/appointments/:appointment', c =>
      whileBegun(c, async closing => {
        const appointmentId = parseId(c.req.param('appointment') ?? '')
        const form = await readForm(c)
        const typed = { value: form.one('choice'), reason: form.one('reason') }
        const choice = parseChoice(typed.value, typed.reason)
        if (!choice || appointmentId === null) return choicePage(c, closing, typed)
        const { shown } = await view(c, closing, { from: 0, count: 0, only: appointmentId })
        if (shown.length === 0) return c.notFound()
        const act = actOf(c, closing, seenOf(form))
        const outcome = await choose(deps, c.var.office, act, new Map([[appointmentId, choice]]))
        const next = `${paths.closingChoices(closing.id)}?done=saved`
        return answered(c, outcome, next, paths.closingChoice(closing.id, appointmentId))
      }),
    )
    .get('/:closing/messages', c => whileBegun(c, closing => messagesPage(c, closing)))
    .post('/:closing/messages', c =>
      whileBegun(c, async closing => {
        const outcome = await close(deps, c.var.office, actOf(c, closing, seenOf(await readForm(c))))
        if (!outcome.ok && outcome.reason !== 'not_found') return messagesPage(c, closing, outcome.reason)
        return answered(c, outcome, paths.closing(closing.id, 'result'), paths.closing(closing.id))
      }),
    )
    .get('/:closing/result', async c => {
      const closing = await closingOf(c)
      if (!closing || closing.changeId === null) return c.notFound()
      const { changeId } = closing
      const decided = await deps.store.read(db => decidedBookings(db, c.var.office.id, changeId))
      const ids = decided.map(({ appointmentId }) => appointmentId)
      const bookings = await deps.store.read(db => bookingsShown(db, ids, false))
      const calls = decided.filter(isToBeCalled).length
      return renderPage(c, <ResultPage {...propsOf(c)} {...{ closing, decided, bookings, calls }} />)
    })
    .get('/:closing/calls', async c => {
      const { office, staff } = c.var
      const closing = await closingOf(c)
      if (!closing || closing.state === 'discarded') return c.notFound()
      const lines = await linesOf(c, closing)
      const appointmentIds = lines.map(({ appointmentId }) => appointmentId)
      await noteShownList(deps, { office, staff }, { on: 'closing', appointmentIds })
      return renderPage(c, <CallsPage {...propsOf(c)} {...{ closing, lines, now: c.var.askedAt }} />)
    })

  async function linesOf(c: Ctx, closing: Closing) {
    const { office, staff } = c.var
    const { changeId } = closing
    return changeId === null
      ? callsAhead((await view(c, closing, { from: 0, count: 0 })).people)
      : deps.store.read(db => callsAfter(db, office, changeId, seesNames(staff)))
  }

  function answered(c: Ctx, outcome: StepOutcome, next: string, again: string) {
    return outcome.ok ? c.redirect(next, 303) : refusalPage(c, assets, outcome, again)
  }

  async function choicesPage(
    c: Ctx,
    closing: Closing,
    number: number,
    isSaved: boolean,
    isUnreadable = false,
  ) {
    const found = await view(c, closing, { from: (number - 1) * perPage, count: perPage })
    const shown = { closing, number, perPage, isSaved, isUnreadable }
    return renderPage(c, <ChoicesPage {...propsOf(c)} {...found} {...shown} />, isUnreadable ? 422 : 200)
  }

  async function choicePage(c: Ctx, closing: Closing, refused?: { value: string; reason: string }) {
    const { timeZone } = c.var.office
    const appointmentId = parseId(c.req.param('appointment') ?? '')
    if (appointmentId === null) return c.notFound()
    const asked = parseDate(readQuery(c).one('date'))
    const first = await view(c, closing, { from: 0, count: 0 })
    const visit = first.people.find(person => person.visit.appointmentId === appointmentId)?.visit
    if (!visit) return c.notFound()
    const at = asked ? instantOf(asked, minuteOf(visit.startsAt, timeZone), timeZone) : visit.startsAt
    const near = { appointmentId, at }
    const [person] = (await view(c, closing, { from: 0, count: 0, near, only: appointmentId })).shown
    if (!person) return c.notFound()
    const choice = person.choice ?? usualChoice(person.newTimes)
    const kept = { value: choiceValue(choice), reason: choice.kind === 'keep' ? choice.reason : '' }
    const date = asked ?? dateOf(visit.startsAt, timeZone)
    const shown = { closing, person, date, typed: refused ?? kept, isRefused: refused !== undefined }
    return renderPage(c, <ChoicePage {...propsOf(c)} {...shown} />, refused ? 422 : 200)
  }

  async function messagesPage(c: Ctx, closing: Closing, refusal: Refusal | null = null) {
    const { people } = await view(c, closing, { from: 0, count: 0 })
    const letters = await lettersOf(deps, c.var.office, closing, people)
    return renderPage(
      c,
      <MessagesPage {...propsOf(c)} {...{ closing, people, letters, refusal }} />,
      refusal ? 409 : 200,
    )
  }
}

type Refusal = Exclude<Extract<StepOutcome, { ok: false }>['reason'], 'not_found'>
