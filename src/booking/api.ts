import { createRoute } from '@hono/zod-openapi'
import { displayReference } from '../access/token.ts'
import { isoOf } from '../clock.ts'
import type { Deps } from '../deps.ts'
import {
  type Api,
  bodyOf,
  bodyProblems,
  deedHeaders,
  intentOf,
  json,
  officeParam,
} from '../http/api-route.ts'
import type { Ctx } from '../http/env.ts'
import { jsonBody } from '../http/json-body.ts'
import { invalid, problem } from '../http/problem.ts'
import { languageOf } from '../http/reader-language.ts'
import type { Intent } from '../intents/once.ts'
import { counterById, type Office } from '../offices/office.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import { alternatives, type Visit } from './api-alternatives.ts'
import { bookedSchema, bookingBody, heldSchema, holdBody, manageUrl } from './api-shapes.ts'
import { type BookingWish, readBookingWish, readHoldWish } from './api-wish.ts'
import { bookHold, type BookOutcome } from './book.ts'
import { bookNow } from './book-now.ts'
import { hold } from './hold.ts'
import { holdPlan } from './hold-plan.ts'
import { heldAppointment } from './keep-hold.ts'

const holdRoute = createRoute({
  method: 'post',
  path: '/v1/offices/{office}/holds',
  tags: ['Appointments'],
  summary: 'Keep a time, or all times of a plan, for some minutes',
  description: 'Send either `services` and `startsAt`, or `legs`.',
  middleware: jsonBody(),
  request: { params: officeParam, headers: deedHeaders, body: bodyOf(holdBody) },
  responses: { 201: json(heldSchema, 'The time is kept.'), ...bodyProblems },
})

const bookRoute = createRoute({
  method: 'post',
  path: '/v1/offices/{office}/appointments',
  tags: ['Appointments'],
  summary: 'Book a held time, or a time in one step',
  description:
    'Send either `hold`, or `services`, `people` and `startsAt`; and a name with an e-mail address or phone.',
  middleware: jsonBody(),
  request: { params: officeParam, headers: deedHeaders, body: bodyOf(bookingBody) },
  responses: { 201: json(bookedSchema, 'Booked. `Location` is the appointment.'), ...bodyProblems },
})

/** The calls that make appointments. */
export function addBooking(api: Api, deps: Deps): void {
  api.openapi(holdRoute, async c => {
    const office = await deps.offices.bySlug(c.req.valid('param').office)
    if (!office) return problem(c, 'unknown_office')
    if (mustWait(deps, c)) return comeBackLater(deps, c)
    if (!isStaff(c)) await deps.residentsLane.turn('deed')
    const body = c.req.valid('json')
    const wish = readHoldWish(office, body)
    if ('errors' in wish) return invalid(c, wish.errors)
    if ('reason' in wish) return problem(c, wish.reason)

    const holder = { language: languageOf(c), channel: 'api' as const }
    const intent = intentOf(c.req.valid('header'), `hold ${office.slug}`, body)
    const outcome =
      'legs' in wish
        ? await holdPlan(deps, office, { ...wish, ...holder }, intent)
        : await hold(deps, office, { ...wish, ...holder }, intent)
    if (!outcome.ok) {
      const visit = 'legs' in wish ? null : wish
      return problem(c, outcome.reason, await alternatives(deps, office, visit, outcome.reason))
    }
    return c.json(
      {
        hold: outcome.hold,
        expiresAt: isoOf(outcome.expiresAt, office.timeZone),
        startsAt: isoOf(outcome.startsAt, office.timeZone),
        counter: counterById(office, outcome.counterId).slug,
      },
      201,
    )
  })

  api.openapi(bookRoute, async c => {
    const office = await deps.offices.bySlug(c.req.valid('param').office)
    if (!office) return problem(c, 'unknown_office')
    const body = c.req.valid('json')
    if (!('hold' in body) && mustWait(deps, c)) return comeBackLater(deps, c)
    if (!isStaff(c)) await deps.residentsLane.turn('deed')
    const wish = readBookingWish(office, body)
    if ('errors' in wish) return invalid(c, wish.errors)
    if ('reason' in wish) return problem(c, wish.reason)

    const same = 'hold' in wish ? body : { ...body, people: wish.people }
    const intent = intentOf(c.req.valid('header'), `book ${office.slug}`, same)
    const outcome = await book(deps, office, wish, intent)
    if (!outcome.ok) {
      const visit = 'hold' in wish ? await heldVisit(deps, office, wish.hold) : wish
      return problem(c, outcome.reason, await alternatives(deps, office, visit, outcome.reason))
    }
    const { reference, token, startsAt, endsAt, counterId } = outcome
    return c.json(
      {
        reference: displayReference(reference),
        token,
        manageUrl: manageUrl(deps.settings, office.slug, token),
        startsAt: isoOf(startsAt, office.timeZone),
        endsAt: isoOf(endsAt, office.timeZone),
        counter: counterById(office, counterId).slug,
        state: 'booked' as const,
      },
      201,
      { Location: `/api/v1/appointments/${token}` },
    )
  })
}

/** Whoever has a hold is let in already, and staff never wait behind residents. */
function mustWait({ waitingRoom }: Deps, c: Ctx): boolean {
  return waitingRoom.isOpen() && !isStaff(c)
}

function isStaff(c: Ctx): boolean {
  return Boolean(c.get('staff') as StaffMember | undefined)
}

function comeBackLater({ waitingRoom }: Deps, c: Ctx) {
  waitingRoom.shed()
  return problem(c, 'waiting_room', { headers: { 'Retry-After': String(waitingRoom.retrySeconds()) } })
}

function book(deps: Deps, office: Office, wish: BookingWish, intent: Intent): Promise<BookOutcome> {
  const { details } = wish
  if ('hold' in wish) return bookHold(deps, office, { hold: wish.hold, details, actor: 'api' }, intent)
  return bookNow(deps, office, { ...wish, language: details.language, channel: 'api' }, intent)
}

async function heldVisit(deps: Deps, office: Office, hold: string): Promise<Visit | null> {
  const held = await heldAppointment(deps, office, hold)
  return held && { services: held.services, people: held.people, startsAt: held.leg.startsAt }
}
