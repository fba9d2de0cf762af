import type { Instant } from '../clock.ts'

/** What somebody's cookie or bearer token stands for. */
export type StaffSession = {
  tokenHash: string
  kind: 'browser' | 'api'
  /** What is still missing: the one-time password, its enrolment, or nothing. */
  step: 'totp' | 'enrol' | 'open'
  activeAt: Instant
  expiresAt: Instant
  idleLockMinutes: number
}

/** Administrators of all offices have no office's rule: their browsers lock after this time. */
export const idleLockMinutesOfNoOffice = 15

/** A session lasts a long working day, however busy it is. */
export const sessionMilliseconds = 12 * 3_600_000

/** How long the password counts while the one-time password is still missing. */
export const signingInMilliseconds = 10 * 60_000

/** Where `activeAt` of a session stands that was locked by hand: longer ago than any idle time. */
export const lockedByHand: Instant = 0

/**
 * A browser that nobody has used for the office's idle time is locked, and one used so long after now, by a clock that
 * was ahead: else it would stay open until then. A program has nobody to leave it.
 */
export function isLocked(
  { kind, activeAt, idleLockMinutes }: Pick<StaffSession, 'kind' | 'activeAt' | 'idleLockMinutes'>,
  now: Instant,
): boolean {
  return kind === 'browser' && Math.abs(now - activeAt) >= idleLockMinutes * 60_000
}

/** Clocks of two servers differ by less. */
const clockToleranceMilliseconds = 3_600_000

/**
 * Whether a program's session ends later than any that could be opened now: it was opened by a clock that was ahead, and
 * nothing would ever lock it.
 */
export function isOfClockAhead(
  { kind, expiresAt }: Pick<StaffSession, 'kind' | 'expiresAt'>,
  now: Instant,
): boolean {
  return kind === 'api' && expiresAt - now > sessionMilliseconds + clockToleranceMilliseconds
}

/** Use is written down once a minute, or four times in an idle time that is shorter than four minutes. */
export function isUseDue({ activeAt, idleLockMinutes }: StaffSession, now: Instant): boolean {
  return now - activeAt >= Math.min(60_000, idleLockMinutes * 15_000)
}

/** Whether a session is good for what its role may do. */
export function isOpen(session: StaffSession, now: Instant): boolean {
  return session.step === 'open' && session.expiresAt > now && !isLocked(session, now)
}
