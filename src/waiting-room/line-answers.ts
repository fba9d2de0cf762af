import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { cookieIn, cookieLine } from '../http/cookies.ts'
import type { Waiting } from './room.ts'
import { placeMilliseconds } from './signed.ts'

/** What one address tells all those who wait in one language, but for how far they have come. */
export type Told = {
  route: '/:office/slots' | '/:office/line'
  office: string
  revision: number
  goodUntil: Instant
  answer: (waiting: Waiting, markKnown: string | undefined) => Answer
}

type Answer = { status: 200 | 304; headers: Record<string, string>; body: string | null }

/** By what an answer differs: the address, and all that chooses a language. */
type Asked = { url: string; accepted: string; cookies: string }

export type LineAnswers = {
  keep: (asked: Asked, told: Told) => void
  /** How to answer before the app runs; null: the app answers. What is found may still tell that it is one's turn. */
  find: (request: IncomingMessage) => ((response: ServerResponse) => Promise<boolean>) | null
}

const keptMax = 2000

type Needs = Pick<Deps, 'waitingRoom' | 'offices' | 'settings' | 'clock' | 'tally'>

/** Answers the many who wait without what a page costs, so that it is there for those who were let in. */
export function createLineAnswers({ waitingRoom, offices, settings, clock, tally }: Needs): LineAnswers {
  const kept = new Map<string, Told>()

  function isRight({ office, revision, goodUntil }: Told): boolean {
    return offices.atHand(office)?.revision === revision && clock.now() < goodUntil
  }

  async function answer(told: Told, { headers }: IncomingMessage, response: ServerResponse) {
    const since = performance.now()
    const place = cookieIn(headers.cookie, settings, 'place')
    const entrance = await waitingRoom.enter({ place, pass: cookieIn(headers.cookie, settings, 'pass') })
    if (entrance.isAdmitted) return false

    const { status, headers: own, body } = told.answer(entrance, headers['if-none-match'])
    const isNew = entrance.place !== place
    const cookie = isNew ? cookieLine(settings, 'place', entrance.place, placeMilliseconds / 1000) : null
    response.writeHead(status, { ...own, ...(cookie && { 'Set-Cookie': cookie }) })
    response.end(body)
    tally.request('GET', told.route, status, performance.now() - since)
    return true
  }

  return {
    keep(asked, told) {
      if (kept.size >= keptMax) kept.clear()
      kept.set(keyOf(asked), told)
    },
    find(request) {
      if (!waitingRoom.isOpen() || request.method !== 'GET') return null
      const { url = '', headers } = request
      const cookies = languageCookies(headers.cookie, settings)
      const told = kept.get(keyOf({ url, accepted: headers['accept-language'] ?? '', cookies }))
      return told && isRight(told) ? response => answer(told, request, response) : null
    },
  }
}

/** The cookies that choose a language, as one text. */
export function languageCookies(cookies: string | undefined, settings: Deps['settings']): string {
  return `${cookieIn(cookies, settings, 'language') ?? ''} ${cookieIn(cookies, settings, 'furigana') ?? ''}`
}

function keyOf({ url, accepted, cookies }: Asked): string {
  return `${url}\n${accepted}\n${cookies}`
}
