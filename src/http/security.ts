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

/** Sets them, and forbids keeping any answer that has not said otherwise. */
export function secure(settings: Settings): MiddlewareHandler<Env> {
  const headers = securityHeaders(settings)
  return async (c, next) => {
    await next()
    for (const [name, value] of headers) c.res.headers.set(name, value)
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store')
  }
}

const loopbackNames = ['localhost', '127.0.0.1', '[::1]']

/** Answers only to the host of PUBLIC_URL; outside production also to the loopback names on any port. */
export function isHostAllowed(settings: Settings, host: string | undefined): boolean {
  if (!host) return false
  const name = host.replace(/:\d+$/, '').toLowerCase()
  if (!settings.isProduction && loopbackNames.includes(name)) return true
  return settings.publicUrl !== null && new URL(settings.publicUrl).host === host.toLowerCase()
}

/** Whether a form may have come from our own pages, by the headers that no page of another site can forge. */
export function isOriginAllowed(settings: Settings, headers: Headers): boolean {
  const site = headers.get('Sec-Fetch-Site')
  if (site) return site === 'same-origin'

  const origin = headers.get('Origin')
  if (!origin || !URL.canParse(origin)) return false
  return origin === settings.publicUrl || isSameHost(settings, origin, headers.get('Host'))
}

function isSameHost(settings: Settings, origin: string, host: string | null): boolean {
  const { host: originHost } = new URL(origin)
  return originHost === host && isHostAllowed(settings, originHost)
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

function socketAddress(c: Parameters<MiddlewareHandler<Env>>[0]): string {
  try {
    return getConnInfo(c).remote.address?.replace(/^::ffff:/, '') ?? 'unknown'
  } catch {
    // A request made in a test without a socket.
    return 'unknown'
  }
}
