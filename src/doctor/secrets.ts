import { openedChannel } from '../line/channel.ts'
import type { StoredChannel } from '../line/channel-queries.ts'
import { readKeys } from '../secrets/key-file.ts'
import { keyIdOf, type SealKey } from '../secrets/seal.ts'
import { createSecrets, type Secrets } from '../secrets/secrets.ts'
import type { KeptTotp } from '../staff/totp-queries.ts'
import { openedTotp } from '../staff/totp-secret.ts'
import { bad, good, type Line, warning } from './line.ts'

/** Secrets of one kind as they are kept: texts, and whether a key is missing for any of them. */
type Kept = { what: string; texts: readonly string[]; isShut: (secrets: Secrets) => boolean; todo: string }

/** Whether what lets us into other systems, and people in here, lies sealed, and by a key that is there. */
export async function lookAtSecrets(
  keyFile: string | null,
  channels: readonly StoredChannel[],
  totps: readonly KeptTotp[],
): Promise<Line> {
  const kinds: Kept[] = [
    {
      what: 'the channel of LINE',
      texts: channels.flatMap(({ secret, accessToken }) => [secret, accessToken]),
      isShut: secrets => channels.some(channel => openedChannel(secrets, channel) === null),
      todo: 'bring that key back as a line of SECRETS_KEY_FILE, or enter the two secrets anew',
    },
    {
      what: 'the one-time passwords',
      texts: totps.map(({ secret }) => secret),
      isShut: secrets => totps.some(totp => openedTotp(secrets, totp) === null),
      todo: 'bring that key back as a line of SECRETS_KEY_FILE, or remove them and have them set up anew',
    },
  ]
  try {
    return tell(await readKeys(keyFile), kinds)
  } catch (error) {
    return bad('secrets', error instanceof Error ? error.message : String(error), 'put the key file right')
  }
}

function tell(keys: readonly SealKey[], kinds: readonly Kept[]): Line {
  const secrets = createSecrets(keys, { isProduction: true })
  const texts = kinds.flatMap(kind => kind.texts)
  if (texts.length === 0) return good('secrets', 'none is kept')
  const shut = kinds.find(({ isShut }) => isShut(secrets))
  if (shut) {
    const names = new Set(shut.texts.flatMap(text => keyIdOf(text) ?? []))
    return bad('secrets', `no key opens ${shut.what}: sealed by ${[...names].join(', ')}`, shut.todo)
  }
  const unsealed = kinds.filter(kind => kind.texts.some(text => keyIdOf(text) === null))
  if (unsealed.length > 0)
    return warning(
      'secrets',
      `not sealed: ${unsealed.map(({ what }) => what).join(' and ')}`,
      'set SECRETS_KEY_FILE, and start the server',
    )
  return texts.some(secrets.isOutdated)
    ? warning('secrets', 'sealed by an older key', 'start the server: it seals them anew')
    : good('secrets', `sealed by ${keys[0]?.id}`)
}
