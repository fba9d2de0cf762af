import { createHmac } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import type { Instant } from '../clock.ts'

const periodSeconds = 30

function totp(secret: string): TOTP {
  return new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: periodSeconds, algorithm: 'SHA1' })
}

/**
 * The secret that a session is offered for enrolment: made from its token, which only the browser knows, so
 * that nothing is kept before a code has proved that the person has it.
 */
export function offeredSecret(sessionToken: string): string {
  const digest = createHmac('sha256', sessionToken).update('one-time password').digest()
  return new Secret({ buffer: new Uint8Array(digest.subarray(0, 20)).buffer }).base32
}

/** What an authenticator app reads from the picture. */
export function enrolmentUri(secret: string, { issuer, login }: { issuer: string; login: string }): string {
  const { digits, period, algorithm } = totp(secret)
  return new TOTP({
    issuer,
    label: login,
    secret: Secret.fromBase32(secret),
    digits,
    period,
    algorithm,
  }).toString()
}

/** The time step of a one-time password that is right now or was or will be 30 seconds away; else null. */
export function stepOf(secret: string, typed: string, now: Instant): number | null {
  const code = typed.normalize('NFKC').replaceAll(/\D/g, '')
  if (code.length !== 6) return null
  const delta = totp(secret).validate({ token: code, timestamp: now, window: 1 })
  return delta === null ? null : Math.floor(now / 1000 / periodSeconds) + delta
}
