import { Hono } from 'hono'
import { ContactPage } from '#views/opinions/contact-page.tsx'
import { MovedAwayPage } from '#views/opinions/moved-away-page.tsx'
import { OpinionPage } from '#views/opinions/opinion-page.tsx'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { type Form, readForm, readQuery } from '../http/forms.ts'
import { mayUse } from '../http/policies.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { parseId, seenOf } from '../queue/form.ts'
import { answer } from './answer.ts'
import type { Act, ChangeOutcome } from './change.ts'
import { close } from './close.ts'
import { type DeedFault, parseAnswer, parseText, type TypedDeed } from './details.ts'
import { draft } from './draft.ts'
import { parseTarget } from './form.ts'
import { handOn } from './hand-on.ts'
import {
  answerWays,
  closeReasons,
  mayRead,
  type Opinion,
  type OpinionDeed,
  opinionLettersMax,
} from './opinion.ts'
import { publish, unpublish } from './publish.ts'
import { eventsOfOpinion } from './event-queries.ts'
import { findOpinion } from './opinion-queries.ts'
import { take } from './take.ts'
import { viewContact } from './view-contact.ts'

type Doing = { form: Form; act: Act }
type Done = { faults: DeedFault[] } | ChangeOutcome

const movedAway = { ok: false, reason: 'not_found' } as const

/** One opinion, and what staff do with it: each deed is a form of the page and comes back to it. */
export function oneOpinionRoutes(deps: Deps, assets: Assets) {
  return new Hono<Env>()
    .get('/:opinion', c =>
      withOpinion(c, opinion => opinionPage(c, opinion, { done: readQuery(c).one('done') })),
    )
    .get('/:opinion/contact', c =>
      withOpinion(c, async opinion => {
        const { office, staff } = c.var
        const contact = await viewContact(deps, office, staff, opinion)
        return renderPage(c, <ContactPage {...{ page: staffPageOf(c, assets), staff, opinion, contact }} />)
      }),
    )
    .get('/:opinion/:deed', c => withOpinion(c, ({ id }) => c.redirect(paths.staffOpinion(id), 303)))
    .post('/:opinion/take', c => deed(c, 'taken', ({ act }) => take(deps, c.var.office, act)))
    .post('/:opinion/draft', c =>
      deed(c, 'drafted', ({ form, act }) => {
        const { text, reason } = parseAnswer(form.one('answer'))
        if (reason) return { faults: [{ field: 'answer', reason }] }
        return draft(deps, c.var.office, act, text)
      }),
    )
    .post('/:opinion/answer', c =>
      deed(c, 'answered', ({ form, act }) => {
        const { text, reason } = parseAnswer(form.one('answer'))
        const by = answerWays.find(way => way === form.one('by'))
        const faults: DeedFault[] = reason ? [{ field: 'answer', reason }] : []
        if (!by) return { faults: [...faults, { field: 'by', reason: 'missing' }] }
        return reason ? { faults } : answer(deps, c.var.office, act, { text, by })
      }),
    )
    .post('/:opinion/hand-on', c =>
      deed(c, 'handed_on', ({ form, act }) => {
        const to = parseTarget(c.var.office, form.one('to'))
        if (to === undefined) return { faults: [{ field: 'to', reason: 'missing' }] }
        return handOn(deps, c.var.office, act, to)
      }),
    )
    .post('/:opinion/close', c =>
      deed(c, 'closed', ({ form, act }) => {
        const why = closeReasons.find(known => known === form.one('reason'))
        if (!why) return { faults: [{ field: 'reason', reason: 'missing' }] }
        return close(deps, c.var.office, act, why)
      }),
    )
    .post('/:opinion/publish', c =>
      deed(c, 'published', ({ form, act }) => {
        const text = parseText(form.one('publishedText'), opinionLettersMax)
        const answer = parseAnswer(form.one('publishedAnswer'))
        const faults: DeedFault[] = [
          ...(text.reason ? [{ field: 'publishedText', reason: text.reason } as const] : []),
          ...(answer.reason ? [{ field: 'publishedAnswer', reason: answer.reason } as const] : []),
          ...(form.one('isAnonymous') === '1' ? [] : [{ field: 'isAnonymous', reason: 'missing' } as const]),
        ]
        if (faults.length > 0) return { faults }
        return publish(deps, c.var.office, act, { text: text.text, answer: answer.text })
      }),
    )
    .post('/:opinion/unpublish', c => deed(c, 'unpublished', ({ act }) => unpublish(deps, c.var.office, act)))

  async function withOpinion(
    c: Ctx,
    show: (opinion: Opinion) => Response | Promise<Response>,
  ): Promise<Response> {
    const found = await opinionOf(c)
    return found && mayRead(c.var.staff, found) ? show(found) : c.notFound()
  }

  async function opinionOf(c: Ctx): Promise<Opinion | null> {
    const { office } = c.var
    const id = parseId(c.req.param('opinion') ?? '')
    return id === null ? null : deps.store.read(db => findOpinion(db, office.id, id))
  }

  /** Does what a form asks for. A refusal comes back to the page as it is now, with everything typed. */
  async function deed(c: Ctx, name: OpinionDeed, run: (doing: Doing) => Done | Promise<Done>) {
    const { staff } = c.var
    const found = await opinionOf(c)
    if (!found) return c.notFound()
    const form = await readForm(c)
    const typed = typedDeed(form)
    const outcome = mayRead(staff, found)
      ? await run({ form, act: { staff, opinionId: found.id, seen: seenOf(form) ?? 0 } })
      : movedAway
    if ('faults' in outcome) return opinionPage(c, found, { typed, faults: outcome.faults })
    if (outcome.ok)
      return name === 'handed_on'
        ? c.redirect(paths.staffOpinions({ done: name }), 303)
        : c.redirect(paths.staffOpinion(found.id, name), 303)

    const now = await opinionOf(c)
    if (now && mayRead(staff, now)) return opinionPage(c, now, { typed, refusal: outcome.reason })
    return renderPage(c, <MovedAwayPage {...{ page: staffPageOf(c, assets), staff, typed }} />, 409)
  }

  type Shown = {
    done?: string
    typed?: TypedDeed
    faults?: DeedFault[]
    refusal?: Exclude<ChangeOutcome, { ok: true }>['reason']
  }

  async function opinionPage(c: Ctx, opinion: Opinion, { typed, faults = [], refusal, done }: Shown) {
    const { office, staff } = c.var
    const events = await deps.store.read(db => eventsOfOpinion(db, opinion.id))
    const may = (route: string) => mayUse(staff.role, route.replace(' ', ' /staff/opinions/:opinion/'))
    const can = {
      work: may('POST draft'),
      answer: may('POST answer'),
      seeContact: may('GET contact'),
    }
    const shown = {
      opinion,
      events,
      can,
      typed: typed ?? null,
      faults,
      refusal: refusal ?? null,
      done: done ?? '',
    }
    const status = refusal ? 409 : faults.length > 0 ? 422 : 200
    return renderPage(
      c,
      <OpinionPage {...{ page: staffPageOf(c, assets), staff, office }} {...shown} />,
      status,
    )
  }
}

function typedDeed(form: Form): TypedDeed {
  return {
    answer: form.one('answer'),
    by: form.one('by'),
    to: form.one('to'),
    reason: form.one('reason'),
    publishedText: form.one('publishedText'),
    publishedAnswer: form.one('publishedAnswer'),
  }
}
