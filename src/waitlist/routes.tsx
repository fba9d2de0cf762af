import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { MessagePage } from '#views/layout/message-page.tsx'
import { EntryPage } from '#views/waitlist/entry-page.tsx'
import { JoinPage } from '#views/waitlist/join-page.tsx'
import { sessionMilliseconds } from '../booking/new-booking.ts'
import { intentKey, parseWish } from '../booking/form.ts'
import { parseDate } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import { writeCookie } from '../http/cookies.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm, readQuery } from '../http/forms.ts'
import { pageOf, renderPage } from '../http/render.tsx'
import { asLanguage } from '../languages.ts'
import { paths } from '../paths.ts'
import { questionFor, type Wish } from '../slots/slot.ts'
import { declineOffer, leave } from './decline.ts'
import { emptyWait, parseWait, type TypedWait, typedWait, type WaitFieldError } from './form.ts'
import { join, type JoinOutcome } from './join.ts'
import { type OpenedEntry, openedEntry } from './opened.ts'
import { takeOffer } from './take.ts'

/** Refusals of an offer that mean: too late. */
const lost = ['hold_expired', 'slot_full', 'slot_too_late']

/** Waiting for a freed place: joining, where one stands, and the offer. Only a pressed button takes a place. */
export function waitlistRoutes(deps: Deps, assets: Assets) {
  return (
    new Hono<Env>()
      .get('/waitlist', c => {
        const query = readQuery(c)
        const parsed = parseWish(c.var.office, query)
        if (!parsed.ok) return message(c, pageOf(c, assets).t.refusal[parsed.reason], 422)
        return joinPage(c, parsed.wish, emptyWait(parseDate(query.one('date')) ?? ''), [])
      })
      .post('/waitlist', async c => {
        const { office, language } = c.var
        const form = await readForm(c)
        if (!(await deps.limits.allowDeed(c.var.caller))) return tooMany(c)
        const wish = parseWish(office, form)
        if (!wish.ok) return message(c, pageOf(c, assets).t.refusal[wish.reason], 422)
        const typed = typedWait(form)
        const parsed = parseWait(office, wish.wish, typed, { now: deps.clock.now(), isForOther: false })
        if (!parsed.ok) return joinPage(c, wish.wish, typed, parsed.errors)

        const joiner = { ...parsed.person, language: asLanguage(language) ?? 'ja', channel: 'web' } as const
        const intent = { key: intentKey(form), scope: `form wait ${office.slug}`, body: typed }
        const wanted = { wish: { ...wish.wish, ...parsed.span }, joiner, actor: 'web' } as const
        const outcome = await join(deps, office, wanted, intent)
        return outcome.ok
          ? c.redirect(paths.wait(office.slug, outcome.token), 303)
          : refused(c, wish.wish, parsed.span.fromDate, outcome.reason)
      })

      .get('/w/:token', c => withEntry(c, opened => entryPage(c, opened, null)))
      .post('/w/:token/take', async c => {
        const form = await readForm(c)
        return withEntry(c, async ({ office, entry }) => {
          const token = c.req.param('token')
          const intent = { key: intentKey(form), scope: `form take ${office.slug}`, body: entry.id }
          const outcome = await takeOffer(deps, office, { entryId: entry.id, actor: 'web' }, intent)
          if (!outcome.ok) {
            const opened = await openedEntry(deps, token)
            return opened ? entryPage(c, opened, outcome.reason) : invalid(c)
          }
          if (outcome.session)
            writeCookie(c, deps.settings, 'session', outcome.session, sessionMilliseconds / 1000)
          return c.redirect(paths.done(office.slug), 303)
        })
      })
      .post('/w/:token/decline', async c => {
        await readForm(c)
        return withEntry(c, async ({ office, entry }) => {
          await declineOffer(deps, office, { entryId: entry.id, actor: 'web' })
          return c.redirect(paths.wait(office.slug, c.req.param('token')), 303)
        })
      })
      .post('/w/:token/leave', async c => {
        await readForm(c)
        return withEntry(c, async ({ office, entry }) => {
          await leave(deps, office, { entryId: entry.id, actor: 'web', reason: 'left' })
          return c.redirect(paths.wait(office.slug, c.req.param('token')), 303)
        })
      })
      // Addresses that only forms are sent to: whoever opens one comes to the page before it.
      .on('GET', ['/w/:token/take', '/w/:token/decline', '/w/:token/leave'], c =>
        c.redirect(paths.wait(c.var.office.slug, c.req.param('token') ?? ''), 302),
      )
  )

  async function withEntry(c: Ctx, show: (opened: OpenedEntry) => Response | Promise<Response>) {
    const opened = await openedEntry(deps, c.req.param('token') ?? '')
    return opened?.office.id === c.var.office.id ? show(opened) : invalid(c)
  }

  function joinPage(c: Ctx, wish: Wish, typed: TypedWait, errors: readonly WaitFieldError[]) {
    const { office } = c.var
    const now = deps.clock.now()
    const { last } = questionFor(office, wish, now)
    const props = { page: pageOf(c, assets), office, wish, typed, errors, now, last }
    return renderPage(c, <JoinPage {...props} intentKey={randomUUID()} />, errors.length > 0 ? 422 : 200)
  }

  function entryPage(c: Ctx, { office, entry, ahead }: OpenedEntry, refusal: string | null) {
    const props = { page: pageOf(c, assets), office, entry, ahead, token: c.req.param('token') ?? '' }
    const reasons: Record<string, string> = props.page.t.refusal
    const isLost = refusal !== null && lost.includes(refusal)
    const isBooked = refusal === 'already_booked'
    return renderPage(
      c,
      <EntryPage
        {...props}
        now={deps.clock.now()}
        isLost={isLost}
        fault={refusal === null || isLost || isBooked ? null : (reasons[refusal] ?? null)}
        intentKey={randomUUID()}
      />,
      refusal === null || isBooked ? 200 : 409,
    )
  }

  function refused(c: Ctx, wish: Wish, date: string, reason: Exclude<JoinOutcome, { ok: true }>['reason']) {
    const page = pageOf(c, assets)
    const t = page.t.waitlist
    const reasons: Record<string, string> = { ...page.t.refusal, ...t.refusal }
    const slots = paths.slots(c.var.office.slug, {
      services: wish.services.map(({ slug }) => slug),
      people: wish.people,
      date,
    })
    const titled =
      reason === 'place_free'
        ? { title: t.freeTitle, text: t.freeText }
        : reason === 'already_waiting'
          ? { title: t.alreadyTitle, text: t.alreadyText }
          : { title: t.title, text: reasons[reason] ?? '' }
    return renderPage(
      c,
      <MessagePage page={page} {...titled}>
        <p>
          <a class="button" href={slots}>
            {t.toSlots}
          </a>
        </p>
      </MessagePage>,
      reason === 'key_reused' ? 422 : 409,
    )
  }

  function message(c: Ctx, text: string, status: 422 | 409) {
    const page = pageOf(c, assets)
    return renderPage(c, <MessagePage page={page} title={page.t.waitlist.title} text={text} />, status)
  }

  function invalid(c: Ctx) {
    const page = pageOf(c, assets)
    const { invalidTitle, invalidText } = page.t.waitlist
    return renderPage(c, <MessagePage page={page} title={invalidTitle} text={invalidText} />, 404)
  }

  function tooMany(c: Ctx) {
    const page = pageOf(c, assets)
    c.header('Retry-After', '60')
    return renderPage(c, <MessagePage page={page} {...page.t.problem.tooMany} />, 429)
  }
}
