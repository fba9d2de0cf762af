import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { MessagePage } from '#views/layout/message-page.tsx'
import { PublishedPage } from '#views/opinions/published-page.tsx'
import { SendPage } from '#views/opinions/send-page.tsx'
import { ThanksPage } from '#views/opinions/thanks-page.tsx'
import { parseReceipt } from '../access/token.ts'
import { intentKey } from '../booking/form.ts'
import { addDays, dateOf, monthStart } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm, readQuery } from '../http/forms.ts'
import { pageOf, renderPage } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { type OpinionFieldError, parseOpinion, type TypedOpinion } from './details.ts'
import { emptyOpinion, parseMonth, typedOpinion } from './form.ts'
import { publishedOpinions } from './figure-queries.ts'
import { findReceipt } from './opinion-queries.ts'
import { receive } from './receive.ts'

/** The opinions box of an office, and what it has published of it. */
export function opinionRoutes(deps: Deps, assets: Assets) {
  return new Hono<Env>()
    .get('/opinions', c => {
      const slug = readQuery(c).one('counter')
      const counter = c.var.office.counters.some(known => known.slug === slug) ? slug : ''
      return sendPage(c, { ...emptyOpinion, counter }, [])
    })
    .post('/opinions', async c => {
      const { office, language } = c.var
      const form = await readForm(c)
      const typed = typedOpinion(form)
      if (!(await deps.limits.allowOpinion(c.var.caller))) return tooMany(c)
      const parsed = parseOpinion(office, typed)
      if (!parsed.ok) return sendPage(c, typed, parsed.errors)
      // No person sees this field: whatever fills it in is a program, or a browser that guesses.
      if (form.one('website') !== '') return sendPage(c, typed, [], true)

      const sent = { ...parsed.details, channel: 'web', language } as const
      const intent = { key: intentKey(form), scope: `form opinion ${office.slug}`, body: typed }
      const outcome = await receive(deps, office, sent, intent)
      return outcome.ok ? c.redirect(paths.opinionThanks(office.slug, outcome.receipt), 303) : used(c)
    })
    .get('/opinions/thanks', async c => {
      const { office } = c.var
      const receipt = parseReceipt(readQuery(c).one('receipt'))
      const found = receipt && (await deps.store.read(db => findReceipt(db, office.id, receipt)))
      const page = pageOf(c, assets)
      return found
        ? renderPage(c, <ThanksPage {...{ page, office, receipt, wantsAnswer: found.wantsAnswer }} />)
        : renderPage(c, <MessagePage page={page} title={page.t.opinions.thanks.notFound} />, 404)
    })
    .get('/opinions/answers', async c => {
      const { office } = c.var
      const thisMonth = monthStart(dateOf(deps.clock.now(), office.timeZone))
      const asked = parseMonth(readQuery(c).one('until'))
      const last = asked !== null && `${asked}-01` < thisMonth ? `${asked}-01` : thisMonth
      const span = { from: monthStart(last, -11), to: addDays(monthStart(last, 1), -1) }
      const opinions = await deps.store.read(db => publishedOpinions(db, office.id, span))
      const later = last < thisMonth ? monthStart(last, 12).slice(0, 7) : null
      const earlier = monthStart(last, -12).slice(0, 7)
      const page = pageOf(c, assets)
      return renderPage(c, <PublishedPage {...{ page, office, opinions, span, earlier, later }} />)
    })

  function sendPage(c: Ctx, typed: TypedOpinion, errors: readonly OpinionFieldError[], isTrapped = false) {
    const { office } = c.var
    const props = { page: pageOf(c, assets), office, typed, errors, isTrapped, intentKey: randomUUID() }
    return renderPage(c, <SendPage {...props} />, errors.length > 0 || isTrapped ? 422 : 200)
  }

  function used(c: Ctx) {
    const page = pageOf(c, assets)
    const { usedTitle, usedText, title } = page.t.opinions
    return renderPage(
      c,
      <MessagePage page={page} title={usedTitle} text={usedText}>
        <p>
          <a href={paths.opinions(c.var.office.slug)}>{title}</a>
        </p>
      </MessagePage>,
      422,
    )
  }

  function tooMany(c: Ctx) {
    const page = pageOf(c, assets)
    c.header('Retry-After', '600')
    return renderPage(c, <MessagePage page={page} {...page.t.problem.tooMany} />, 429)
  }
}
