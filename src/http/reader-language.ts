import type { MiddlewareHandler } from 'hono'
import type { Language } from '../booking/appointment.ts'
import type { Settings } from '../settings.ts'
import { readCookie, writeCookie } from './cookies.ts'
import type { Env } from './env.ts'

const yearSeconds = 365 * 24 * 3600

function asLanguage(code: string | null | undefined): Language | null {
  return code === 'ja' || code === 'en' ? code : null
}

/** The first language of Accept-Language that there are pages in; Japanese when there is none. */
function preferred(header: string | undefined): Language {
  for (const range of (header ?? '').split(',')) {
    const language = asLanguage(range.trim().slice(0, 2).toLowerCase())
    if (language) return language
  }
  return 'ja'
}

/** Finds the reader's language: the link just followed, else the one chosen before, else the browser's. */
export function readerLanguage(settings: Settings): MiddlewareHandler<Env> {
  return async (c, next) => {
    const chosen = asLanguage(c.req.query('lang'))
    const remembered = asLanguage(readCookie(c, settings, 'language'))
    c.set('language', chosen ?? remembered ?? preferred(c.req.header('Accept-Language')))
    await next()
    if (chosen && chosen !== remembered) writeCookie(c, settings, 'language', chosen, yearSeconds)
  }
}
