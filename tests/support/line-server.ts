import { createHmac, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export const channel = {
  basicId: '@mihon123',
  secret: '0123456789abcdef0123456789abcdef',
  accessToken: 'mihon-access-token-of-the-tests-0001',
}

/** A card as a person sees it: its words in order, and its buttons. */
export type Shown = {
  alt: string
  words: string[]
  urls: string[]
  buttons: Record<string, string>
  quick: Record<string, string>
}

type Pushed = { to: string; retryKey: string; shown: Shown }

/** What the Messaging API answers in place of what it would; null: as usual. */
type Answer = { status: number; body: object; headers?: object } | 'silence' | null
type Trouble = (path: string, calls: number) => Answer | Promise<Answer>

/**
 * The Messaging API of LINE as far as it is used here, with its shapes, its refusals and its retry keys: a message taken
 * by a key is not delivered again by it for a day.
 */
export type LineServer = {
  url: string
  pushed: Pushed[]
  replied: Array<{ shown: Shown }>
  /** Every request, those that were refused among them. */
  asked: string[]
  languages: Map<string, string>
  trouble: Trouble
  /** Takes messages and breaks the line before it answers. */
  losesAnswers: boolean
  basicId: string
}

export async function openLineServer(): Promise<LineServer> {
  const taken = new Map<string, string>()
  const usedReplyTokens = new Set<string>()

  async function handle(request: IncomingMessage, response: ServerResponse) {
    const path = request.url ?? ''
    const body = await bodyOf(request)
    server.asked.push(path)
    const trouble = await server.trouble(path, server.asked.length)
    if (trouble === 'silence') return request.socket.destroy()
    if (trouble) return answer(response, trouble.status, trouble.body, trouble.headers)
    if (request.headers.authorization !== `Bearer ${channel.accessToken}`)
      return answer(response, 401, {
        message: 'Authentication failed. Confirm that the access token in the authorization header is valid.',
      })
    if (path === '/v2/bot/info')
      return answer(response, 200, {
        ...{ userId: 'U00000000000000000000000000000000', basicId: server.basicId, displayName: '見本区' },
        ...{ chatMode: 'bot', markAsReadMode: 'auto' },
      })
    if (path.startsWith('/v2/bot/profile/')) return profile(response, path.slice('/v2/bot/profile/'.length))
    const message = JSON.parse(body) as Sent
    const fault = faultOf(message)
    if (fault) return answer(response, 400, fault)
    if (path === '/v2/bot/message/push') return push(request, response, message)
    if (path === '/v2/bot/message/reply') return reply(response, message)
    answer(response, 404, { message: 'Not found' })
  }

  function profile(response: ServerResponse, key: string) {
    const language = server.languages.get(key)
    answer(response, 200, { userId: key, displayName: '見本', ...(language && { language }) })
  }

  function push(request: IncomingMessage, response: ServerResponse, { to = '', messages }: Sent) {
    const retryKey = String(request.headers['x-line-retry-key'] ?? '')
    const accepted = taken.get(retryKey)
    if (accepted !== undefined)
      return answer(
        response,
        409,
        { message: 'The retry key is already accepted' },
        { 'x-line-accepted-request-id': accepted },
      )
    taken.set(retryKey, randomUUID())
    server.pushed.push({ to, retryKey, shown: shownOf(messages) })
    if (server.losesAnswers) return response.destroy()
    answer(response, 200, { sentMessages: [{ id: '1', quoteToken: 'q' }] })
  }

  function reply(response: ServerResponse, { replyToken = '', messages }: Sent) {
    if (usedReplyTokens.has(replyToken)) return answer(response, 400, { message: 'Invalid reply token' })
    usedReplyTokens.add(replyToken)
    server.replied.push({ shown: shownOf(messages) })
    answer(response, 200, { sentMessages: [{ id: '1', quoteToken: 'q' }] })
  }

  const listening = createServer((request, response) => void handle(request, response))
  await new Promise<void>(resolve => listening.listen(0, '127.0.0.1', resolve))
  const server: LineServer = {
    url: `http://127.0.0.1:${(listening.address() as AddressInfo).port}`,
    pushed: [],
    replied: [],
    asked: [],
    languages: new Map(),
    trouble: () => null,
    losesAnswers: false,
    basicId: channel.basicId,
  }
  onTestFinished(() => {
    listening.closeAllConnections()
    listening.close()
  })
  return server
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
type Sent = { to?: string; replyToken?: string; messages: Array<{ [key: string]: Json }> }

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

function answer(response: ServerResponse, status: number, body: object, headers: object = {}) {
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'x-line-request-id': randomUUID(),
    ...headers,
  })
  response.end(JSON.stringify(body))
}

