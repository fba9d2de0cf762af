import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Settings } from '../settings.ts'
import { createHostGuard, securityHeaders } from './security.ts'

type Fetch = Parameters<typeof getRequestListener>[0]

/**
 * What every request passes before the app sees it: one Host header that is ours, a target on this server,
 * and security headers on whatever the answer will be. They are set here, on Node's own response, because
 * adding them to a finished answer costs more than a cached page does.
 */
export function createListener(settings: Settings, fetch: Fetch): RequestListener {
  const isHostAllowed = createHostGuard(settings)
  const headers = securityHeaders(settings)
  const answer = getRequestListener(fetch)

  return (request, response) => {
    for (const [name, value] of headers) response.setHeader(name, value)
    // Nothing is kept by a browser or a proxy unless the answer says so itself.
    response.setHeader('Cache-Control', 'no-store')
    if (!isPlain(request)) return refuse(response, 400)
    if (!isHostAllowed(request.headers.host)) return refuse(response, 421)
    return void answer(request, response)
  }
}

function isPlain({ url, rawHeaders }: IncomingMessage): boolean {
  if (!url?.startsWith('/')) return false
  let hosts = 0
  for (let index = 0; index < rawHeaders.length; index += 2)
    if (rawHeaders[index]?.length === 4 && rawHeaders[index]?.toLowerCase() === 'host') hosts += 1
  return hosts === 1
}

function refuse(response: ServerResponse, status: 400 | 421): void {
  response.writeHead(status, { 'Content-Type': 'text/plain', Connection: 'close' })
  response.end(status === 421 ? 'Misdirected Request' : 'Bad Request')
}
