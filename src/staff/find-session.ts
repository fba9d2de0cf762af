import { StoreBusyError } from '#db/outcome.ts'
import type { Db } from '#db/store.ts'
import { isTokenShaped, tokenHash } from '../access/token.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { findSession, liveSessions, touchSession } from './session-queries.ts'
import { isOfClockAhead, isOpen, isUseDue, type StaffSession } from './session.ts'
import type { Role, StaffMember } from './staff-member.ts'

/** Whose session this token is; null for one that is unknown, over, of another kind or of a disabled account. */
export async function sessionOf(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  token: string | null,
  kind: StaffSession['kind'],
): Promise<{ staff: StaffMember; session: StaffSession } | null> {
  if (token === null || !isTokenShaped(token)) return null
  const now = clock.now()
  const found = await store.read(db => findSession(db, tokenHash(token), now))
  return found?.session.kind === kind && !isOfClockAhead(found.session, now) ? found : null
}

/** Puts off the idle lock. What somebody came for is done even when this cannot be written now. */
export async function keepAwake({ store, clock }: Deps, session: StaffSession): Promise<void> {
  const now = clock.now()
  if (session.kind !== 'browser' || !isUseDue(session, now)) return
  await store
    .write(db => touchSession(db, session, now))
    .catch((error: unknown) => {
      if (!(error instanceof StoreBusyError)) throw error
    })
}

/**
 * Those of these sessions that are signed in, unlocked and not over, each with the role it has now: what is
 * not among them has no more to be told.
 */
export async function validSessions(
  db: Db,
  tokenHashes: readonly string[],
  now: Instant,
): Promise<Map<string, Role>> {
  const live = await liveSessions(db, tokenHashes, now)
  return new Map(live.filter(session => isOpen(session, now)).map(({ tokenHash, role }) => [tokenHash, role]))
}

/** The same for one session. */
export async function isSessionValid({ store, clock }: Deps, tokenHash: string): Promise<boolean> {
  const now = clock.now()
  return store.read(async db => (await validSessions(db, [tokenHash], now)).has(tokenHash))
}
