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
 * needs; what protects a reference is its own count.
 */
export function createLimits(isOn: boolean): Limits {
  if (!isOn) return noLimits

  const deeds = new RateLimiterMemory({ points: 120, duration: 60 })
  const perReference = new RateLimiterMemory({ points: 10, duration: 15 * 60 })
  const perCaller = new RateLimiterMemory({ points: 40, duration: 15 * 60 })
  const overall = new RateLimiterMemory({ points: 1000, duration: 3600 })
  const passwordsOfBrowser = new RateLimiterMemory({ points: 10, duration: 15 * 60 })
  const passwordsOfCaller = new RateLimiterMemory({ points: 100, duration: 15 * 60 })
  const passwordsOfLoginAndCaller = new RateLimiterMemory({ points: 10, duration: 15 * 60 })
  const passwordsOfLogin = new RateLimiterMemory({ points: 50, duration: 15 * 60 })
  const oneTimePasswords = new RateLimiterMemory({ points: 5, duration: 15 * 60 })
  const tickets = new RateLimiterMemory({ points: 30, duration: 10 * 60 })
  const opinions = new RateLimiterMemory({ points: 30, duration: 10 * 60 })
  const arrivals = new RateLimiterMemory({ points: 30, duration: 15 * 60 })
  const kioskAnswers = new RateLimiterMemory({ points: 1, duration: 10 })
  const kioskAnswersOfHour = new RateLimiterMemory({ points: 120, duration: 3600 })
  const posterAnswers = new RateLimiterMemory({ points: 20, duration: 3600 })
  // A timer runs for 24.8 days at most.
  const posterAnswersOfMonth = new RateLimiterMemory({ points: 300, duration: 24 * 86_400 })
  const lineMessages = new RateLimiterMemory({ points: 30, duration: 60 })
  const setupCodes = new RateLimiterMemory({ points: 10, duration: 15 * 60 })

  return {
    allowDeed: caller => allows(deeds, caller),
    async allowLookUp(reference, caller) {
      const answers = await Promise.all([
        reference === null || allows(perReference, reference),
        allows(perCaller, caller),
        allows(overall, 'all'),
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

type Count = readonly [limiter: Memory, key: string]

/** Counts a try, the widest count first, so that who is stopped there fills no other; the wait is never longer. */
async function tries(counts: readonly Count[]): Promise<Try> {
  for (const [limiter, key] of counts) {
    const retryMilliseconds = await waitOf(limiter, key)
    if (retryMilliseconds !== null)
      return { ok: false, reason: 'too_many_tries', retrySeconds: Math.ceil(retryMilliseconds / 1000) }
  }
  return {
    ok: true,
    async succeeded() {
      for (const [limiter, key] of counts) await limiter.reward(key)
    },
  }
}

/** Null: allowed. */
async function waitOf(limiter: Memory, key: string): Promise<number | null> {
  try {
    await limiter.consume(key)
    return null
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return refusal.msBeforeNext
    throw refusal
  }
}

async function allows(limiter: Memory, key: string): Promise<boolean> {
  try {
    await limiter.consume(key)
    return true
  } catch (refusal) {
    if (refusal instanceof Error) throw refusal
    return false
  }
}
