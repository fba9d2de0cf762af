import { tokenHash } from '../access/token.ts'
import type { Instant } from '../clock.ts'

const hour = 3_600_000

/**
 * What is stored of the secret by which somebody goes on with their answer: for a ticket that of its own page. It
 * is one-way, and not the digest that the visit is found by, so that nothing in the database ties the two.
 */
export function linkHash(secret: string): string {
  return tokenHash(`survey ${secret}`)
}

/** A full hour, 23 to 24 hours from now: the minute of an answer is written nowhere. */
export function linkEnd(now: Instant): Instant {
  return Math.floor(now / hour) * hour + 24 * hour
}
