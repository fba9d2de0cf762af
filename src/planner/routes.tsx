import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { MessagePage } from '#views/layout/message-page.tsx'
import { ChecklistPage } from '#views/planner/checklist-page.tsx'
import { LifeEventPage } from '#views/planner/life-event-page.tsx'
import { PlansPage } from '#views/planner/plans-page.tsx'
import { PlanRefusedPage } from '#views/planner/refused-page.tsx'
import { isTokenShaped } from '../access/token.ts'
import { intentKey } from '../booking/form.ts'
import { heldAppointment, releaseHold } from '../booking/keep-hold.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import { readCookie, writeCookie } from '../http/cookies.ts'
import type { Ctx, Env } from '../http/env.ts'
import { type Form, readForm, readQuery } from '../http/forms.ts'
import { pageOf, renderPage } from '../http/render.tsx'
import { type Answers, servicesFor } from '../offices/life-event.ts'
import type { LifeEvent } from '../offices/office.ts'
import { paths } from '../paths.ts'
import { type Refused } from './errand.ts'
import { createPlanner } from './find-plans.ts'
import { parseErrand, parseLegs, parseServices, typedAnswers } from './form.ts'
import { holdPlanned, type HoldPlannedOutcome } from './hold-plan.ts'
import { routeOf } from './plan.ts'
import { plansView } from './plans-view.ts'

/** From a life event over its questions to the list of services, and to one visit for all of them. */
export function plannerRoutes(deps: Deps, assets: Assets) {
  const planner = createPlanner(deps)

  return new Hono<Env>()
    .get('/life-events/:event', c => ofEvent(c, event => eventPage(c, event, new Map())))
    .post('/life-events/:event', async c => {
      const form = await readForm(c)
      return ofEvent(c, event => {
        const answers = typedAnswers(event, form)
        const services = servicesFor(c.var.office, event, answers)
        if (!services) return eventPage(c, event, answers, true)
        // The answers end here: the address says what is to be done, as it does wherever services are chosen.
        const slugs = services.map(({ slug }) => slug)
        return c.redirect(paths.checklist(c.var.office.slug, slugs, event.slug), 303)
      })
    })

    .get('/checklist', c => {
      const { office } = c.var
      const query = readQuery(c)
      const services = parseServices(office, query)
      if (!services) return problem(c, 'notFound', 404)
      const event = office.lifeEvents.find(({ slug }) => slug === query.one('event')) ?? null
      return renderPage(c, <ChecklistPage page={pageOf(c, assets)} {...{ office, services, event }} />)
    })

    .get('/plans', async c => {
      const { office } = c.var
      const query = readQuery(c)
      const errand = parseErrand(office, query)
      if (!errand.ok) return refuse(c, errand.refused)
      const { services, people } = errand.wish
      if (routeOf(office, errand.wish).legs.length === 1)
        return c.redirect(
          paths.slots(office.slug, { services: services.map(({ slug }) => slug), people }),
          302,
        )
      return plansPage(c, query, null)
    })

    .post('/plans', async c => {
      const { office, language } = c.var
      const form = await readForm(c)
      if (!(await deps.limits.allowDeed(c.var.caller))) return problem(c, 'tooMany', 429)
      const errand = parseErrand(office, form)
      if (!errand.ok) return refuse(c, errand.refused)
      const legs = parseLegs(office, form)
      if (!legs) return plansPage(c, form, 'plan_times')

      const earlier = readCookie(c, deps.settings, 'hold')
      const request = { people: errand.wish.people, legs, language, channel: 'web' as const }
      const scope = `form plan ${office.slug} ${form.all('leg').join(' ')}`
      const intent = {
        key: intentKey(form),
        scope,
        body: { legs: form.all('leg'), people: form.one('people') },
      }
      const outcome = await holdPlanned(deps, office, request, intent)
      if (!outcome.ok) return plansPage(c, form, outcome.reason)

      // Given back in between, and now chosen once more: the key alone would answer with what is no longer held.
      const held = await heldAppointment(deps, office, outcome.hold)
      const isLive = held && (held.state === 'booked' || (held.heldUntil ?? 0) > deps.clock.now())
      const fresh = isLive
        ? outcome
        : await holdPlanned(deps, office, request, { ...intent, key: randomUUID() })
      if (!fresh.ok) return plansPage(c, form, fresh.reason)
      // One browser holds one time: choosing another gives the first one back.
      if (earlier && earlier !== fresh.hold && isTokenShaped(earlier))
        await releaseHold(deps, office, earlier)
      writeCookie(c, deps.settings, 'hold', fresh.hold, 24 * 3600)
      return c.redirect(paths.hold(office.slug), 303)
    })

  function ofEvent(c: Ctx, show: (event: LifeEvent) => Response | Promise<Response>) {
    const event = c.var.office.lifeEvents.find(({ slug }) => slug === c.req.param('event'))
    return event ? show(event) : problem(c, 'notFound', 404)
  }

  function eventPage(c: Ctx, event: LifeEvent, answers: Answers, isRefused = false) {
    const { office } = c.var
    return renderPage(
      c,
      <LifeEventPage page={pageOf(c, assets)} {...{ office, event, answers, isRefused }} />,
      isRefused ? 422 : 200,
    )
  }

  async function plansPage(
    c: Ctx,
    form: Form,
    reason: (HoldPlannedOutcome & { ok: false })['reason'] | null,
  ) {
    const { office } = c.var
    const errand = parseErrand(office, form)
    if (!errand.ok) return refuse(c, errand.refused)
    const view = await plansView(deps, planner, office, errand.wish, {
      from: form.one('from'),
      date: form.one('date'),
    })
    return renderPage(
      c,
      <PlansPage page={pageOf(c, assets)} {...{ view, reason }} keys={view.plans.map(() => randomUUID())} />,
      reason === null ? 200 : 409,
    )
  }

  function refuse(c: Ctx, refused: Refused) {
    const { office } = c.var
    return renderPage(c, <PlanRefusedPage page={pageOf(c, assets)} {...{ office, refused }} />, 422)
  }

  function problem(c: Ctx, kind: 'notFound' | 'tooMany', status: 404 | 429) {
    const page = pageOf(c, assets)
    if (status === 429) c.header('Retry-After', '60')
    return renderPage(c, <MessagePage page={page} {...page.t.problem[kind]} />, status)
  }
}
