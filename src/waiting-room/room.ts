import { type KeyObject, randomBytes } from 'node:crypto'
import type { Instant } from '../clock.ts'
import { calledMilliseconds, createLine, type Place } from './line.ts'
import {
  againSeconds,
  bearableRate,
  calm,
  firstAgainSeconds,
  isBehind,
  type Load,
  nextRate,
  pressureOf,
  waitSeconds,
} from './load.ts'
import {
  isOfPass,
  placeAfterPass,
  placeMilliseconds,
  readPass,
  readPlace,
  writePass,
  writePlace,
} from './signed.ts'
import { steady } from './steady.ts'

export type RoomSettings = {
  /** `auto`: people wait when more come than can be served. */
  mode: 'auto' | 'on' | 'off'
  /** How many are let in per minute; null: as many as the server turns out to bear. */
  admittedPerMinute: number | null
}

/** What a browser has brought: texts of cookies. */
type Brought = { place: string | null; pass: string | null }

/** What somebody who waits is told. */
export type Waiting = {
  place: string
  ahead: number
  waitSeconds: number | null
  againSeconds: number
  /** The browser has brought nothing: it comes for the first time, or keeps no cookies. */
  isFirst: boolean
  /** The time for choosing ended; the place is in front again. */
  isBack: boolean
}

type Entrance = { isAdmitted: true; pass: string | null } | ({ isAdmitted: false } & Waiting)

export type WaitingRoom = {
  /** Whether people wait now before they choose a time. */
  isOpen: () => boolean
  /** Somebody wants to choose a time while nobody has to wait. */
  pass: (place: string | null) => void
  /** Lets somebody in, or tells how long it takes. Without its place coming back a browser stands in no line. */
  enter: (brought: Brought) => Promise<Entrance>
  /** A program was told to come back later. */
  shed: () => void
  /** Seconds after which a program should come back. */
  retrySeconds: () => number
  /** Looks at the load, several times a second: opens, calls, closes. */
  look: (load: Load) => void
  figures: () => { isOpen: boolean; waiting: number; admitted: number; shed: number; ratePerSecond: number }
}

/** So many must come per second before a busy server lets people wait: the load may be of something else. */
const arrivalsPerSecondMin = 5
/** So many may come between two looks, however little is known of what the server bears. */
const arrivalsAtOnceMin = 100
/** A server that was just started is at work all the time for its first pages, which nobody feels. */
const overloadedMillisecondsMin = 3000
const calmMillisecondsMin = 10_000
/** A place counts once it has come back, after two seconds or a few more: nobody who came later is called before. */
const comingBackMilliseconds = 4000
/** As long as it takes until everybody who waits has asked once. */
const settlingMilliseconds = 22_000
/** Places of before a start are taken as a sign of a rush for so long. */
const afterStartMilliseconds = 5 * 60_000
/** How far back one looks to tell how fast it goes. */
const measuredMilliseconds = 30_000

type Wanted = { settings: RoomSettings; now: () => Instant; key: () => Promise<KeyObject> }

