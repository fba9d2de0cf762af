import type { Deps } from '../deps.ts'
import { validSessions } from '../staff/find-session.ts'

/** Ends the streams of everybody who has signed out, is locked or may no longer sign in. */
export async function endStreams({ live, store, clock }: Deps): Promise<void> {
  const sessions = live.sessions()
  if (sessions.length === 0) return
  const valid = await store.read(db => validSessions(db, sessions, clock.now()))
  for (const session of sessions) if (!valid.has(session)) live.endSession(session)
}
