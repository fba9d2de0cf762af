import type { Deps } from '../deps.ts'
import { allKeptTotp, replaceTotp } from './totp-queries.ts'
import { openedTotp, totpToKeep } from './totp-secret.ts'

/**
 * Seals the secrets of all one-time passwords by the newest key: those that were kept before there was one, and those
 * of an older one. What no key opens stays as it is, and is told in the log.
 */
export async function sealTotp({ store, secrets, log }: Deps): Promise<void> {
  if (!secrets.canKeep) log.warn('without SECRETS_KEY_FILE nobody can set one-time passwords up')
  for (const kept of await store.read(allKeptTotp)) {
    const { staffId } = kept
    const opened = openedTotp(secrets, kept)
    if (opened === null)
      log.error({ staffId }, 'no key of SECRETS_KEY_FILE opens the one-time passwords of this account')
    if (opened === null || !secrets.isOutdated(kept.secret)) continue
    await store.write(db => replaceTotp(db, kept, totpToKeep(secrets, staffId, opened)))
  }
}
