import type { Db } from '#db/store.ts'
import { newToken, tokenHash } from '../access/token.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { browserHash } from './check-password.ts'
import { recordSignIn } from './account-queries.ts'
import { rememberBrowser } from './browser-queries.ts'
import { deleteSession, insertSession } from './session-queries.ts'
import { recordDeed, sessionMark } from './record-deed.ts'
import { sessionMilliseconds, signingInMilliseconds, type StaffSession } from './session.ts'
import { type Role, worksIn } from './staff-member.ts'

type Person = { id: number; officeId: number | null }

export type Opened = { token: string; expiresAt: Instant }

/** Opens a session; its token is known only now. A session that it takes over from ends. */
export async function openSession(
  db: Db,
  staff: Person,
  { kind, step, replaces }: Pick<StaffSession, 'kind' | 'step'> & { replaces?: string | null },
  now: Instant,
): Promise<Opened> {
  if (replaces) await deleteSession(db, replaces)
  const token = newToken()
  const expiresAt = now + (step === 'open' ? sessionMilliseconds : signingInMilliseconds)
  const { id: staffId, officeId } = staff
  await insertSession(db, { tokenHash: tokenHash(token), staffId, officeId, kind, step, now, expiresAt })
  return { token, expiresAt }
}

/** Lets somebody in who has shown everything that is asked for, and remembers the browser. */
export async function letIn(
  db: Db,
  staff: Person,
  {
    kind,
    replaces,
    browser,
    by,
  }: {
    kind: StaffSession['kind']
    replaces?: string
    browser: string | null
    /** How, when it was not by a password. */
    by?: 'directory'
  },
  now: Instant,
): Promise<Opened> {
  const opened = await openSession(db, staff, { kind, step: 'open', ...(replaces && { replaces }) }, now)
  await recordSignIn(db, staff.id, now)
  const hash = browserHash(browser, staff.id)
  if (hash) await rememberBrowser(db, { browserHash: hash, staffId: staff.id, officeId: staff.officeId, now })
  const details = { kind, session: sessionMark(tokenHash(opened.token)), ...(by && { by }) }
  await recordDeed(db, staff, { deed: 'signed_in', at: now, details })
  return opened
}

/** Whether an office asks this role for a one-time password as well. */
export async function isTotpRequired(
  { offices }: Deps,
  { officeId, role }: { officeId: number | null; role: Role },
): Promise<boolean> {
  const own = (await offices.list()).filter(office => worksIn({ officeId }, office.id))
  return own.some(office => office.day.totpRoles.includes(role))
}
