import { z } from '@hono/zod-openapi'
import { text, texts } from '../http/api-route.ts'
import { pauseReasons } from '../windows/window.ts'
import type { SimpleDeed } from './act.ts'
import type { Purpose } from './ticket.ts'

const sequence = z
  .int('not_a_number')
  .min(1, 'not_a_number')
  .max(1_000_000, 'not_a_number')
  .openapi({ description: 'The `sequence` of the ticket as it was seen.', example: 2 })
  .optional()
const windowId = z
  .int('not_a_number')
  .min(1, 'not_a_number')
  .openapi({
    description: 'The `id` of a window of the counter. Default: where the ticket was last.',
    example: 3,
  })
  .optional()
const doneServices = texts(50).optional()

const seenBody = z.strictObject({ sequence }).openapi('Seen')
const atWindowBody = z.strictObject({ sequence, window: windowId }).openapi('AtWindow')

/** What may be sent with a deed to a ticket; each takes some of it. */
export type DeedBody = {
  sequence?: number | undefined
  window?: number | undefined
  services?: string[] | undefined
  purposeMet?: Purpose | undefined
  reason?: 'test' | 'printer' | undefined
}

export const deedBodies = {
  'call-again': atWindowBody,
  serve: seenBody,
  park: seenBody,
  resume: atWindowBody,
  'hand-in': seenBody,
  collect: atWindowBody,
  finish: z
    .strictObject({
      sequence,
      services: doneServices.openapi({
        description: 'Services really done, of this counter.',
        example: ['tennyu'],
      }),
      purposeMet: z.enum(['yes', 'partly', 'no'], 'unknown').optional(),
    })
    .openapi('Finish'),
  'no-show': seenBody,
  left: seenBody,
  void: z
    .strictObject({ sequence, reason: z.enum(['test', 'printer'], 'unknown').optional() })
    .openapi('Void'),
} satisfies Record<SimpleDeed, z.ZodType<DeedBody>>

export const undoBody = seenBody

export const transferBody = z
  .strictObject({
    sequence,
    counter: text(100).openapi({ description: 'Where to.', example: 'kokuho' }),
    keepsPlace: z
      .boolean()
      .default(false)
      .openapi({ description: 'Whether they keep the place in line of their arrival.' }),
    services: texts(50)
      .default([])
      .openapi({ description: 'What for: services of that counter.', example: ['kokuho-kanyu'] }),
  })
  .openapi('Transfer')

export const callNextBody = z
  .strictObject({
    endCurrent: z
      .boolean()
      .default(false)
      .openapi({ description: 'Ends who is still served there instead of refusing with `window_busy`.' }),
  })
  .openapi('CallNext')

export const callBody = z
  .strictObject({
    ticket: z
      .union([text(20), z.int()])
      .openapi({ description: 'A number of today, or an `id`.', example: 'A-012' }),
  })
  .openapi('Call')

export const pauseBody = z
  .strictObject({ reason: z.enum(pauseReasons, 'unknown').optional() })
  .openapi('Pause')

export const alarmBody = z.strictObject({ on: z.boolean() }).openapi('Alarm')
