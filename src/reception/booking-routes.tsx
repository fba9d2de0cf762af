import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { BookingStartPage } from '#views/reception/booking-start-page.tsx'
import { StaffCheckPage } from '#views/reception/check-page.tsx'
import { StaffDetailsPage } from '#views/reception/details-page.tsx'
import { OverbookPage } from '#views/reception/overbook-page.tsx'
import { StaffSlotsPage } from '#views/reception/slots-page.tsx'
import { StaffTakenPage } from '#views/reception/taken-page.tsx'
import { StaffMessagePage } from '#views/staff/message-page.tsx'
import type { Texts } from '#views/text/index.ts'
import { noteShownPerson } from '../audit/note-shown.ts'
import { bookFor } from '../booking/book-for.ts'
import { type Appointment, bookingsPerContactDayMax, type Details } from '../booking/appointment.ts'
import { type FieldError, parseDetails, type TypedDetails } from '../booking/details.ts'
import { hasDetails, intentKey, parseStart, parseWish, typedDetails } from '../booking/form.ts'
import { holdFor, type HoldForOutcome, type HoldForRequest } from '../booking/hold-for.ts'
import { release, saveDetailsFor } from '../booking/keep-hold.ts'
import { mayOverbook, parseOverbookReason } from '../booking/overbooking.ts'
import { dateOf, type Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { type Form, readForm, readQuery } from '../http/forms.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import { searchServices } from '../offices/search.ts'
import { asLanguage } from '../languages.ts'
import { paths } from '../paths.ts'
import { countBookings } from '../persons/queries.ts'
import { parseId } from '../queue/form.ts'
import { nearestFreeSlots } from '../slots/nearest-free.ts'
import type { Slot, Wish } from '../slots/slot.ts'
import { worksAt } from '../staff/staff-member.ts'
import { ownAppointment } from './own-appointment.ts'
import { staffSlots } from './staff-slots.ts'

type Lost = { wish: Wish; startsAt: Instant; reason: keyof Texts['refusal']; typed: TypedDetails | null }

/** Booking for somebody at the desk or on the phone: the resident's way with all windows to choose from. */
export function staffBookingRoutes(deps: Deps, assets: Assets) {
  const propsOf = (c: Ctx) => ({ page: staffPageOf(c, assets), staff: c.var.staff })

  return new Hono<Env>()
    .get('/', c => startPage(c, null))
    .get('/slots', async c => {
      const { office, staff } = c.var
      const query = readQuery(c)
      const parsed = parseWish(office, query)
      if (!parsed.ok) return startPage(c, parsed.reason)
      const { wish } = parsed
      if (!isOwn(c, wish)) return c.notFound()
      const services = wish.services.map(({ slug }) => slug)
      const shown = await staffSlots(deps, office, query, {
        ...{ wish, movesFrom: null },
        url: more => paths.staffSlots({ services, people: wish.people, ...more }),
      })
      const props = propsOf(c)
      return renderPage(
        c,
        <StaffSlotsPage {...props} {...shown} canOverbook={mayOverbook(staff)} moves={null} />,
      )
    })
    .get('/overbook', c => {
      const query = readQuery(c)
      const parsed = parseWish(c.var.office, query)
      const startsAt = parseStart(query)
      if (!parsed.ok) return startPage(c, parsed.reason)
      if (startsAt === null || !isOwn(c, parsed.wish)) return c.notFound()
      return overbookPage(c, parsed.wish, startsAt, { reason: '', hasError: false, typed: null })
    })

    .get('/holds', c => c.redirect(paths.staffBooking(), 303))
    .post('/holds', async c => {
      const form = await readForm(c)
      const parsed = parseWish(c.var.office, form)
      if (!parsed.ok) return startPage(c, parsed.reason)
      const { wish } = parsed
      if (!isOwn(c, wish)) return c.notFound()
      const startsAt = parseStart(form)
      const typed = hasDetails(form) ? typedDetails(form, 'ja') : null
      if (startsAt === null)
        return taken(c, { wish, startsAt: deps.clock.now(), reason: 'slot_closed', typed })

      const overbook = form.one('overbook')
      const reason = form.one('reason')
      const lacksReason = overbook !== '' && parseOverbookReason(reason) === null
      if (lacksReason && mayOverbook(c.var.staff))
        return overbookPage(c, wish, startsAt, { reason, hasError: overbook !== 'ask', typed })

      const request = { ...wish, startsAt, language: 'ja', overbookReason: overbook ? reason : null } as const
      const outcome = await holdFrom(c, form, request)
      if (!outcome.ok)
        return outcome.reason.startsWith('slot_')
          ? taken(c, { wish, startsAt, reason: outcome.reason as Lost['reason'], typed })
          : refuse(c, outcome.reason)
      if (!typed) return c.redirect(paths.staffHold(outcome.appointmentId), 303)

      const details = parseDetails(typed, new Set())
      const { appointmentId } = outcome
      if (!details.ok) {
        const held = await ownAppointment(deps, c.var, appointmentId)
        return held ? detailsPage(c, held, typed, details.errors) : c.notFound()
      }
      await saveDetailsFor(deps, c.var.office, appointmentId, details.details)
      return c.redirect(paths.staffCheckHold(appointmentId), 303)
    })

    .get('/holds/:appointment', c => withHold(c, held => detailsPage(c, held, typedBefore(held), [])))
    .post('/holds/:appointment', async c => {
      const form = await readForm(c)
      const typed = typedDetails(form, 'ja')
      return withHold(
        c,
        async held => {
          const parsed = parseDetails(typed, new Set())
          if (!parsed.ok) return detailsPage(c, held, typed, parsed.errors)
          const saved = await saveDetailsFor(deps, c.var.office, held.id, parsed.details)
          if (saved.ok) return c.redirect(paths.staffCheckHold(held.id), 303)
          return again(c, held, parsed.details)
        },
        async () => {
          // Nothing is left of the hold, but the form itself still says what was wanted and typed.
          const parsed = parseWish(c.var.office, form)
          const startsAt = parseStart(form)
          if (!parsed.ok || startsAt === null || !isOwn(c, parsed.wish)) return c.notFound()
          return taken(c, { wish: parsed.wish, startsAt, reason: 'hold_expired', typed })
        },
      )
    })
    .get('/holds/:appointment/check', c =>
      withHold(c, async held => {
        if (!held.person) return c.redirect(paths.staffHold(held.id), 303)
        const { office } = c.var
        const props = propsOf(c)
        const notes = await notesFor(c, held)
        return renderPage(
          c,
          <StaffCheckPage {...props} {...{ office, held, notes }} intentKey={randomUUID()} />,
        )
      }),
    )
    .get('/holds/:appointment/release', c => withHold(c, held => c.redirect(paths.staffHold(held.id), 303)))
    .post('/holds/:appointment/release', async c => {
      await readForm(c)
      return withHold(c, async held => {
        const { services, people, leg } = held
        await release(deps, c.var.office, held)
        const date = dateOf(leg.startsAt, c.var.office.timeZone)
        return c.redirect(paths.staffSlots({ services: services.map(({ slug }) => slug), people, date }), 303)
      })
    })
    .get('/holds/:appointment/book', c => withHold(c, held => c.redirect(paths.staffCheckHold(held.id), 303)))
    .post('/holds/:appointment/book', async c => {
      const form = await readForm(c)
      return withHold(c, async held => {
        const { office, staff } = c.var
        const intent = { key: intentKey(form), scope: `staff book ${held.id}`, body: {} }
        const outcome = await bookFor(deps, office, staff, held.id, intent)
        if (outcome.ok || outcome.reason === 'already_booked')
          return c.redirect(paths.staffDone(held.id), 303)
        if (outcome.reason === 'details_missing') return c.redirect(paths.staffHold(held.id), 303)
        if (outcome.reason === 'hold_expired') return again(c, held, null)
        const { services, people, leg } = held
        const lost = { wish: { services, people }, startsAt: leg.startsAt, typed: typedBefore(held) }
        return outcome.reason.startsWith('slot_')
          ? taken(c, { ...lost, reason: outcome.reason })
          : refuse(c, outcome.reason)
      })
    })

  function isOwn(c: Ctx, { services }: Wish): boolean {
    const { office, staff } = c.var
    return services.every(({ counterId }) => worksAt(staff, { officeId: office.id, counterId }))
  }

  /**
   * Runs a page or deed with a hold that staff have made. What residents hold is nobody's to see, and what has
   * been booked leads on.
   */
  async function withHold(
    c: Ctx,
    show: (held: Appointment) => Response | Promise<Response>,
    missing: () => Response | Promise<Response> = () => c.notFound(),
  ): Promise<Response> {
    const held = await ownAppointment(deps, c.var, parseId(c.req.param('appointment') ?? ''))
    if (held?.channel !== 'staff') return missing()
    if (held.state !== 'held') return c.redirect(paths.staffDone(held.id), 303)
    const { office, staff } = c.var
    if (held.person) await noteShownPerson(deps, { office, staff }, { on: 'hold', appointmentId: held.id })
    return show(held)
  }

  /** Holds a time once per page and time; one that was given back in between is held anew. */
  async function holdFrom(c: Ctx, form: Form, request: HoldForRequest): Promise<HoldForOutcome> {
    const { office, staff } = c.var
    const scope = `staff hold ${office.id} ${staff.id} ${request.startsAt}`
    const body = {
      services: form.all('services'),
      people: form.one('people'),
      reason: request.overbookReason,
    }
    const outcome = await holdFor(deps, office, staff, request, { key: intentKey(form), scope, body })
    if (!outcome.ok) return outcome
    const held = await ownAppointment(deps, c.var, outcome.appointmentId)
    const isLive = held && (held.state !== 'held' || (held.heldUntil ?? 0) > deps.clock.now())
    return isLive ? outcome : holdFor(deps, office, staff, request, { key: randomUUID(), scope, body })
  }

  /** The hold's time is over: where the time is still free it is taken again, with all that was typed. */
  async function again(c: Ctx, held: Appointment, details: Details | null) {
    const { office, staff } = c.var
    const { services, people, leg, person } = held
    const kept = details ?? (person && { ...typedBefore(held), ...person, language: languageOf(held) })
    const request = {
      services,
      people,
      startsAt: leg.startsAt,
      language: 'ja',
      overbookReason: null,
    } as const
    const intent = { key: randomUUID(), scope: 'staff hold again', body: held.id }
    const outcome = await holdFor(deps, office, staff, request, intent)
    if (outcome.ok && kept) {
      await release(deps, office, held)
      await saveDetailsFor(deps, office, outcome.appointmentId, { ...kept, documents: [] })
      return c.redirect(`${paths.staffCheckHold(outcome.appointmentId)}?again=1`, 303)
    }
    const typed = details
      ? { ...details, email: details.email ?? '', phone: details.phone ?? '' }
      : typedBefore(held)
    const reason = outcome.ok || !outcome.reason.startsWith('slot_') ? 'hold_expired' : outcome.reason
    return taken(c, {
      wish: { services, people },
      startsAt: leg.startsAt,
      reason: reason as Lost['reason'],
      typed,
    })
  }

  /** What to know before booking: a time taken again, and limits that bind residents but not staff. */
  async function notesFor(c: Ctx, held: Appointment): Promise<string[]> {
    const { office } = c.var
    const t = propsOf(c).page.t.reception.booking
    const notes = readQuery(c).one('again') === '1' ? [t.again] : []
    const { person } = held
    if (!person) return notes
    const { active, recent } = await deps.store.read(db =>
      countBookings(db, office, person, deps.clock.now()),
    )
    const { activePerContactMax } = office.rules
    if (active >= activePerContactMax) notes.push(t.overLimit(active, activePerContactMax))
    if (recent >= bookingsPerContactDayMax) notes.push(t.overLimitToday(recent))
    return notes
  }

  function startPage(c: Ctx, reason: keyof Texts['refusal'] | null) {
    const { office, staff } = c.var
    const props = propsOf(c)
    const query = c.req.method === 'GET' ? readQuery(c).one('q').slice(0, 100) : ''
    const services = searchServices(office, query).filter(({ counterId }) =>
      worksAt(staff, { officeId: office.id, counterId }),
    )
    const refusal = reason && props.page.t.refusal[reason]
    return renderPage(
      c,
      <BookingStartPage {...props} {...{ office, query, services, refusal }} />,
      reason ? 422 : 200,
    )
  }

  function detailsPage(c: Ctx, held: Appointment, typed: TypedDetails, errors: readonly FieldError[]) {
    const { office } = c.var
    return renderPage(
      c,
      <StaffDetailsPage {...propsOf(c)} {...{ office, held, typed, errors }} />,
      errors.length > 0 ? 422 : 200,
    )
  }

  function overbookPage(
    c: Ctx,
    { services, people }: Wish,
    startsAt: Instant,
    { reason, hasError, typed }: { reason: string; hasError: boolean; typed: TypedDetails | null },
  ) {
    const { office } = c.var
    const props = propsOf(c)
    const error = hasError ? props.page.t.reception.refusal.overbook_reason : null
    return renderPage(
      c,
      <OverbookPage
        {...props}
        {...{ office, services, people, startsAt, reason, error, typed }}
        intentKey={randomUUID()}
      />,
      hasError ? 422 : 200,
    )
  }

  /** The normal outcome of losing a time: the nearest others, the same one first if it is free again. */
  async function taken(c: Ctx, { wish, startsAt, reason, typed }: Lost) {
    const { office, staff } = c.var
    const { services, people } = wish
    const date = dateOf(startsAt, office.timeZone)
    const { days } = await deps.availability.days(office, wish, date, date, 'staff')
    const same = days.flatMap(day => day.slots).find((slot): slot is Slot => slot.startsAt === startsAt)
    const others = await nearestFreeSlots(deps, office, wish, startsAt, 5, 'staff')
    const nearest = same && same.free > 0 ? [same, ...others] : others
    const props = propsOf(c)
    return renderPage(
      c,
      <StaffTakenPage
        {...props}
        {...{ office, services, people, startsAt, nearest, typed }}
        reason={props.page.t.refusal[reason]}
        keys={nearest.map(() => randomUUID())}
        canOverbook={mayOverbook(staff) && same !== undefined}
        movesId={null}
      />,
      409,
    )
  }

  function refuse(c: Ctx, reason: string) {
    const props = propsOf(c)
    const { t } = props.page
    const texts: Partial<Record<string, string>> = { ...t.refusal, ...t.reception.refusal }
    return renderPage(
      c,
      <StaffMessagePage {...props} title={t.reception.notBooked} text={texts[reason] ?? ''} />,
      reason === 'overbook_not_allowed' ? 403 : 409,
    )
  }
}

function languageOf({ language }: Appointment): Details['language'] {
  return asLanguage(language) ?? 'ja'
}

function typedBefore(held: Appointment): TypedDetails {
  const { person, language } = held
  return {
    name: person?.name ?? '',
    email: person?.email ?? '',
    phone: person?.phone ?? '',
    language: person ? language : 'ja',
    needs: person?.needs ?? [],
    documents: [],
  }
}
