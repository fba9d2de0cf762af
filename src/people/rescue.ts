import type { Db } from '#db/store.ts'
import { newToken } from '../access/token.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { type Account, accountByLogin } from '../staff/account-queries.ts'
import { recordDeed, type StaffDeed } from '../staff/record-deed.ts'
import { loginOf } from '../staff/staff-member.ts'
import { endSessions, forgetTotp, raiseVersion, replaceWelcomeCode, setPassword } from './queries.ts'
import { newWelcomeCode } from './welcome-code.ts'

export type RescueRefusal = { ok: false; reason: 'not_found' | 'not_an_administrator' | 'disabled' }

/**
 * Gives an administrator a code for choosing a password, by whoever runs the server: for the day when nobody
 * else is left who could. The password that there was is good for nothing from now on, and what is open ends.
 */
export async function rescuePassword(
  deps: Deps,
  login: string,
): Promise<{ ok: true; code: string; expiresAt: Instant } | RescueRefusal> {
  const { code, codeHash, expiresAt } = await newWelcomeCode(deps)
  // None would be fewer than the one administrator with a password whom the database wants to keep.
  const passwordHash = await deps.passwords.hash(newToken())
  return rescue(deps, login, 'password_code_made', async (db, { id, officeId }, now) => {
    await setPassword(db, id, passwordHash)
    await replaceWelcomeCode(db, { staffId: id, officeId, codeHash, now, expiresAt })
    return { code, expiresAt }
  })
}

/** Takes the one-time passwords away from an administrator who has lost the device; what is open ends. */
export function rescueTotp(deps: Deps, login: string): Promise<{ ok: true } | RescueRefusal> {
  return rescue(deps, login, 'totp_removed', async (db, { id }) => {
    await forgetTotp(db, id)
    return {}
  })
}

function rescue<T extends object>(
  { store, clock }: Deps,
  login: string,
  deed: StaffDeed,
  save: (db: Db, account: Account, now: Instant) => Promise<T>,
): Promise<({ ok: true } & T) | RescueRefusal> {
  const now = clock.now()
  return store.write(async (db): Promise<({ ok: true } & T) | RescueRefusal> => {
    const account = await accountByLogin(db, loginOf(login))
    if (!account) return { ok: false, reason: 'not_found' }
    if (account.role !== 'administrator') return { ok: false, reason: 'not_an_administrator' }
    if (account.isDisabled) return { ok: false, reason: 'disabled' }
    const saved = await save(db, account, now)
    await endSessions(db, account.id)
    await raiseVersion(db, account.id)
    const { id, officeId } = account
    await recordDeed(db, { id: 'system', officeId }, { deed, at: now, details: { staffId: id } })
    return { ok: true, ...saved }
  })
}
