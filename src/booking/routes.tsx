import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { CheckPage } from '#views/booking/check-page.tsx'
import { DetailsPage } from '#views/booking/details-page.tsx'
import { SlotsPage } from '#views/booking/slots-page.tsx'
import { visitOf } from '#views/booking/visit-facts.tsx'
import { TakenPage } from '#views/booking/taken-page.tsx'
import { MessagePage } from '#views/layout/message-page.tsx'
import { isTokenShaped } from '../access/token.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import { dropCookie, readCookie, writeCookie } from '../http/cookies.ts'
import type { Ctx, Env } from '../http/env.ts'
import { type Form, readForm, readQuery } from '../http/forms.ts'
import type { KeptPages } from '../http/kept-pages.ts'
import { pageOf, renderPage } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { nearestFreeSlots } from '../slots/nearest-free.ts'
import type { Wish } from '../slots/slot.ts'
import { slotsView } from '../slots/slots-view.ts'
import type { Appointment } from './appointment.ts'
import { bookHold, type BookRefusal } from './book.ts'
import { sessionMilliseconds } from './new-booking.ts'
import { type FieldError, parseDetails, type TypedDetails } from './details.ts'
import { documentSlugs, hasDetails, intentKey, isShown, parseStart, parseWish, typedDetails } from './form.ts'
import { hold, type HoldOutcome, type HoldRequest } from './hold.ts'
import { extend, heldAppointment, releaseHold, saveHoldDetails } from './keep-hold.ts'