/** Makes people wait in front of booking, in the order in which they came, when more come than can be served. */
export function createWaitingRoom({ settings, now: clock, key }: Wanted): WaitingRoom {
  const now = steady(clock)
  const { mode, admittedPerMinute } = settings
  const line = createLine()
  const startedAt = now()
  const fixedRate = admittedPerMinute === null ? null : admittedPerMinute / 60
  let isOpen = mode === 'on'
  let bearablePerSecond = 1
  let ratePerSecond = fixedRate ?? bearablePerSecond
  let [admitted, shed, arrivals] = [0, 0, 0]
  let due = 0
  let [lookedAt, ratedAt, bearableAt] = [startedAt, startedAt, startedAt]
  let [busyAt, settledAt] = [startedAt, startedAt]
  let arrivalsPerSecond = 0
  let calls: Array<{ at: Instant; count: number; seconds: number }> = []
  let called = { count: 0, seconds: 0 }

  function open(at: Instant) {
    isOpen = true
    due = 0
    ;[busyAt, ratedAt] = [at, at]
    calls = []
    called = { count: 0, seconds: 0 }
    ratePerSecond = fixedRate ?? bearablePerSecond
  }

  /** People who were waiting when the server was started anew come back within seconds: they go first. */
  function openAgain(at: Instant) {
    settledAt = at + settlingMilliseconds
    open(at)
  }

  function isFromBefore({ arrivedAt }: Place, at: Instant): boolean {
    return mode !== 'off' && arrivedAt < startedAt && at - startedAt < afterStartMilliseconds
  }

  /** How fast it went lately while more were ready than called; nothing before that says something. */
  function noteCalls(at: Instant, count: number, seconds: number) {
    calls = [...calls.filter(call => at - call.at < measuredMilliseconds), { at, count, seconds }]
    const measured = calls.reduce((sum, call) => sum + call.seconds, 0)
    const counted = calls.reduce((sum, call) => sum + call.count, 0)
    called = { count: measured < 3 ? 0 : counted, seconds: measured }
  }

  function callDue(at: Instant, seconds: number) {
    if (at < settledAt) return
    const ready = line.cameUntil(at - comingBackMilliseconds)
    // Nobody is let in for a time in which nobody has waited.
    due = ready === 0 ? Math.min(due, 1) : due + ratePerSecond * seconds
    const count = line.call(Math.min(ready, Math.floor(due)), at)
    due -= count
    admitted += count
    // A line that is empty again tells how many came, not how many can be let in.
    if (ready > count) noteCalls(at, count, seconds)
  }

  /** More than are served until the first of a line is called are not let in at once: their deeds would come together. */
  function areTooMany(): boolean {
    const servedMeanwhile = (bearablePerSecond * comingBackMilliseconds) / 1000
    return arrivals > Math.max(arrivalsAtOnceMin, servedMeanwhile)
  }

  return {
    isOpen: () => isOpen,
    pass(text) {
      arrivals += 1
      if (mode === 'auto' && areTooMany()) open(now())
      if (text === null || now() - startedAt >= afterStartMilliseconds) return
      // Without a database no place can be read, and nobody can be asked to wait for that: they are let in as before.
      void key().then(
        known => {
          const place = readPlace(known, text, now())
          if (place && !isOpen && isFromBefore(place, now())) openAgain(now())
        },
        () => {},
      )
    },
    async enter(brought) {
      const [signer, at] = [await key(), now()]
      if (brought.pass !== null && readPass(signer, brought.pass, at)) return { isAdmitted: true, pass: null }

      const known = brought.place === null ? null : readPlace(signer, brought.place, at)
      const former = known || brought.pass === null ? null : placeAfterPass(signer, brought.pass, at)
      const place = known ?? former ?? { arrivedAt: at, id: randomBytes(9).toString('base64url') }
      const calledAt = line.calledAt(place)
      if (calledAt !== null) {
        // Long enough to choose a time and to type in who one is; the same end however often it is asked for.
        const until = calledAt + calledMilliseconds
        return { isAdmitted: true, pass: writePass(signer, { calledAt, until, arrivedAt: place.arrivedAt }) }
      }
      if (known) {
        if (isFromBefore(known, at) && settledAt === startedAt) openAgain(at)
        line.join(known, at)
      } else arrivals += 1
      // A line may be longer than a place is good for: whoever goes on waiting keeps it.
      const kept = known && known.until - at > placeMilliseconds / 2 ? brought.place : null
      const ahead = line.ahead(place)
      const wait = waitSeconds(ahead, called)
      return {
        isAdmitted: false,
        place: kept ?? writePlace(signer, { ...place, until: at + placeMilliseconds }),
        ahead,
        waitSeconds: wait,
        againSeconds: known ? againSeconds(ahead, wait) : firstAgainSeconds(ahead),
        isFirst: !known && !former,
        isBack: isOfPass(place),
      }
    },
    shed() {
      shed += 1
    },
    retrySeconds: () => Math.min(600, Math.max(10, waitSeconds(line.waiting(), called) ?? 30)),
    look(load) {
      const at = now()
      // Nobody is called for an hour by which a clock is put forward.
      const seconds = Math.min(1, (at - lookedAt) / 1000)
      const pressure = pressureOf(load)
      lookedAt = at
      bearablePerSecond = bearableRate(load)
      if (seconds > 0) arrivalsPerSecond = arrivalsPerSecond * 0.75 + (arrivals / seconds) * 0.25
      arrivals = 0
      if (pressure < 1) bearableAt = at
      if (pressure >= calm || line.waiting() > 0) busyAt = at

      if (!isOpen) {
        const isTooMuch =
          arrivalsPerSecond >= arrivalsPerSecondMin &&
          (isBehind(load) || at - bearableAt >= overloadedMillisecondsMin)
        if (mode === 'auto' && isTooMuch) open(at)
        return
      }
      if (at - ratedAt >= 1000) {
        ratedAt = at
        ratePerSecond = fixedRate ?? nextRate(ratePerSecond, load)
        line.forgetAbsent(at)
      }
      callDue(at, seconds)
      if (mode === 'auto' && at >= settledAt && at - busyAt >= calmMillisecondsMin) isOpen = false
    },
    figures: () => ({
      isOpen,
      waiting: line.waiting(),
      admitted,
      shed,
      ratePerSecond: isOpen ? ratePerSecond : 0,
    }),
  }
}
