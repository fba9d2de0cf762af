import { createRequire } from 'node:module'
import type { RateLimiterMemory as Memory, RateLimiterRes as Res } from 'rate-limiter-flexible'

// Of the package only what counts in memory: most of its 40 files are for databases that are not here.
const load = createRequire(import.meta.url)
const RateLimiterMemory = load('rate-limiter-flexible/lib/RateLimiterMemory.js') as typeof Memory
const RateLimiterRes = load('rate-limiter-flexible/lib/RateLimiterRes.js') as typeof Res

/** How often somebody may try. Every method says whether this try is allowed, and counts it. */
export type Limits = {
  /** Booking deeds of one caller: holds, bookings, changes. */
  allowDeed: (caller: string) => Promise<boolean>
  /** Tries to open a booking by its reference, wherever they come from; null for a text that can be none. */
  allowLookUp: (reference: string | null, caller: string) => Promise<boolean>
  /** Passwords for a login: of a browser that has signed in to it before, or else of anybody. */
  tryPassword: (of: { login: string; caller: string; browser: string | null }) => Promise<Try>
  /** One-time passwords of an account, or of a browser that has signed in to it before. */
  tryOneTimePassword: (account: string) => Promise<Try>
  /** The code by which the first administrator is made. */
  trySetupCode: (caller: string) => Promise<Try>
  /** Tickets that a caller takes at a kiosk that anybody may use. */
  allowTicket: (caller: string) => Promise<boolean>
  /** Opinions that a caller sends without signing in. */
  allowOpinion: (caller: string) => Promise<boolean>
  /** Answers at one kiosk: one person may tap again and again, a hall full of people may not. */
  allowKioskAnswer: (kiosk: string) => Promise<boolean>
  /** Answers that a caller sends from the poster's page in a month. */
  allowPosterAnswer: (caller: string, month: string) => Promise<boolean>
  /** What one person writes on LINE. */
  allowLineMessage: (userKey: string) => Promise<boolean>
  /** References entered at a kiosk: those that were wrong are counted. */
  tryArrival: (kiosk: string) => Promise<Try>
}

/** A try that is counted as wrong until it turns out right, or how long to wait before the next. */
type Try =
  { ok: true; succeeded: () => Promise<void> } | { ok: false; reason: 'too_many_tries'; retrySeconds: number }

/**
 * Counts in memory. A whole office may sit behind one address, so a caller gets far more than one person
 * needs; what protects a reference is its own count. `onReached` hears which limit somebody has reached, once
 * until they may try again, and not who.
 */
export function createLimits(isOn: boolean, onReached: (limit: string) => void = () => {}): Limits {
  if (!isOn) return noLimits

  const count = (limit: string, points: number, duration: number) =>
    createCount({ points, duration }, () => onReached(limit))
  const quarter = 15 * 60
  const deeds = count('booking, moving, cancelling', 120, 60)
  const perReference = count('looking for one booking', 10, quarter)
  const perCaller = count('looking for bookings, of one caller', 40, quarter)
  const overall = count('looking for bookings, of all', 1000, 3600)
  const passwordsOfBrowser = count('passwords, in a known browser', 10, quarter)
  const passwordsOfCaller = count('passwords, of one caller', 100, quarter)
  const passwordsOfLoginAndCaller = count('passwords, for one login from one caller', 10, quarter)
  const passwordsOfLogin = count('passwords, for one login', 50, quarter)
  const oneTimePasswords = count('one-time passwords', 5, quarter)
  const tickets = count('tickets', 30, 10 * 60)
  const opinions = count('opinions', 30, 10 * 60)
  const arrivals = count('references at a kiosk', 30, quarter)
  // One person taps again and again there, which is nothing to be told of.
  const kioskAnswers = createCount({ points: 1, duration: 10 })
  const kioskAnswersOfHour = count('answers at a kiosk', 120, 3600)
  const posterAnswers = count('answers from the poster', 20, 3600)
  // A timer runs for 24.8 days at most.
  const posterAnswersOfMonth = count('answers from the poster in a month', 300, 24 * 86_400)
  const lineMessages = count('words on LINE', 30, 60)
  const setupCodes = count("the first administrator's code", 10, quarter)

  return {
    allowDeed: caller => allows(deeds, caller),
    async allowLookUp(reference, caller) {
      // What is stopped here leaves nothing behind: however many callers there are, no more are remembered.
      if (!(await allows(overall, 'all'))) return false
      const answers = await Promise.all([
        reference === null || allows(perReference, reference),
        allows(perCaller, caller),
      ])
      return answers.every(Boolean)
    },
    tryPassword: ({ login, caller, browser }) =>
      browser === null
        ? tries([
            [passwordsOfCaller, caller],
            [passwordsOfLoginAndCaller, `${login} ${caller}`],
            [passwordsOfLogin, login],
          ])
        : tries([[passwordsOfBrowser, browser]]),
    tryOneTimePassword: account => tries([[oneTimePasswords, account]]),
    trySetupCode: caller => tries([[setupCodes, caller]]),
    allowTicket: caller => allows(tickets, caller),
    allowOpinion: caller => allows(opinions, caller),
    allowKioskAnswer: async kiosk => (await allows(kioskAnswers, kiosk)) && allows(kioskAnswersOfHour, kiosk),
    allowPosterAnswer: async (caller, month) =>
      (await allows(posterAnswers, caller)) && allows(posterAnswersOfMonth, `${month} ${caller}`),
    allowLineMessage: userKey => allows(lineMessages, userKey),
    tryArrival: kiosk => tries([[arrivals, kiosk]]),
  }
}

const unlimited = async (): Promise<Try> => ({ ok: true, succeeded: async () => {} })

const noLimits: Limits = {
  allowDeed: async () => true,
  allowLookUp: async () => true,
  tryPassword: unlimited,
  tryOneTimePassword: unlimited,
  trySetupCode: unlimited,
  allowTicket: async () => true,
  allowOpinion: async () => true,
  allowKioskAnswer: async () => true,
  allowPosterAnswer: async () => true,
  allowLineMessage: async () => true,
  tryArrival: unlimited,
}

/** How often each has tried, and how many milliseconds they have to wait; null: none. */
type Count = { consume: (key: string) => Promise<number | null>; reward: (key: string) => Promise<unknown> }

function createCount(limit: { points: number; duration: number }, onReached = () => {}): Count {
  const limiter = new RateLimiterMemory(limit)
  return {
    reward: key => limiter.reward(key),
    async consume(key) {
      try {
        await limiter.consume(key)
        return null
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal
        if (refusal.consumedPoints === limit.points + 1) onReached()
        return refusal.msBeforeNext
      }
    },
  }
}

/** Counts a try, the widest count first, so that who is stopped there fills no other; the wait is never longer. */
async function tries(counts: ReadonlyArray<readonly [count: Count, key: string]>): Promise<Try> {
  for (const [count, key] of counts) {
    const retryMilliseconds = await count.consume(key)
    if (retryMilliseconds !== null)
      return { ok: false, reason: 'too_many_tries', retrySeconds: Math.ceil(retryMilliseconds / 1000) }
  }
  return {
    ok: true,
    async succeeded() {
      for (const [count, key] of counts) await count.reward(key)
    },
  }
}

async function allows(count: Count, key: string): Promise<boolean> {
  return (await count.consume(key)) === null
}