/** The limits that LINE holds a message to: https://developers.line.biz/en/reference/messaging-api/#message-objects */
export function faultOf({ to, messages }: Sent): object | null {
  if (to !== undefined && !/^U[0-9a-f]{32}$/.test(to))
    return { message: "The property, 'to', in the request body is invalid (line: -, column: -)" }
  const details: object[] = []
  if (messages.length < 1 || messages.length > 5)
    details.push({ message: 'Size must be between 1 and 5', property: 'messages' })
  for (const { altText, contents, quickReply } of messages) {
    checkText('altText', altText, 400, details)
    if (JSON.stringify(contents).length > 50_000) details.push({ message: 'too large', property: 'contents' })
    const { items = [] } = (quickReply ?? {}) as { items?: Json[] }
    if (items.length > 13) details.push({ message: 'Size must be between 1 and 13', property: 'items' })
    for (const part of [contents, quickReply]) walk(part ?? null, node => checkNode(node, details))
  }
  return details.length > 0 ? { message: `The request body has ${details.length} error(s)`, details } : null
}

type Node = { [key: string]: Json }

function checkNode(node: Node, details: object[]) {
  if (node.type === 'carousel' && Array.isArray(node.contents) && node.contents.length > 12)
    details.push({ message: 'Size must be between 1 and 12', property: 'contents' })
  if (node.type === 'text') checkText('text', node.text, 2000, details)
  if (node.type === 'postback') {
    checkText('label', node.label, 20, details)
    checkText('data', node.data, 300, details)
  }
  if (node.type === 'uri') {
    checkText('label', node.label, 20, details)
    checkText('uri', node.uri, 1000, details)
  }
}

function checkText(property: string, value: Json | undefined, max: number, details: object[]) {
  if (typeof value !== 'string' || value === '' || value.length > max)
    details.push({ message: `Length must be between 1 and ${max}`, property })
}

function walk(value: Json, visit: (node: Node) => void) {
  if (Array.isArray(value)) for (const one of value) walk(one, visit)
  else if (typeof value === 'object' && value !== null) {
    visit(value)
    for (const one of Object.values(value)) walk(one, visit)
  }
}

function shownOf(messages: Sent['messages']): Shown {
  const shown: Shown = { alt: '', words: [], urls: [], buttons: {}, quick: {} }
  for (const { altText, contents, quickReply } of messages) {
    shown.alt = words(altText)
    walk(contents ?? null, node => {
      if (node.type === 'text') shown.words.push(words(node.text))
      if (node.type === 'uri') shown.urls.push(words(node.uri))
      if (node.type === 'postback') shown.buttons[words(node.label)] = words(node.data)
    })
    walk(quickReply ?? null, node => {
      if (node.type === 'postback') shown.quick[words(node.label)] = words(node.data)
    })
  }
  return shown
}

function words(value: Json | undefined): string {
  return typeof value === 'string' ? value : ''
}

/** The signature that LINE puts on a delivery. */
export function signatureOf(body: string, secret = channel.secret): string {
  return createHmac('sha256', secret).update(body, 'utf8').digest('base64')
}
