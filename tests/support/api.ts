import { createApi } from '#src/http/api.ts'
import { openWard, type Ward, type WardOptions } from './ward.ts'

type Answer = { status: number; headers: Headers; text: string; json: Json }

/** JSON whose shape the test looks at. */
// oxlint-disable-next-line typescript/no-explicit-any
type Json = any

type Sending = { key?: string; language?: string; headers?: Record<string, string> }

export type ApiWard = Ward & {
  get: (path: string, sending?: Sending) => Promise<Answer>
  /** Sends a value as JSON. */
  post: (path: string, body: unknown, sending?: Sending) => Promise<Answer>
  /** Sends whatever it is given. */
  send: (path: string, init: RequestInit) => Promise<Answer>
}

/** The sample ward behind its API. */
export async function openApiWard(options?: WardOptions): Promise<ApiWard> {
  const ward = await openWard(options)
  const api = createApi(ward.deps)

  const send = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await api.request(path, init)
    const text = await response.text()
    const isJson = /\bjson\b/.test(response.headers.get('Content-Type') ?? '')
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson && text ? JSON.parse(text) : null,
    }
  }
  const headersOf = ({ key, language, headers }: Sending) => ({
    ...(key !== undefined && { 'Idempotency-Key': key }),
    ...(language && { 'Accept-Language': language }),
    ...headers,
  })

  return Object.assign(ward, {
    send,
    get: (path: string, sending: Sending = {}) => send(path, { headers: headersOf(sending) }),
    post: (path: string, body: unknown, sending: Sending = {}) =>
      send(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headersOf(sending) },
        body: JSON.stringify(body),
      }),
  })
}

/** The calls of the sample office. */
export const office = '/v1/offices/mihon'

/** A booking of somebody plainly invented, at 9 o'clock on 2 December. */
export function booking(more: Record<string, unknown> = {}) {
  return {
    services: ['tennyu'],
    people: 1,
    startsAt: '2026-12-02T09:00:00+09:00',
    name: '見本 太郎',
    phone: '06-0000-1234',
    ...more,
  }
}
