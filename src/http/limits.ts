import { RateLimiterMemory } from 'rate-limiter-flexible'

/** How often somebody may try. Every method says whether this try is allowed, and counts it. */
export type Limits = {
  /** Booking deeds of one caller: holds, bookings, changes. */
  allowDeed: (caller: string) => Promise<boolean>
  /** Tries to open a booking by its reference, wherever they come from; null for a text that can be none. */
  allowLookUp: (reference: string | null, caller: string) => Promise<boolean>
}

/**
 * Counts in memory. A whole office may sit behind one address, so a caller gets far more than one person
 * needs; what protects a reference is its own count.
 */
export function createLimits(isOn: boolean): Limits {
  if (!isOn) return { allowDeed: async () => true, allowLookUp: async () => true }

  const deeds = new RateLimiterMemory({ points: 120, duration: 60 })
  const perReference = new RateLimiterMemory({ points: 10, duration: 15 * 60 })
  const perCaller = new RateLimiterMemory({ points: 40, duration: 15 * 60 })
  const overall = new RateLimiterMemory({ points: 1000, duration: 3600 })

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
  }
}

async function allows(limiter: RateLimiterMemory, key: string): Promise<boolean> {
  try {
    await limiter.consume(key)
    return true
  } catch (refusal) {
    if (refusal instanceof Error) throw refusal
    return false
  }
}
