import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { LineState, WaitingPage } from '#views/waiting-room/waiting-page.tsx'
import { isTokenShaped } from '../access/token.ts'
import { parseWish } from '../booking/form.ts'
import { heldAppointment } from '../booking/keep-hold.ts'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import { dropCookie, readCookie, writeCookie } from '../http/cookies.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm } from '../http/forms.ts'
import { pageHtml, pageOf } from '../http/render.tsx'
import { paths } from '../paths.ts'
import { calledMilliseconds } from './line.ts'
import type { Waiting } from './room.ts'
import { placeMilliseconds } from './signed.ts'

const [stateMark, secondsMark] = ['STATE-OF-THE-LINE', 'SECONDS-UNTIL-AGAIN']
const [pagesKeptMax, wordsKeptMax] = [500, 5000]

/** What stands in front of choosing and holding a time while too many come; otherwise nothing but a count. */
export function waitingRoomRoutes(deps: Deps, assets: Assets) {
  const { waitingRoom, residentsLane, settings } = deps
  const pages = new Map<string, string>()
  const wordsKept = new Map<string, string>()

  return new Hono<Env>()
    .get('/slots', async (c, next) => {
      if (!waitingRoom.isOpen()) return letPass(c, next)
      const waiting = await enter(c)
      return waiting ? waitingPage(c, waiting) : next()
    })
    .on('ALL', ['/slots', '/holds', '/hold', '/hold/*', '/appointments'], async (_, next) => {
      await residentsLane.turn()
      return next()
    })
    .post('/holds', async (c, next) => {
      if (!waitingRoom.isOpen()) return letPass(c, next)
      if ((await enter(c)) === null || (await isHolding(c))) return next()
      const { office } = c.var
      const parsed = parseWish(office, await readForm(c))
      if (!parsed.ok) return next()
      const services = parsed.wish.services.map(({ slug }) => slug)
      return c.redirect(paths.slots(office.slug, { services, people: parsed.wish.people }), 303)
    })
    .get('/line', async c => {
      const waiting = waitingRoom.isOpen() ? await enter(c) : null
      if (!waiting) return c.body(null, 204)
      const words = lineWords(c, waiting)
      const mark = `"${createHash('sha256').update(words).digest('base64url').slice(0, 16)}"`
      const headers = {
        'Cache-Control': 'private, no-cache',
        'Retry-After': String(waiting.againSeconds),
        ETag: mark,
      }
      if (c.req.header('If-None-Match') === mark) return c.body(null, 304, headers)
      return c.html(words, 200, headers)
    })

  function letPass(c: Ctx, next: () => Promise<void>) {
    waitingRoom.pass(readCookie(c, settings, 'place'))
    return next()
  }

  /** Null: let in. Otherwise the place goes back with the browser. */
  async function enter(c: Ctx): Promise<Waiting | null> {
    const brought = { place: readCookie(c, settings, 'place'), pass: readCookie(c, settings, 'pass') }
    const entrance = await waitingRoom.enter(brought)
    if (!entrance.isAdmitted) {
      if (entrance.place !== brought.place)
        writeCookie(c, settings, 'place', entrance.place, placeMilliseconds / 1000)
      return entrance
    }
    if (entrance.pass !== null) {
      writeCookie(c, settings, 'pass', entrance.pass, calledMilliseconds / 1000)
      dropCookie(c, settings, 'place')
    }
    return null
  }

  /** Whoever held a time before the room was opened goes on choosing. */
  async function isHolding(c: Ctx): Promise<boolean> {
    const token = readCookie(c, settings, 'hold') ?? ''
    return isTokenShaped(token) && (await heldAppointment(deps, c.var.office, token)) !== null
  }

  function waitingPage(c: Ctx, waiting: Waiting): Response {
    const { office, language, hasReadings } = c.var
    const key = `${language} ${hasReadings} ${office.id} ${office.revision} ${c.req.url}`
    const known = pages.get(key)
    if (!known && pages.size >= pagesKeptMax) pages.clear()
    const page =
      known ??
      pageHtml(
        c,
        <WaitingPage {...{ page: pageOf(c, assets), office: office.slug, stateMark, secondsMark }} />,
      )
    if (!known) pages.set(key, page)
    const seconds = String(waiting.againSeconds)
    c.header('Retry-After', seconds)
    return c.html(page.replaceAll(secondsMark, seconds).replace(stateMark, () => lineWords(c, waiting)))
  }

  function lineWords(c: Ctx, { ahead, waitSeconds }: Waiting): string {
    const minutes = waitSeconds === null ? null : Math.max(1, Math.ceil(waitSeconds / 60))
    const { language, hasReadings } = c.var
    // Many ask for the same words within a second.
    const key = `${language} ${hasReadings} ${ahead} ${minutes}`
    const known = wordsKept.get(key)
    if (known !== undefined) return known

    const t = pageOf(c, assets).t.waitingRoom
    const words = pageHtml(c, <LineState {...{ t, ahead, minutes }} />)
    if (wordsKept.size >= wordsKeptMax) wordsKept.clear()
    wordsKept.set(key, words)
    return words
  }
}
