import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { DiscardPage } from '#views/closings/discard-page.tsx'
import { ListPage } from '#views/closings/list-page.tsx'
import { PlanPage } from '#views/closings/plan-page.tsx'
import { intentKey } from '../booking/form.ts'
import { dateOf } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm, readQuery } from '../http/forms.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { parseId, seenOf } from '../queue/form.ts'
import { worksAt } from '../staff/staff-member.ts'
import { beginClosing } from './begin-closing.ts'
import { changePlan } from './change-plan.ts'
import { type Closing, usualDate } from './closing.ts'
import { discard } from './discard.ts'
import { emptyPlan, parsePlan, planAsTyped, type PlanError, type TypedPlan, typedPlan } from './form.ts'
import { ownClosing, ownClosings } from './own-closing.ts'
import { refusalPage } from './refusal-routes.tsx'

/** Closings begun and done, and the first step: what is to be closed. */
export function closingsRoutes(deps: Deps, assets: Assets) {
  const propsOf = (c: Ctx) => ({ page: staffPageOf(c, assets), staff: c.var.staff, office: c.var.office })
  const todayOf = (c: Ctx) => dateOf(c.var.askedAt, c.var.office.timeZone)
  const closingOf = (c: Ctx) =>
    ownClosing(deps, c.var.office, c.var.staff, parseId(c.req.param('closing') ?? ''))
  const begunOf = async (c: Ctx) => {
    const closing = await closingOf(c)
    return closing?.state === 'begun' ? closing : null
  }

  return new Hono<Env>()
    .get('/', async c => {
      const { office, staff } = c.var
      const [begun, done] = [
        await ownClosings(deps, office, staff, 'begun'),
        await ownClosings(deps, office, staff, 'done'),
      ]
      const isDiscarded = readQuery(c).one('done') === 'discarded'
      return renderPage(c, <ListPage {...propsOf(c)} {...{ begun, done, isDiscarded }} />)
    })
    .get('/new', c => {
      const own = ownCounters(c)
      return planPage(c, null, emptyPlan(usualDate(todayOf(c)), own.length === 1 ? [own[0]?.slug ?? ''] : []))
    })
    .post('/new', async c => {
      const { office, staff } = c.var
      const form = await readForm(c)
      const typed = typedPlan(form)
      const parsed = parsePlan(office, staff, typed, todayOf(c))
      if (!parsed.ok) return planPage(c, null, typed, { errors: parsed.errors })
      const scope = `closing ${office.id} ${staff.id}`
      const intent = { key: intentKey(form), scope, body: typed }
      const outcome = await beginClosing(deps, office, staff, parsed.plan, intent)
      if (outcome.ok) return c.redirect(paths.closing(outcome.closingId, 'people'), 303)
      return outcome.reason === 'key_reused'
        ? planPage(c, null, typed, { isUsed: true })
        : refusalPage(c, assets, { ok: false, reason: outcome.reason }, paths.closings())
    })
    .get('/:closing', async c => {
      const closing = await closingOf(c)
      if (!closing || closing.state === 'discarded') return c.notFound()
      return c.redirect(paths.closing(closing.id, closing.state === 'done' ? 'result' : 'people'), 303)
    })
    .get('/:closing/plan', async c => {
      const closing = await begunOf(c)
      return closing ? planPage(c, closing, planAsTyped(c.var.office, closing)) : c.notFound()
    })
    .post('/:closing/plan', async c => {
      const { office, staff } = c.var
      const closing = await closingOf(c)
      if (!closing) return c.notFound()
      const form = await readForm(c)
      const typed = typedPlan(form)
      const parsed = parsePlan(office, staff, typed, todayOf(c))
      const seen = seenOf(form) ?? 0
      if (!parsed.ok) return planPage(c, { ...closing, version: seen }, typed, { errors: parsed.errors })
      const outcome = await changePlan(deps, office, { staff, closingId: closing.id, seen }, parsed.plan)
      return outcome.ok
        ? c.redirect(paths.closing(closing.id, 'people'), 303)
        : refusalPage(c, assets, outcome, paths.closing(closing.id, 'plan'))
    })
    .get('/:closing/discard', async c => {
      const closing = await begunOf(c)
      return closing ? renderPage(c, <DiscardPage {...propsOf(c)} closing={closing} />) : c.notFound()
    })
    .post('/:closing/discard', async c => {
      const { office, staff } = c.var
      const closing = await closingOf(c)
      if (!closing) return c.notFound()
      const seen = seenOf(await readForm(c)) ?? 0
      const outcome = await discard(deps, office, { staff, closingId: closing.id, seen })
      return outcome.ok
        ? c.redirect(paths.closings('discarded'), 303)
        : refusalPage(c, assets, outcome, paths.closing(closing.id))
    })

  function ownCounters(c: Ctx) {
    const { office, staff } = c.var
    return office.counters.filter(({ id }) => worksAt(staff, { officeId: office.id, counterId: id }))
  }

  function planPage(c: Ctx, closing: Closing | null, typed: TypedPlan, wrong: Wrong = {}) {
    const { errors = [], isUsed = false } = wrong
    const props = {
      ...propsOf(c),
      closing,
      typed,
      errors,
      isUsed,
      counters: ownCounters(c),
      today: todayOf(c),
    }
    const status = errors.length > 0 || isUsed ? 422 : 200
    return renderPage(c, <PlanPage {...props} intentKey={randomUUID()} />, status)
  }
}

type Wrong = { errors?: readonly PlanError[]; isUsed?: boolean }
