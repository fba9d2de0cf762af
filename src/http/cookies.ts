import { deleteCookie, generateCookie, getCookie, setCookie } from 'hono/cookie'
import { parse } from 'hono/utils/cookie'
import type { Settings } from '../settings.ts'
import type { Ctx } from './env.ts'

export type CookieName =
  | 'hold'
  | 'session'
  | 'language'
  | 'furigana'
  | 'staff'
  | 'browser'
  | 'kiosk'
  | 'survey'
  | 'directory'
  | 'place'
  | 'pass'

/** Over HTTPS cookies carry the `__Host-` prefix: bound to this host and to secure connections. */
function fullName(settings: Settings, name: CookieName): string {
  return settings.publicUrl?.startsWith('https:') ? `__Host-madoguchi-${name}` : `madoguchi-${name}`
}

export function readCookie(c: Ctx, settings: Settings, name: CookieName): string | null {
  return getCookie(c, fullName(settings, name)) ?? null
}

/** The same from the header itself, where no context is made. */
export function cookieIn(header: string | undefined, settings: Settings, name: CookieName): string | null {
  const full = fullName(settings, name)
  return header?.includes(full) ? (parse(header, full)[full] ?? null) : null
}

/** What `Set-Cookie` says for a cookie that is written. */
export function cookieLine(
  settings: Settings,
  name: CookieName,
  value: string,
  maxAgeSeconds: number,
): string {
  return generateCookie(fullName(settings, name), value, { ...flags(settings), maxAge: maxAgeSeconds })
}

export function writeCookie(
  c: Ctx,
  settings: Settings,
  name: CookieName,
  value: string,
  maxAgeSeconds: number,
): void {
  setCookie(c, fullName(settings, name), value, { ...flags(settings), maxAge: maxAgeSeconds })
}

export function dropCookie(c: Ctx, settings: Settings, name: CookieName): void {
  deleteCookie(c, fullName(settings, name), flags(settings))
}

function flags(settings: Settings) {
  const secure = settings.publicUrl?.startsWith('https:') ?? false
  return { path: '/', httpOnly: true, sameSite: 'Lax' as const, secure }
}
