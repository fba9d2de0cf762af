import { randomUUID } from 'node:crypto'
import { newCode } from '#src/line/link.ts'
import { saveChannel } from '#src/line/channel-queries.ts'
import { sendDueLineMessages } from '#src/line/send-due-line-messages.ts'
import { channel, type LineServer, openLineServer, type Shown, signatureOf } from './line-server.ts'
import { openSite, type Site } from './site.ts'

export { channel } from './line-server.ts'

export const hanako = `U${'a'.repeat(32)}`
export const taro = `U${'b'.repeat(32)}`

type What = { type: string; [more: string]: unknown }

/** A ward whose office is on LINE, with the API that it talks to. */
export type LineWard = {
  site: Site
  line: LineServer
  /** Delivers events as LINE does, and answers the status once all answers are sent. */
  deliver: (events: object[], how?: { secret?: string; office?: string }) => Promise<number>
  /** Somebody writes, and what they are answered. */
  writes: (text: string, userKey?: string) => Promise<Shown | undefined>
  presses: (data: string, userKey?: string) => Promise<Shown | undefined>
  /** Links a booking by its code. */
  link: (appointmentId: number, userKey?: string) => Promise<void>
  send: () => Promise<number>
}

export async function openLineWard({
  now = '2026-12-01T08:30',
  isOn = true,
  limit = 'off',
} = {}): Promise<LineWard> {
  const line = await openLineServer()
  const site = await openSite({ now, settings: { LINE_API_URL: line.url, RATE_LIMIT: limit } })
  const { deps, office } = site
  await site.change(db =>
    saveChannel(db, { ...channel, officeId: office.id, isOn, version: 0 }, deps.clock.now()),
  )

  const deliver: LineWard['deliver'] = async (events, { secret, office: slug = 'mihon' } = {}) => {
    const body = JSON.stringify({ destination: `U${'0'.repeat(32)}`, events })
    const answer = await postWebhook(site, body, signatureOf(body, secret), slug)
    await deps.line.settled()
    return answer.status
  }
  const say = async (what: What, userKey: string) => {
    const before = line.replied.length
    await deliver([eventOf(site, what, { userKey })])
    return line.replied.at(before)?.shown
  }
  return {
    ...{ site, line, deliver },
    writes: (text, userKey = hanako) =>
      say({ type: 'message', message: { id: '1', type: 'text', text } }, userKey),
    presses: (data, userKey = hanako) => say({ type: 'postback', postback: { data } }, userKey),
    async link(appointmentId, userKey = hanako) {
      const { code } = await newCode(deps, { officeId: office.id, appointmentId })
      await deliver([
        eventOf(site, { type: 'message', message: { id: '1', type: 'text', text: code } }, { userKey }),
      ])
    },
    send: () => sendDueLineMessages(deps),
  }
}

type More = { userKey?: string; at?: number; key?: string; isRedelivery?: boolean }

/** An event in the shape of the API. */
export function eventOf(
  site: Site,
  what: What,
  { userKey = hanako, at, key, isRedelivery = false }: More = {},
) {
  return {
    mode: 'active',
    timestamp: at ?? site.deps.clock.now(),
    source: { type: 'user', userId: userKey },
    webhookEventId: key ?? randomUUID(),
    deliveryContext: { isRedelivery },
    ...(what.type !== 'unfollow' && { replyToken: randomUUID() }),
    ...what,
  }
}

export function postWebhook(site: Site, body: string, signature: string | null, slug = 'mihon') {
  return fetch(`${site.url}/line/${slug}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      ...(signature !== null && { 'X-Line-Signature': signature }),
    },
    body,
  })
}

export function links(site: Site) {
  return site.deps.store.read(db =>
    db
      .selectFrom('line_links as link')
      .innerJoin('line_users as user', 'user.id', 'link.line_user_id')
      .select(['link.appointment_id as appointmentId', 'user.user_key as userKey'])
      .orderBy('link.appointment_id')
      .execute(),
  )
}
