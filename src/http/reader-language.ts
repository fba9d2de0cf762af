import type { MiddlewareHandler } from 'hono'
import { accepts } from 'hono/accepts'
import type { Language } from '../booking/appointment.ts'
import type { Settings } from '../settings.ts'
import { readCookie, writeCookie } from './cookies.ts'
import type { Ctx, Env } from './env.ts'

const yearSeconds = 365 * 24 * 3600

function asLanguage(code: string | null | undefined): Language | null {
  return code === 'ja' || code === 'en' ? code : null
}

/** The best of our languages by Accept-Language; Japanese when none of ours is asked for. */
export function languageOf(c: Ctx): Language {
  return accepts(c, {
    header: 'Accept-Language',
    supports: ['ja', 'en'],
    default: 'ja',
    match: (accepted, { default: fallback }) =>
      accepted
        .filter(({ q }) => q > 0)
        .toSorted((a, b) => b.q - a.q)
        .map(({ type }) => type.toLowerCase().split('-')[0] ?? '')
        .find(language => language === 'ja' || language === 'en') ?? fallback,
  }) as Language
}

/** Finds the reader's language: the link just followed, else the one chosen before, else the browser's. */
export function readerLanguage(settings: Settings): MiddlewareHandler<Env> {
  return async (c, next) => {
    const chosen = asLanguage(c.req.query('lang'))
    const remembered = asLanguage(readCookie(c, settings, 'language'))
    c.set('language', chosen ?? remembered ?? languageOf(c))
    await next()
    if (chosen && chosen !== remembered) writeCookie(c, settings, 'language', chosen, yearSeconds)
  }
}
