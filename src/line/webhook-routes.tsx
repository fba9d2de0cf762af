import { Hono } from 'hono'
import type { Deps } from '../deps.ts'
import { placeOf } from '../http/error-place.ts'
import type { Ctx, Env } from '../http/env.ts'
import { createAnswers } from './answer.ts'
import { type Channel, openedChannel } from './channel.ts'
import { type LineEvent, parseEvents } from './event.ts'
import type { Office } from '../offices/office.ts'
import { channelOf } from './channel-queries.ts'
import { type Answer, receive } from './receive.ts'
import { lineAnswer } from './verdict.ts'

const bodyBytesMax = 512 * 1024

/** Where LINE delivers what people do. It waits a second or two: what an event changes is done, then answered. */
export function lineWebhookRoutes(deps: Deps) {
  const answer = createAnswers(deps)

  return new Hono<Env>().post('/:office', async c => {
    const office = await deps.offices.bySlug(c.req.param('office'))
    const stored = office && (await deps.store.read(db => channelOf(db, office.id)))
    if (!office || !stored?.isOn) return c.text('Not Found', 404)
    const channel = openedChannel(deps.secrets, stored)
    // LINE delivers again what was not taken: nothing is lost while the key is on its way back.
    if (!channel) return c.text('Service Unavailable', 503)
    const body = await readUpTo(c, bodyBytesMax)
    if (body === null) return c.text('Content Too Large', 413)
    const signature = c.req.header('X-Line-Signature') ?? ''
    if (!(await deps.line.isSigned(channel.secret, body, signature))) return c.text('Unauthorized', 401)

    const events = parseEvents(new TextDecoder().decode(body))
    if (events === null) return c.text('Bad Request', 400)
    for (const event of events) await take(office, channel, event)
    return c.text('OK')
  })

  async function take(office: Office, channel: Channel, event: LineEvent): Promise<void> {
    const wanted = await receive(deps, office.id, event)
    if (wanted) deps.line.afterwards(() => tell(office, channel, wanted))
  }

  /** What LINE does not take is not tried again: whoever wants to know asks anew. */
  async function tell(office: Office, channel: Channel, wanted: Answer): Promise<void> {
    try {
      await answer(office, channel, wanted)
    } catch (error) {
      const place = error instanceof Error ? placeOf(error) : {}
      deps.log.warn({ status: lineAnswer(error).status, ...place }, 'an answer on LINE was not sent')
    }
  }
}

/** Null for a body that is larger. */
async function readUpTo(c: Ctx, max: number): Promise<Uint8Array | null> {
  if (Number(c.req.header('Content-Length') ?? 0) > max) return null
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of c.req.raw.body ?? []) {
    size += part.byteLength
    if (size > max) return null
    parts.push(part)
  }
  return Buffer.concat(parts)
}
