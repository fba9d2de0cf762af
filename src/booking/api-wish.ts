import type { z } from '@hono/zod-openapi'
import type { FieldProblem } from '../http/problem.ts'
import { type Office, servicesBySlug } from '../offices/office.ts'
import type { Visit } from './api-alternatives.ts'
import type { bookingBody, holdBody } from './api-shapes.ts'
import type { Details } from './appointment.ts'
import { parseDetails } from './details.ts'
import type { PlanWish } from './plan.ts'

type Body = z.infer<typeof bookingBody>

/** What a booking is made of: a hold or a visit, and whose it is. */
export type BookingWish = ({ hold: string } | Visit) & { details: Details }

type Refused = { errors: FieldProblem[] } | { reason: 'unknown_service' }

/** Reads the body of a booking by the rules that one schema cannot say. */
export function readBookingWish(office: Office, body: Body): BookingWish | Refused {
  const visit = readVisit(office, body)
  if ('errors' in visit || 'reason' in visit) return visit

  const documents = new Set(office.services.flatMap(service => service.documents.map(({ slug }) => slug)))
  const parsed = parseDetails({ ...body, email: body.email ?? '', phone: body.phone ?? '' }, documents)
  return parsed.ok ? { ...visit, details: parsed.details } : { errors: parsed.errors }
}

/** Reads the body of a hold: a visit to one counter, or a plan. */
export function readHoldWish(office: Office, body: z.infer<typeof holdBody>): Visit | PlanWish | Refused {
  const { legs, people, services: slugs, startsAt } = body
  if (legs === undefined) {
    const visit = readVisit(office, { services: slugs, people, startsAt })
    return 'hold' in visit ? { errors: [{ field: 'services', reason: 'required' }] } : visit
  }
  if (slugs !== undefined || startsAt !== undefined)
    return { errors: [{ field: 'legs', reason: 'either_legs_or_time' }] }
  const known = legs.flatMap(leg => {
    const services = servicesBySlug(office, leg.services)
    return services ? [{ services, startsAt: leg.startsAt }] : []
  })
  return known.length === legs.length ? { people, legs: known } : { reason: 'unknown_service' }
}

function readVisit(
  office: Office,
  {
    hold,
    services: slugs,
    people,
    startsAt,
  }: Partial<Pick<Body, 'hold' | 'services' | 'people' | 'startsAt'>>,
): { hold: string } | Visit | Refused {
  if (hold !== undefined) {
    const isBoth = slugs !== undefined || people !== undefined || startsAt !== undefined
    return isBoth ? { errors: [{ field: 'hold', reason: 'either_hold_or_time' }] } : { hold }
  }
  if (slugs === undefined || startsAt === undefined) {
    const missing = [slugs === undefined && 'services', startsAt === undefined && 'startsAt']
    return { errors: missing.flatMap(field => (field ? { field, reason: 'required' as const } : [])) }
  }
  const services = servicesBySlug(office, slugs)
  return services ? { services, people: people ?? 1, startsAt } : { reason: 'unknown_service' }
}
