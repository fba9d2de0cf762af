import { openedChannel } from '../line/channel.ts'
import type { StoredChannel } from '../line/queries.ts'
import { readKeys } from '../secrets/key-file.ts'
import { keyIdOf, type SealKey } from '../secrets/seal.ts'
import { createSecrets } from '../secrets/secrets.ts'
import { bad, good, type Line, warning } from './line.ts'

/** Whether what other systems let us in by lies sealed, and by a key that is there. */
export async function lookAtSecrets(
  keyFile: string | null,
  channels: readonly StoredChannel[],
): Promise<Line> {
  try {
    return tellChannels(await readKeys(keyFile), channels)
  } catch (error) {
    return bad('secrets', error instanceof Error ? error.message : String(error), 'put the key file right')
  }
}

function tellChannels(keys: readonly SealKey[], channels: readonly StoredChannel[]): Line {
  const secrets = createSecrets(keys, { isProduction: true })
  const kept = channels.flatMap(({ secret, accessToken }) => [secret, accessToken])
  if (kept.length === 0) return good('secrets', 'none is kept')
  if (channels.some(channel => openedChannel(secrets, channel) === null))
    return bad(
      'secrets',
      `no key opens the channel of LINE: it was sealed by ${[...new Set(kept.flatMap(text => keyIdOf(text) ?? []))].join(', ')}`,
      'bring that key back as a line of SECRETS_KEY_FILE, or enter the two secrets anew',
    )
  if (kept.some(text => keyIdOf(text) === null))
    return warning(
      'secrets',
      'the channel of LINE lies unsealed',
      'set SECRETS_KEY_FILE, and start the server',
    )
  return kept.some(secrets.isOutdated)
    ? warning('secrets', 'sealed by an older key', 'start the server: it seals them anew')
    : good('secrets', `sealed by ${keys[0]?.id}`)
}
