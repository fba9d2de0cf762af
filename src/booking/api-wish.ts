import type { z } from '@hono/zod-openapi'
import type { FieldProblem } from '../http/problem.ts'
import { type Office, servicesBySlug } from '../offices/office.ts'
import type { Visit } from './api-alternatives.ts'
import type { bookingBody } from './api-shapes.ts'
import type { Details } from './appointment.ts'
import { parseDetails } from './details.ts'

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

function readVisit(
  office: Office,
  { hold, services: slugs, people, startsAt }: Body,
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
