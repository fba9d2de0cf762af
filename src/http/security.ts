import { getConnInfo } from '@hono/node-server/conninfo'
import type { MiddlewareHandler } from 'hono'
import type { Settings } from '../settings.ts'
import type { Env } from './env.ts'

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "base-uri 'none'",
].join('; ')

/** Headers of every answer. Referrer-Policy stays `same-origin`: without it forms send `Origin: null`. */
export function securityHeaders(settings: Settings): ReadonlyArray<readonly [string, string]> {
  const isHttps = settings.publicUrl?.startsWith('https:') ?? false
  return [
    ['Content-Security-Policy', contentSecurityPolicy],
    ['X-Content-Type-Options', 'nosniff'],
    ['Referrer-Policy', 'same-origin'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=()'],
    ...(isHttps ? [['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'] as const] : []),
  ]
}

const loopbackNames = ['localhost', '127.0.0.1', '[::1]']

/** Answers only to the host of PUBLIC_URL; outside production also to the loopback names on any port. */
export function createHostGuard(settings: Settings): (host: string | undefined) => boolean {
  const publicHost = settings.publicUrl ? new URL(settings.publicUrl).host : null
  return host => {
    if (!host) return false
    return host.toLowerCase() === publicHost || (!settings.isProduction && isLoopback(host))
  }
}

const probes = ['/healthz', '/readyz', '/metrics']

/** Whether a program on this machine asks how the server is: it need not know under which name that is public. */
export function isProbe(path: string | undefined, host: string | undefined): boolean {
  return path !== undefined && host !== undefined && probes.includes(path) && isLoopback(host)
}

function isLoopback(host: string): boolean {
  return loopbackNames.includes(host.toLowerCase().replace(/:\d+$/, ''))
}

/** Tells whether a form comes from our own pages, by headers that no page of another site can forge. */
export function createOriginGuard(settings: Settings): (headers: Headers) => boolean {
  const isHostAllowed = createHostGuard(settings)
  return headers => {
    const site = headers.get('Sec-Fetch-Site')
    if (site) return site === 'same-origin'

    const origin = headers.get('Origin')
    if (!origin || !URL.canParse(origin)) return false
    const { host } = new URL(origin)
    return origin === settings.publicUrl || (host === headers.get('Host') && isHostAllowed(host))
  }
}

/** The address a request comes from; forwarded ones are believed only from configured proxies. */
export function callerOf(settings: Settings): MiddlewareHandler<Env> {
  return async (c, next) => {
    const address = socketAddress(c)
    const forwarded = settings.trustedProxies.includes(address) ? c.req.header('X-Forwarded-For') : undefined
    c.set('caller', forwarded?.split(',').at(-1)?.trim() || address)
    await next()
  }
}

/** The other end of the connection, which nobody can make up. */
export function socketAddress(c: Parameters<MiddlewareHandler<Env>>[0]): string {
  try {
    return getConnInfo(c).remote.address?.replace(/^::ffff:/, '') ?? 'unknown'
  } catch {
    // A request made in a test without a socket.
    return 'unknown'
  }
}
