import type { MiddlewareHandler } from 'hono'
import { accepts } from 'hono/accepts'
import {
  asLanguage,
  type Language,
  languageForTag,
  languages,
  type StaffLanguage,
  staffLanguages,
} from '../languages.ts'
import type { Settings } from '../settings.ts'
import { readCookie, writeCookie } from './cookies.ts'
import type { Ctx, Env } from './env.ts'

const yearSeconds = 365 * 24 * 3600

/** The best of some languages by Accept-Language; Japanese when none of them is asked for. */
function bestOf<Some extends Language>(c: Ctx, some: readonly Some[]): Some {
  return accepts(c, {
    header: 'Accept-Language',
    supports: [...some],
    default: 'ja',
    match: (accepted, { default: fallback }) =>
      accepted
        .filter(({ q }) => q > 0)
        .toSorted((a, b) => b.q - a.q)
        .map(({ type }) => languageForTag(type))
        .find(language => some.some(one => one === language)) ?? fallback,
  }) as Some
}

/** What the API answers in. */
export function languageOf(c: Ctx): StaffLanguage {
  return bestOf(c, staffLanguages)
}

/**
 * Finds the reader's language: the link just followed, else the one chosen before, else the browser's, else
 * Japanese; and whether kanji show their readings, which plain words do from the start. A link to a language
 * that is not ours is answered by `refuse`.
 */
export function readerLanguage(
  settings: Settings,
  refuse: (c: Ctx) => Response | Promise<Response>,
): MiddlewareHandler<Env> {
  return async (c, next) => {
    const { lang, furigana } = c.req.query()
    const chosen = asLanguage(lang)
    const remembered = asLanguage(readCookie(c, settings, 'language'))
    const language = chosen ?? remembered ?? bestOf(c, languages)
    const rememberedReadings = asSwitch(readCookie(c, settings, 'furigana'))
    const readings = asSwitch(furigana) ?? rememberedReadings
    c.set('language', language)
    c.set('hasReadings', language === 'easy' ? readings !== 'off' : readings === 'on')

    if (lang !== undefined && !chosen) {
      c.res = await refuse(c)
      return
    }
    await next()
    if (chosen && chosen !== remembered) writeCookie(c, settings, 'language', chosen, yearSeconds)
    if (readings && readings !== rememberedReadings)
      writeCookie(c, settings, 'furigana', readings, yearSeconds)
  }
}

function asSwitch(value: string | null | undefined): 'on' | 'off' | null {
  return value === 'on' || value === 'off' ? value : null
}
