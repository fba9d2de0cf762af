import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Deps } from '../deps.ts'
import { createHostGuard, isProbe, securityHeaders } from './security.ts'

type Fetch = Parameters<typeof getRequestListener>[0]

/** For how long a request is waited for, in milliseconds: an upload over 2G takes half a minute. */
export const patience = {
  requestTimeout: 60_000,
  headersTimeout: 10_000,
  connectionsCheckingInterval: 5000,
}

/**
 * What every request passes before the app sees it: one Host header that is ours, a target on this server,
 * and security headers on whatever the answer will be. They are set here, on Node's own response, because
 * adding them to a finished answer costs more than a cached page does.
 */
export function createListener(deps: Deps, fetch: Fetch): RequestListener {
  const { settings, hotAnswers, lineAnswers, tally } = deps
  const isHostAllowed = createHostGuard(settings)
  const headers = securityHeaders(settings)
  // Nothing is kept by a browser or a proxy unless the answer says so itself.
  const usual = [...headers, ['Cache-Control', 'no-store'] as const]
  const hotHead = [...usual.flat(), 'Content-Type', 'application/json']
  const answer = getRequestListener(fetch)

  const lineHead = headers.flat()

  function letApp(request: IncomingMessage, response: ServerResponse) {
    for (const [name, value] of usual) response.setHeader(name, value)
    void answer(request, response)
  }

  return (request, response) => {
    const { host } = request.headers
    const isKnown = isHostAllowed(host) || isProbe(request.url, host)
    const isRefused = !isPlain(request) ? 400 : isKnown ? null : 421
    if (isRefused) return refuse(response, isRefused)
    const hot = request.method === 'GET' ? hotAnswers.find(request.url ?? '') : null
    if (hot) {
      tally.hot()
      response.writeHead(200, [...hotHead, 'Content-Length', String(hot.body.byteLength)])
      return response.end(hot.body)
    }
    const tellWaiting = lineAnswers.find(request)
    if (!tellWaiting) return letApp(request, response)
    void tellWaiting(response, lineHead).then(
      isTold => isTold || letApp(request, response),
      () => letApp(request, response),
    )
  }

  function refuse(response: ServerResponse, status: 400 | 421): void {
    for (const [name, value] of usual) response.setHeader(name, value)
    response.writeHead(status, { 'Content-Type': 'text/plain; charset=UTF-8', Connection: 'close' })
    response.end(status === 421 ? 'Misdirected Request' : 'Bad Request')
  }
}

function isPlain({ url, rawHeaders }: IncomingMessage): boolean {
  if (!url?.startsWith('/')) return false
  let hosts = 0
  for (let index = 0; index < rawHeaders.length; index += 2)
    if (rawHeaders[index]?.length === 4 && rawHeaders[index]?.toLowerCase() === 'host') hosts += 1
  return hosts === 1
}
