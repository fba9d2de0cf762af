import type { Deps } from '../deps.ts'
import { deleteSession } from './session-queries.ts'
import { recordDeed, sessionMark } from './record-deed.ts'
import type { StaffSession } from './session.ts'
import type { StaffMember } from './staff-member.ts'

/** Ends a session at once, wherever its token still is. */
export async function signOut(
  { store, clock }: Deps,
  staff: StaffMember,
  { tokenHash }: StaffSession,
): Promise<void> {
  await store.write(async db => {
    if (await deleteSession(db, tokenHash))
      await recordDeed(db, staff, {
        ...{ deed: 'signed_out', at: clock.now(), details: { session: sessionMark(tokenHash) } },
      })
  })
}