/** From choosing a time to the booking. Each deed is a POST that leads to a page which survives a reload. */
export function bookingRoutes(deps: Deps, assets: Assets, keptPages: KeptPages) {
  return (
    new Hono<Env>()
      .get('/slots', c => keptPages.answer(c, async key => slotsPage(c, key)))

      .post('/holds', async c => {
        const { office, language } = c.var
        const form = await readForm(c)
        if (!(await deps.limits.allowDeed(c.var.caller))) return tooMany(c)
        const parsed = parseWish(office, form)
        if (!parsed.ok) return refuse(c, parsed.reason)
        const startsAt = parseStart(form)
        const typed = hasDetails(form) ? typedDetails(form, language) : null
        if (startsAt === null) return taken(c, parsed.wish, deps.clock.now(), 'slot_closed', typed)

        const earlier = readCookie(c, deps.settings, 'hold')
        const outcome = await holdFrom(c, form, { ...parsed.wish, startsAt, language, channel: 'web' })
        if (!outcome.ok)
          return outcome.reason === 'key_reused'
            ? refuse(c, outcome.reason)
            : taken(c, parsed.wish, startsAt, outcome.reason, typed)

        // One browser holds one time: choosing another gives the first one back.
        if (earlier && earlier !== outcome.hold && isTokenShaped(earlier))
          await releaseHold(deps, office, earlier)
        writeCookie(c, deps.settings, 'hold', outcome.hold, 24 * 3600)
        if (!typed) return c.redirect(paths.hold(office.slug), 303)

        const details = parseDetails(typed, documentSlugs(parsed.wish))
        if (!details.ok) {
          const held = await heldAppointment(deps, office, outcome.hold)
          return held ? detailsPage(c, held, typed, details.errors) : noHold(c)
        }
        await saveHoldDetails(deps, office, outcome.hold, details.details)
        return c.redirect(paths.checkHold(office.slug), 303)
      })

      .get('/hold', async c => {
        const held = await heldBy(c)
        if (!held) return noHold(c)
        if (held.state !== 'held') return c.redirect(paths.appointment(c.var.office.slug), 303)
        return detailsPage(c, held, typedBefore(held, c.var.language), [])
      })

      .post('/hold', async c => {
        const { office, language } = c.var
        const form = await readForm(c)
        const typed = typedDetails(form, language)
        const held = await heldBy(c)
        if (!held) return forgotten(c, form, typed)
        if (held.state !== 'held') return c.redirect(paths.appointment(office.slug), 303)

        const parsed = parseDetails(typed, documentSlugs(held))
        if (!parsed.ok) return detailsPage(c, held, typed, parsed.errors)
        const saved = await saveHoldDetails(deps, office, tokenOf(c), parsed.details)
        return saved.ok
          ? c.redirect(paths.checkHold(office.slug), 303)
          : taken(c, held, held.leg.startsAt, saved.reason, typed)
      })

      .post('/hold/extension', async c => {
        const { office, language } = c.var
        const form = await readForm(c)
        const typed = typedDetails(form, language)
        const held = await heldBy(c)
        if (!held) return forgotten(c, form, typed)
        if (held.state !== 'held') return c.redirect(paths.appointment(office.slug), 303)

        const outcome = await extend(deps, office, tokenOf(c))
        if (!outcome.ok && outcome.reason === 'hold_expired')
          return taken(c, held, held.leg.startsAt, outcome.reason, typed)
        const parsed = parseDetails(typed, documentSlugs(held))
        if (parsed.ok) {
          await saveHoldDetails(deps, office, tokenOf(c), parsed.details)
          return c.redirect(paths.hold(office.slug), 303)
        }
        // What is not complete yet cannot be kept with the hold, so the page comes back with it.
        const extended = await heldBy(c)
        return extended ? detailsPage(c, extended, typed, []) : noHold(c)
      })

      .post('/hold/release', async c => {
        const { office } = c.var
        const parsed = parseWish(office, await readForm(c))
        await releaseHold(deps, office, tokenOf(c))
        dropCookie(c, deps.settings, 'hold')
        if (!parsed.ok) return c.redirect(paths.home(office.slug), 303)
        const { people, services } = parsed.wish
        const slugs = services.map(service => service.slug)
        return c.redirect(paths.slots(office.slug, { services: slugs, people }), 303)
      })

      .get('/hold/check', async c => {
        const { office } = c.var
        const held = await heldBy(c)
        if (!held) return noHold(c)
        if (held.state !== 'held') return c.redirect(paths.appointment(office.slug), 303)
        if (!held.person) return c.redirect(paths.hold(office.slug), 303)
        return renderPage(
          c,
          <CheckPage
            page={pageOf(c, assets)}
            office={office}
            appointment={held}
            now={deps.clock.now()}
            intentKey={randomUUID()}
          />,
        )
      })

      .post('/appointments', async c => {
        const { office, language } = c.var
        const form = await readForm(c)
        if (!(await deps.limits.allowDeed(c.var.caller))) return tooMany(c)
        const held = await heldBy(c)
        if (!held) return noHold(c)
        if (held.state === 'held' && held.person && !isShown(form, held))
          return c.redirect(paths.checkHold(office.slug), 303)

        const token = tokenOf(c)
        const intent = { key: intentKey(form), scope: `form book ${office.slug}`, body: { hold: token } }
        const outcome = await bookHold(deps, office, { hold: token, actor: 'web' }, intent)
        if (outcome.ok) {
          if (outcome.session)
            writeCookie(c, deps.settings, 'session', outcome.session, sessionMilliseconds / 1000)
          return c.redirect(paths.done(office.slug), 303)
        }
        if (outcome.reason === 'already_booked') return c.redirect(paths.appointment(office.slug), 303)
        if (outcome.reason === 'details_missing') return c.redirect(paths.hold(office.slug), 303)
        if (timeIsLost(outcome.reason))
          return taken(c, held, held.leg.startsAt, outcome.reason, typedBefore(held, language))
        return refuse(c, outcome.reason)
      })

      // Addresses that only forms are sent to: whoever opens one comes to the page before it.
      .get('/holds', c => c.redirect(paths.home(c.var.office.slug), 302))
      .on('GET', ['/hold/extension', '/hold/release'], c => c.redirect(paths.hold(c.var.office.slug), 302))
      .get('/appointments', c => c.redirect(paths.checkHold(c.var.office.slug), 302))
  )

  async function slotsPage(c: Ctx, key: string) {
    const { office } = c.var
    const query = readQuery(c)
    const parsed = parseWish(office, query)
    if (!parsed.ok) return refuse(c, parsed.reason)

    const { wish } = parsed
    const services = wish.services.map(service => service.slug)
    const isList = query.one('view') === 'list'
    const view = await slotsView(deps, office, {
      wish,
      month: query.one('month'),
      date: query.one('date'),
      view: query.one('view'),
      movesFrom: null,
      key,
      url: more =>
        paths.slots(office.slug, { services, people: wish.people, ...(isList && { view: 'list' }), ...more }),
    })
    return {
      page: <SlotsPage page={pageOf(c, assets)} view={{ ...view, opensFull: office.waitlist.isOn }} />,
      fresh: view,
    }
  }

  /**
   * Holds a time once per page and time: a double click is one hold, and whoever goes back and chooses another
   * time has a new one. A time chosen again that was given back in between is held anew.
   */
  async function holdFrom(c: Ctx, form: Form, request: HoldRequest): Promise<HoldOutcome> {
    const { office } = c.var
    const scope = `form hold ${office.slug} ${request.startsAt}`
    const body = fieldsOf(form)
    const outcome = await hold(deps, office, request, { key: intentKey(form), scope, body })
    if (!outcome.ok) return outcome

    const held = await heldAppointment(deps, office, outcome.hold)
    const isLive = held && (held.state === 'booked' || (held.heldUntil ?? 0) > deps.clock.now())
    return isLive ? outcome : hold(deps, office, request, { key: randomUUID(), scope, body })
  }

  function tokenOf(c: Ctx): string {
    return readCookie(c, deps.settings, 'hold') ?? ''
  }

  async function heldBy(c: Ctx): Promise<Appointment | null> {
    const token = tokenOf(c)
    return isTokenShaped(token) ? heldAppointment(deps, c.var.office, token) : null
  }

  function detailsPage(c: Ctx, held: Appointment, typed: TypedDetails, errors: readonly FieldError[]) {
    return renderPage(
      c,
      <DetailsPage
        page={pageOf(c, assets)}
        office={c.var.office}
        visit={visitOf(held)}
        typed={typed}
        errors={errors}
        heldUntil={held.heldUntil ?? deps.clock.now()}
        now={deps.clock.now()}
        isExtended={held.isHoldExtended}
      />,
      errors.length > 0 ? 422 : 200,
    )
  }

  /**
   * The normal outcome of losing a time: the nearest free ones, with everything typed kept. A visit over several
   * counters has no times of one of them: it is planned anew.
   */
  async function taken(
    c: Ctx,
    wish: Wish,
    startsAt: Instant,
    reason: BookRefusal | 'already_extended',
    typed: TypedDetails | null,
  ) {
    const page = pageOf(c, assets)
    const isPlan = new Set(wish.services.map(({ counterId }) => counterId)).size > 1
    const nearest = isPlan ? [] : await nearestFreeSlots(deps, c.var.office, wish, startsAt, 5)
    return renderPage(
      c,
      <TakenPage
        page={page}
        office={c.var.office}
        services={wish.services}
        people={wish.people}
        reason={page.t.refusal[reason]}
        nearest={nearest}
        typed={isPlan ? null : typed}
        isPlan={isPlan}
        keys={nearest.map(() => randomUUID())}
      />,
      409,
    )
  }

  function refuse(c: Ctx, reason: BookRefusal | 'key_reused') {
    const page = pageOf(c, assets)
    const status = reason === 'too_many_bookings' || reason === 'too_many_today' ? 409 : 422
    return renderPage(
      c,
      <MessagePage page={page} title={page.t.problem.forbidden.title} text={page.t.refusal[reason]} />,
      status,
    )
  }

  /** Nothing is left of the hold, but the form itself still says what was wanted and typed. */
  async function forgotten(c: Ctx, form: Form, typed: TypedDetails) {
    const parsed = parseWish(c.var.office, form)
    const startsAt = parseStart(form)
    return parsed.ok && startsAt !== null ? taken(c, parsed.wish, startsAt, 'hold_expired', typed) : noHold(c)
  }

  function noHold(c: Ctx) {
    const page = pageOf(c, assets)
    return renderPage(c, <MessagePage page={page} {...page.t.problem.noHold} />, 409)
  }

  function tooMany(c: Ctx) {
    const page = pageOf(c, assets)
    c.header('Retry-After', '60')
    return renderPage(c, <MessagePage page={page} {...page.t.problem.tooMany} />, 429)
  }
}

function timeIsLost(reason: BookRefusal | 'key_reused'): reason is BookRefusal {
  return reason === 'hold_expired' || reason.startsWith('slot_')
}

function typedBefore(held: Appointment, language: string): TypedDetails {
  return {
    name: held.person?.name ?? '',
    email: held.person?.email ?? '',
    phone: held.person?.phone ?? '',
    language: held.person ? held.language : language,
    needs: held.person?.needs ?? [],
    documents: held.documents,
  }
}

function fieldsOf(form: Form) {
  return {
    services: form.all('services'),
    people: form.one('people'),
    startsAt: form.one('startsAt'),
  }
}
