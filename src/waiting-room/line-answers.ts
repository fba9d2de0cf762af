import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { cookieIn, cookieLine } from '../http/cookies.ts'
import type { Lane } from './lane.ts'
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

/** Answers with these headers and its own; false: it is one's turn, and nothing is answered yet. */
type TellWaiting = (response: ServerResponse, headers: readonly string[]) => Promise<boolean>

export type LineAnswers = {
  keep: (asked: Asked, told: Told) => void
  /** How to answer before the app runs; null: the app answers. */
  find: (request: IncomingMessage) => TellWaiting | null
}

const keptMax = 2000

type Needs = Pick<Deps, 'waitingRoom' | 'offices' | 'settings' | 'clock' | 'tally'> & { lane: Lane }

/**
 * Answers the many who wait without what a page costs, so that it is there for those who were let in; and only some in
 * each turn of the event loop: thousands that ask at once must not hold up a call.
 */
export function createLineAnswers({
  waitingRoom,
  offices,
  settings,
  clock,
  tally,
  lane,
}: Needs): LineAnswers {
  const kept = new Map<string, Told>()

  function isRight({ office, revision, goodUntil }: Told): boolean {
    return offices.atHand(office)?.revision === revision && clock.now() < goodUntil
  }

  async function answer(
    told: Told,
    request: IncomingMessage,
    ...[response, usual]: Parameters<TellWaiting>
  ): Promise<boolean> {
    const since = performance.now()
    const { cookie: cookies, 'if-none-match': markKnown } = request.headers
    const place = cookieIn(cookies, settings, 'place')
    const entrance = await waitingRoom.enter({ place, pass: cookieIn(cookies, settings, 'pass') })
    // Whose turn it is does not queue up once more behind those who only ask.
    if (entrance.isAdmitted) return false
    await lane.turn('answer in line')

    const { status, headers, body } = told.answer(entrance, markKnown)
    const head = [...usual, ...Object.entries(headers).flat()]
    if (entrance.place !== place)
      head.push('Set-Cookie', cookieLine(settings, 'place', entrance.place, placeMilliseconds / 1000))
    // With its length known, head and body go out as one.
    if (body !== null) head.push('Content-Length', String(Buffer.byteLength(body)))
    response.writeHead(status, head)
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
      return told && isRight(told) ? (...to) => answer(told, request, ...to) : null
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
