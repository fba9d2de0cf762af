import { z } from '@hono/zod-openapi'
import { displayReference } from '../access/token.ts'
import { type Instant, isoOf, parseInstant } from '../clock.ts'
import { text, texts } from '../http/api-route.ts'
import { languages } from '../languages.ts'
import { counterById } from '../offices/office.ts'
import { paths } from '../paths.ts'
import type { Settings } from '../settings.ts'
import { endsAt, needs, visitEndsAt } from './appointment.ts'
import { planLegsMax } from './plan.ts'
import type { Opened } from './opened.ts'

const startsAtText = z.string().openapi({ example: '2026-12-02T09:00:00+09:00' })

/** An instant as it is sent: ISO 8601 with an offset. */
const startsAt = text(40)
  .transform((typed, c) => {
    const at = parseInstant(typed)
    if (at === null) c.addIssue({ code: 'custom', message: 'not_an_instant' })
    return at ?? 0
  })
  .openapi({
    type: 'string',
    description: 'A `startsAt` of availability.',
    example: '2026-12-02T09:00:00+09:00',
  })

export const services = texts(50).openapi({
  description: 'Ids of services of one counter.',
  example: ['tennyu'],
})

export const people = z
  .int('not_a_number')
  .min(0, 'not_a_number')
  .max(9999, 'not_a_number')
  .openapi({ description: 'How many people come. Default 1.', example: 1 })

/** One counter of a visit over several. */
const leg = z.strictObject({ services, startsAt })

/** The body of a hold: of services of one counter, or of a plan with a leg for each counter. */
export const holdBody = z
  .strictObject({
    services: services.optional(),
    people: people.default(1),
    startsAt: startsAt.optional(),
    legs: z.array(leg).max(planLegsMax, 'too_many').optional().openapi({
      description: 'A plan of `GET …/plans`, in the order of time, instead of `services` and `startsAt`.',
    }),
  })
  .openapi('HoldWish')

/** The answer to a hold. */
export const heldSchema = z
  .object({
    hold: z.string().openapi({ description: 'The only way to this hold: keep it secret.' }),
    expiresAt: startsAtText.openapi({ description: 'Until when the time is kept.' }),
    startsAt: startsAtText,
    counter: z.string().openapi({ example: 'ido' }),
  })
  .openapi('Hold')

/** The body of a booking: of a hold, or of a time in one step. */
export const bookingBody = z
  .strictObject({
    hold: text(100)
      .optional()
      .openapi({ description: 'The hold to turn into a booking; else the three next.' }),
    services: services.optional(),
    people: people.optional(),
    startsAt: startsAt.optional(),
    name: text(2000).openapi({ description: 'Kept exactly as it is sent.', example: '見本 太郎' }),
    email: text(500)
      .nullish()
      .openapi({ description: 'E-mail or phone is needed.', example: 'taro@example.test' }),
    phone: text(100).nullish().openapi({ example: '06-0000-0000' }),
    language: text(20)
      .default('ja')
      .openapi({ description: `Language of the messages: any of ${languages.join(', ')}.`, example: 'ja' }),
    needs: texts(20)
      .default([])
      .openapi({ description: `Any of ${needs.join(', ')}.`, example: ['wheelchair'] }),
    documents: texts(100)
      .default([])
      .openapi({ description: 'Ids of documents ticked as ready.', example: ['id1'] }),
  })
  .openapi('BookingWish')

/** The answer to a booking. */
export const bookedSchema = z
  .object({
    reference: z.string().openapi({ description: 'What people read and say.', example: 'ABC-234' }),
    token: z.string().openapi({ description: 'Opens the appointment: keep it secret.' }),
    manageUrl: z.string().openapi({ description: 'The page on which the resident changes or cancels.' }),
    startsAt: startsAtText,
    endsAt: startsAtText,
    counter: z.string().openapi({ example: 'ido' }),
    state: z.enum(['booked', 'cancelled']),
  })
  .openapi('Booked')

/** An appointment as its owner sees it, without anything personal: whoever holds the token knows who they are. */
export const appointmentSchema = bookedSchema
  .extend({
    manageUrl: bookedSchema.shape.manageUrl.optional().openapi({
      description: 'Only with the token of the booking itself: that of a look-up opens no page.',
    }),
    office: z.string().openapi({ example: 'mihon' }),
    services: z.array(z.string()),
    people: z.int(),
    language: z.string(),
    needs: z.array(z.string()),
    documents: z.array(z.string()),
    legs: z
      .array(
        z.object({
          counter: z.string().openapi({ example: 'ido' }),
          startsAt: startsAtText,
          endsAt: startsAtText,
          services: z.array(z.string()),
        }),
      )
      .openapi({ description: 'Every counter of the visit in the order of time; mostly one.' }),
  })
  .openapi('Appointment')

export const rescheduleBody = z
  .strictObject({
    startsAt,
    leg: z.int('not_a_number').min(1, 'not_a_number').max(99, 'not_a_number').optional().openapi({
      description:
        'Which of several `legs` begins then, from 1, while the others stay; without it the whole visit moves.',
    }),
  })
  .openapi('RescheduleWish')

export const lookUpBody = z
  .strictObject({
    reference: text(50).openapi({ example: 'ABC-234' }),
    secret: text(500).openapi({
      description: 'The e-mail address, or the last four digits of the telephone number.',
      example: '0000',
    }),
  })
  .openapi('LookUp')

/** The page of an appointment's own link. */
export function manageUrl(settings: Settings, office: string, token: string): string {
  return `${settings.publicUrl ?? `http://localhost:${settings.port}`}${paths.manage(office, token)}`
}

/** An appointment in the shape of the contract. */
export function appointmentJson(
  settings: Settings,
  { office, appointment, isByLink }: Opened,
  token: string,
): z.infer<typeof appointmentSchema> {
  const { leg, legs, person } = appointment
  const iso = (at: Instant) => isoOf(at, office.timeZone)
  return {
    reference: displayReference(appointment.reference ?? ''),
    token,
    ...(isByLink && { manageUrl: manageUrl(settings, office.slug, token) }),
    startsAt: iso(leg.startsAt),
    endsAt: iso(visitEndsAt(appointment)),
    counter: counterById(office, leg.counterId).slug,
    state: appointment.state === 'cancelled' ? 'cancelled' : 'booked',
    office: office.slug,
    services: appointment.services.map(({ slug }) => slug),
    people: appointment.people,
    language: appointment.language,
    needs: person?.needs ?? [],
    documents: appointment.documents,
    legs: legs.map(one => ({
      counter: counterById(office, one.counterId).slug,
      startsAt: iso(one.startsAt),
      endsAt: iso(endsAt(one)),
      services: one.services.map(({ slug }) => slug),
    })),
  }
}
