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
import { withElements } from '../marks.ts'
import { nextBannerChange } from '../offices/banner.ts'
import { paths } from '../paths.ts'
import { calledMilliseconds } from './line.ts'
import { languageCookies, type Told } from './line-answers.ts'
import type { Waiting } from './room.ts'
import { placeMilliseconds } from './signed.ts'

const htmlType = 'text/html; charset=UTF-8'
const [stateMark, secondsMark] = ['STATE-OF-THE-LINE', 'SECONDS-UNTIL-AGAIN']
/** Without script a page asks again under an address that tells that it has been asked before. */
const askedMark = 'asked'
const [pagesKeptMax, wordsKeptMax] = [500, 5000]

/** What stands in front of choosing and holding a time while too many come; otherwise nothing but a count. */
export function waitingRoomRoutes(deps: Deps, assets: Assets) {
  const { waitingRoom, residentsLane, lineAnswers, settings } = deps
  const pages = new Map<string, Told>()
  const wordsKept = new Map<string, { words: string; mark: string }>()

  return new Hono<Env>()
    .get('/slots', async (c, next) => {
      const wasOpen = waitingRoom.isOpen()
      const waiting = wasOpen ? await enter(c) : letPass(c)
      if (waiting) return tell(c, pageTold(c), waiting)

      await residentsLane.turn('page', wasOpen ? 'inside' : 'door')
      // Before the turn came the room may have been opened: then this one waits like all others.
      const late = !wasOpen && waitingRoom.isOpen() ? await enter(c) : null
      return late ? tell(c, pageTold(c), late) : next()
    })
    .on('ALL', ['/holds', '/hold', '/hold/*', '/appointments'], async (c, next) => {
      await residentsLane.turn(c.req.method === 'POST' ? 'deed' : 'page')
      return next()
    })
    .post('/holds', async (c, next) => {
      if (!waitingRoom.isOpen()) letPass(c)
      else if ((await enter(c)) !== null && !(await isHolding(c))) return backToTimes(c, next)
      return next()
    })
    .get('/line', async c => {
      const waiting = waitingRoom.isOpen() ? await enter(c) : null
      return waiting ? tell(c, lineTold(c), waiting) : c.body(null, 204)
    })

  function letPass(c: Ctx): null {
    waitingRoom.pass(readCookie(c, settings, 'place'))
    return null
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
      // Once it has ended it still tells whose place is in front.
      writeCookie(c, settings, 'pass', entrance.pass, (calledMilliseconds + placeMilliseconds) / 1000)
      dropCookie(c, settings, 'place')
    }
    return null
  }

  /** Whoever held a time before the room was opened goes on choosing. */
  async function isHolding(c: Ctx): Promise<boolean> {
    const token = readCookie(c, settings, 'hold') ?? ''
    return isTokenShaped(token) && (await heldAppointment(deps, c.var.office, token)) !== null
  }

  async function backToTimes(c: Ctx, next: () => Promise<void>) {
    const { office } = c.var
    const parsed = parseWish(office, await readForm(c))
    if (!parsed.ok) return next()
    const services = parsed.wish.services.map(({ slug }) => slug)
    return c.redirect(paths.slots(office.slug, { services, people: parsed.wish.people }), 303)
  }

  /** Answers, and keeps how, so that the next who asks for it in the same language need not come so far. */
  function tell(c: Ctx, told: Told, waiting: Waiting): Response {
    const { lang, furigana } = c.req.query()
    if (lang === undefined && furigana === undefined) {
      const cookies = languageCookies(c.req.header('Cookie'), settings)
      lineAnswers.keep({ url: addressOf(c), accepted: c.req.header('Accept-Language') ?? '', cookies }, told)
    }
    const { status, headers, body } = told.answer(waiting, c.req.header('If-None-Match'))
    return body === null ? c.body(null, status, headers) : c.body(body, 200, headers)
  }

  function toldBy(c: Ctx, route: Told['route'], answer: Told['answer']): Told {
    const { office, askedAt } = c.var
    const goodUntil = nextBannerChange(office, askedAt)
    return { route, office: office.slug, revision: office.revision, goodUntil, answer }
  }

  function pageTold(c: Ctx): Told {
    const { office, language, hasReadings, askedAt } = c.var
    const key = `${language} ${hasReadings} ${addressOf(c)}`
    const known = pages.get(key)
    if (known?.revision === office.revision && askedAt < known.goodUntil) return known

    const words = wordsFor(c)
    const hasAsked = c.req.query(askedMark) !== undefined
    const againAt = hasAsked ? addressOf(c) : `${addressOf(c)}&${askedMark}=1`
    const props = { page: pageOf(c, assets), office: office.slug, againAt, stateMark, secondsMark }
    const page = pageHtml(c, <WaitingPage {...props} />)
    const told = toldBy(c, '/:office/slots', waiting => {
      const seconds = String(waiting.againSeconds)
      const headers = { 'Content-Type': htmlType, 'Cache-Control': 'no-store', 'Retry-After': seconds }
      const filled = page
        .replaceAll(secondsMark, seconds)
        .replace(stateMark, () => words(waiting, hasAsked).words)
      return { status: 200, headers, body: filled }
    })
    if (pages.size >= pagesKeptMax) pages.clear()
    pages.set(key, told)
    return told
  }

  function lineTold(c: Ctx): Told {
    const wordsOf = wordsFor(c)
    return toldBy(c, '/:office/line', (waiting, markKnown) => {
      const { words, mark } = wordsOf(waiting, true)
      const headers = {
        'Cache-Control': 'private, no-cache',
        'Retry-After': String(waiting.againSeconds),
        ETag: mark,
      }
      if (markKnown === mark) return { status: 304, headers, body: null }
      return { status: 200, headers: { ...headers, 'Content-Type': htmlType }, body: words }
    })
  }

  /** How far one has come, in words; many ask for the same within a second. */
  function wordsFor(c: Ctx): (waiting: Waiting, hasAsked: boolean) => { words: string; mark: string } {
    const { language, hasReadings } = c.var
    const t = pageOf(c, assets).t.waitingRoom
    return ({ ahead, waitSeconds, isFirst, isBack }, hasAsked) => {
      const minutes = waitSeconds === null ? null : Math.max(1, Math.ceil(waitSeconds / 60))
      // What was given with the page has not come back.
      const isForgetful = isFirst && hasAsked
      const key = `${language} ${hasReadings} ${isForgetful} ${isBack} ${ahead} ${minutes}`
      const known = wordsKept.get(key)
      if (known) return known

      const html = (<LineState {...{ t, ahead, minutes, isForgetful, isBack }} />) as {
        toString: () => string
      }
      const words = withElements(html.toString(), { hasReadings })
      const made = { words, mark: `"${createHash('sha256').update(words).digest('base64url').slice(0, 16)}"` }
      if (wordsKept.size >= wordsKeptMax) wordsKept.clear()
      wordsKept.set(key, made)
      return made
    }
  }
}

function addressOf(c: Ctx): string {
  return c.req.url.slice(c.req.url.indexOf('/', 8))
}
