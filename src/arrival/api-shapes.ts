import { z } from '@hono/zod-openapi'
import { people, services } from '../booking/api-shapes.ts'
import { languages } from '../languages.ts'
import { paths } from '../paths.ts'
import {
  counterSlug,
  estimateSchema,
  instantText,
  label,
  numberText,
  stageNumber,
  ticketStates,
} from '../queue/api-shapes.ts'
import type { Settings } from '../settings.ts'

const aheadNumber = z.int().openapi({ description: 'How many will be called before.', example: 4 })

/** A place in line just taken. */
export const arrivalSchema = z
  .object({
    number: numberText,
    token: z.string().openapi({ description: 'Opens the ticket: keep it secret.' }),
    counter: counterSlug,
    ahead: aheadNumber,
  })
  .openapi('Arrival')

/** The body of a ticket for somebody without an appointment. */
export const walkInBody = z
  .strictObject({
    services,
    people: people.default(1),
    language: z
      .enum(languages, 'unknown')
      .default('ja')
      .openapi({ description: 'The language they speak; `easy` is Japanese in plain words.', example: 'ja' }),
    isPriority: z.boolean().default(false).openapi({ description: 'Only by staff.' }),
  })
  .openapi('WalkIn')

/** The answer to it. */
export const issuedSchema = arrivalSchema
  .extend({
    id: z.int().openapi({ example: 12 }),
    url: z.string().openapi({ description: 'The page of the ticket, for a QR code.' }),
  })
  .openapi('IssuedTicket')

/** A ticket as whoever holds its token sees it. */
export const ownTicketSchema = z
  .object({
    number: numberText,
    state: z.enum(ticketStates),
    stage: stageNumber,
    counter: counterSlug,
    ahead: aheadNumber,
    window: label.nullable().openapi({ description: 'Where to go now; null when not called.' }),
    estimate: estimateSchema,
    updatedAt: instantText.openapi({ description: 'As of when this is so.' }),
  })
  .openapi('OwnTicket')

/** The page of a ticket. */
export function ticketUrl(settings: Settings, office: string, token: string): string {
  return `${settings.publicUrl ?? `http://localhost:${settings.port}`}${paths.ticket(office, token)}`
}
