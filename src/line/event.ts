import { z } from 'zod'
import type { Instant } from '../clock.ts'

/** What somebody did in LINE, as far as it is of interest here. */
export type LineEvent = {
  /** The same in every delivery of it. */
  key: string
  at: Instant
  isRedelivery: boolean
  userKey: string
  /** Null where it cannot be answered. */
  replyToken: string | null
  what: Happening
}

type Happening =
  | { type: 'follow' }
  | { type: 'unfollow' }
  | { type: 'text'; text: string }
  | { type: 'postback'; data: string }
  /** A sticker, a picture: it is answered, not understood. */
  | { type: 'other_message' }

const minute = 60_000

/** A first delivery is a matter of seconds; LINE delivers again for some hours what was not answered. */
const firstMilliseconds = 10 * minute
const againMilliseconds = 3 * 24 * 60 * minute

/** How long it is known which events have been dealt with: longer than any delivery is believed. */
export const eventsKeptMilliseconds = 7 * 24 * 60 * minute

/** Whether a delivery is too old, or from too far ahead, to be what LINE sends. */
export function isStale({ at, isRedelivery }: Pick<LineEvent, 'at' | 'isRedelivery'>, now: Instant): boolean {
  return now - at > (isRedelivery ? againMilliseconds : firstMilliseconds) || at - now > firstMilliseconds
}

const envelope = z.object({ events: z.array(z.unknown()).max(1000) })

const shape = z.object({
  type: z.string(),
  mode: z.string().optional(),
  webhookEventId: z.string().min(1).max(100),
  timestamp: z.int().positive(),
  deliveryContext: z.object({ isRedelivery: z.boolean() }),
  source: z.object({ type: z.literal('user'), userId: z.string().regex(/^U[0-9a-f]{32}$/) }),
  replyToken: z.string().max(200).optional(),
  message: z.object({ type: z.string(), text: z.string().optional() }).optional(),
  postback: z.object({ data: z.string().max(300) }).optional(),
})

/** The events of a delivery that are of interest; null for a body that no delivery has. */
export function parseEvents(body: string): LineEvent[] | null {
  const parsed = envelope.safeParse(parseJson(body))
  if (!parsed.success) return null
  return parsed.data.events.flatMap(given => {
    const { data: event } = shape.safeParse(given)
    const what = event && event.mode !== 'standby' ? happeningOf(event) : null
    if (!event || !what) return []
    return {
      key: event.webhookEventId,
      at: event.timestamp,
      isRedelivery: event.deliveryContext.isRedelivery,
      userKey: event.source.userId,
      replyToken: event.replyToken ?? null,
      what,
    }
  })
}

function happeningOf({ type, message, postback }: z.infer<typeof shape>): Happening | null {
  if (type === 'follow' || type === 'unfollow') return { type }
  if (type === 'postback' && postback) return { type, data: postback.data }
  if (type !== 'message' || !message) return null
  const { text } = message
  return message.type === 'text' && text !== undefined ? { type: 'text', text } : { type: 'other_message' }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
