import type { Instant } from '../clock.ts'

/** Somebody as the city's directory knows them: `subject` is theirs for good, and nobody else's. */
export type Identity = {
  issuer: string
  subject: string
  /** Values of `amr` and `acr`: how the directory has made sure of them. */
  factors: readonly string[]
}

/** What a browser keeps, sealed, while it is away at the directory. */
export type Attempt = {
  state: string
  nonce: string
  verifier: string
  /** Where to go afterwards. */
  next: string
  startedAt: Instant
}

export type DirectoryRefusal =
  | 'unavailable'
  | 'denied'
  | 'untrusted'
  /** The browser was away too long, or comes with an answer to another question than it asked. */
  | 'expired'
  | 'unknown_account'
  | 'disabled'

const attemptMinutes = 10
export const attemptSeconds = attemptMinutes * 60

/** How long an administrator's word for somebody waits for their first sign-in. */
export const awaitedDays = 14

export function isOver({ startedAt }: Attempt, now: Instant): boolean {
  return now < startedAt || now - startedAt >= attemptSeconds * 1000
}

/** A name of the directory as it is compared; null for one that is none. */
export function directoryName(typed: string): string | null {
  const name = typed.normalize('NFKC').trim().toLowerCase()
  return name !== '' && name.length <= 255 && !/[\s\p{Cc}]/u.test(name) ? name : null
}

/** Whether the directory has asked for a second factor of a kind that the office accepts in place of its own. */
export function hasSecondFactor({ factors }: Identity, accepted: readonly string[]): boolean {
  return factors.some(factor => accepted.includes(factor))
}
