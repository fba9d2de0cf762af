import type { Db } from '#db/store.ts'
import { newToken } from '../access/token.ts'
import type { Deps } from '../deps.ts'
import type { Origin } from '../staff/check-password.ts'
import { isTotpRequired, letIn, type Opened, openSession } from '../staff/open-session.ts'
import type { Account } from '../staff/account-queries.ts'
import { recordDeed } from '../staff/record-deed.ts'
import type { StaffSession } from '../staff/session.ts'
import { directoryName, type Identity, hasSecondFactor } from './directory.ts'
import { accountOf, awaitingAccount, bindSubject, isStillEnabled, isStillLinked } from './queries.ts'

type Told = { identity: Identity; name: () => Promise<string | null> }

export type DirectorySignInOutcome =
  | (Opened & { ok: true; step: StaffSession['step']; browser: string })
  | { ok: false; reason: 'unknown_account' | 'disabled' }

/**
 * Signs a browser in as whom the directory has made sure of: the account that is linked to this subject, or the
 * one that an administrator has told to wait for this name, which is linked to the subject by it. Nobody else
 * gets an account. The office's one-time password is asked as after a password, unless the directory has
 * asked for a second factor that the settings accept.
 */
export async function signInByDirectory(
  deps: Deps,
  { identity, name: askName }: Told,
  { browser: known, replaces, acceptedFactors }: Entrance,
): Promise<DirectorySignInOutcome> {
  const now = deps.clock.now()
  const linked = await deps.store.read(db => accountOf(db, identity))
  const name = linked ? null : directoryName((await askName()) ?? '')
  const awaited = { issuer: identity.issuer, name: name ?? '', now }
  const account = linked ?? (name && (await deps.store.read(db => awaitingAccount(db, awaited))))
  if (!account) return refuse(deps, null)
  if (account.isDisabled) return refuse(deps, account)

  const step = hasSecondFactor(identity, acceptedFactors) ? 'open' : await missingStep(deps, account)
  const browser = known ?? newToken()
  const ends = replaces ? { replaces } : {}
  const outcome = await deps.store.write(async (db): Promise<DirectorySignInOutcome> => {
    if (!(await isStillEnabled(db, account.id))) return { ok: false, reason: 'disabled' }
    if (!(await isTheirs(db, account))) return { ok: false, reason: 'unknown_account' }
    const opened =
      step === 'open'
        ? await letIn(db, account, { kind: 'browser', browser, by: 'directory', ...ends }, now)
        : await openSession(db, account, { kind: 'browser', step, ...ends }, now)
    return { ok: true, step, browser, ...opened }
  })
  return outcome.ok ? outcome : refuse(deps, account, outcome.reason)

  /** Linked still, or from now on. */
  async function isTheirs(db: Db, { id, officeId }: Account): Promise<boolean> {
    if (linked) return isStillLinked(db, id, identity)
    if (!(await bindSubject(db, id, { ...awaited, subject: identity.subject }))) return false
    await recordDeed(db, { id, officeId }, { deed: 'directory_linked', at: now })
    return true
  }
}

type Entrance = Pick<Origin, 'browser'> & { replaces: string | null; acceptedFactors: readonly string[] }

async function missingStep(deps: Deps, account: Account): Promise<StaffSession['step']> {
  if (account.hasTotp) return 'totp'
  return (await isTotpRequired(deps, account)) ? 'enrol' : 'open'
}

async function refuse(
  { store, clock }: Deps,
  account: Account | null,
  reason: 'unknown_account' | 'disabled' = account ? 'disabled' : 'unknown_account',
): Promise<DirectorySignInOutcome> {
  const failed = { deed: 'sign_in_failed', at: clock.now(), details: { at: 'directory', reason } } as const
  await store.write(db => recordDeed(db, account, failed))
  return { ok: false, reason }
}
