import type { Deps } from '../deps.ts'
import { openedChannel, secretsToKeep } from './channel.ts'
import { replaceSecrets, storedChannels } from './channel-queries.ts'

/**
 * Seals the secrets of all channels by the newest key: those that were kept before there was one, and those of an older
 * one. What no key opens stays as it is, and is told in the log.
 */
export async function sealChannels({ store, secrets, log }: Deps): Promise<void> {
  for (const stored of await store.read(storedChannels)) {
    const { officeId } = stored
    const opened = openedChannel(secrets, stored)
    if (!opened)
      log.error({ officeId }, 'no key of SECRETS_KEY_FILE opens the secrets of the channel of LINE')
    if (!secrets.canKeep)
      log.warn({ officeId }, 'without SECRETS_KEY_FILE the channel of LINE cannot be changed')
    if (!opened || ![stored.secret, stored.accessToken].some(secrets.isOutdated)) continue
    const sealed = secretsToKeep(secrets, officeId, opened)
    await store.write(db => replaceSecrets(db, stored, sealed))
  }
}
