import { hash } from 'node:crypto'
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

/**
 * Under which key the words of a sheet of paper are kept, so that they go with the sheet when it is taken back: made of
 * its page's secret, which is stored nowhere, and in form and order like any random one.
 */
export function sheetCommentId(secret: string): string {
  const digits = hash('sha256', `survey comment ${secret}`, 'hex')
  const variant = '89ab'[Number.parseInt(digits.charAt(15), 16) % 4]
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(12, 15)}`]
  return [...parts, `${variant}${digits.slice(16, 19)}`, digits.slice(19, 31)].join('-')
}
