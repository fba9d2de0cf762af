import type { Instant } from '../clock.ts'
import { mayRead } from '../opinions/opinion.ts'
import { sessionMilliseconds } from '../staff/session.ts'
import { type Role, roles, seesNames, type StaffMember, worksAt } from '../staff/staff-member.ts'
import { type LogRow, staffIdOf } from './log.ts'
import type { HeldRow } from './exposure-queries.ts'
import type { LogAccount } from './log-queries.ts'

/** A time in which an account was signed in, and as what. */
export type OpenSpan = { staffId: number; role: Role; from: Instant; to: Instant }

/** These end everything of the account that they are about. */
const endingDeeds: readonly string[] = ['person_disabled', 'person_signed_out']

/** By which the log tells when accounts were signed in. */
export const doorDeeds: readonly string[] = ['signed_in', 'unlocked', 'signed_out', ...endingDeeds]

/**
 * When accounts were signed in, by the rows about the door in the order of time. A sign-in lasts until its own end is
 * written down, until everything of the account is ended, or else twelve hours; ending one's other sessions ends
 * nothing here, since one of them goes on.
 */
export function openSpans(rows: readonly LogRow[]): OpenSpan[] {
  const spans: OpenSpan[] = []
  const byMark = new Map<string, OpenSpan>()
  for (const { at, actor, role, deed, details } of rows) {
    const staffId = staffIdOf(actor)
    if (staffId === null) continue
    const ended = byMark.get(String(deed === 'unlocked' ? details.ended : details.session))
    if (deed === 'signed_out' || deed === 'unlocked') {
      if (ended) ended.to = Math.min(ended.to, at)
    }
    if (deed === 'signed_in' || deed === 'unlocked') {
      const as = roles.find(known => known === role)
      if (!as) continue
      const span = { staffId, role: as, from: at, to: at + sessionMilliseconds }
      spans.push(span)
      if (typeof details.session === 'string') byMark.set(details.session, span)
    }
    if (endingDeeds.includes(deed))
      for (const span of spans) if (span.staffId === details.staffId) span.to = Math.min(span.to, at)
  }
  return spans
}

/** Somebody who could see names, when, and of which counters. */
export type Reader = { account: LogAccount; spans: OpenSpan[]; hasReachOfAll: boolean }

/** Those accounts that were signed in between two instants in a role that sees names. */
export function readersOf(
  spans: readonly OpenSpan[],
  accounts: readonly LogAccount[],
  { from, to, changed }: { from: Instant; to: Instant; changed: ReadonlySet<number> },
): Reader[] {
  return accounts.flatMap(account => {
    const own = spans.filter(
      span =>
        span.staffId === account.id && span.from < to && span.to > from && seesNames(staffOf(account, span)),
    )
    return own.length === 0 ? [] : [{ account, spans: own, hasReachOfAll: changed.has(account.id) }]
  })
}

/** Whether somebody could see who a booking or an opinion is of, in the part of the span in which it was there. */
export function couldSee(
  { account, spans, hasReachOfAll }: Reader,
  kind: 'booking' | 'opinion',
  { counterId, createdAt }: Pick<HeldRow, 'counterId' | 'createdAt'>,
  { officeId, to }: { officeId: number; to: Instant },
): boolean {
  return spans.some(span => {
    if (span.to <= createdAt || span.from >= to) return false
    const staff = { ...staffOf(account, span), ...(hasReachOfAll && { counterIds: [] }) }
    if (kind === 'opinion') return mayRead(staff, { officeId, counterId })
    return counterId !== null && worksAt(staff, { officeId, counterId })
  })
}

function staffOf(account: LogAccount, { role }: OpenSpan): StaffMember {
  return { ...account, role, pseudonym: '' }
}
