import type { Place } from '../secrets/seal.ts'
import type { Secrets } from '../secrets/secrets.ts'
import type { StoredChannel } from './channel-queries.ts'

/** An office's channel with its secrets as LINE has given them, which leave this domain only towards LINE. */
export type Channel = StoredChannel & { isOpened: true }

type Values = Pick<StoredChannel, 'secret' | 'accessToken'>

const secretPlace = (id: number): Place => ({ id, column: 'line_channels.channel_secret' })
const tokenPlace = (id: number): Place => ({ id, column: 'line_channels.access_token' })

/** Opens the secrets of a stored channel; null when no key of ours does. */
export function openedChannel(secrets: Secrets, stored: StoredChannel): Channel | null {
  const secret = secrets.fromKept(secretPlace(stored.officeId), stored.secret)
  const accessToken = secrets.fromKept(tokenPlace(stored.officeId), stored.accessToken)
  return secret === null || accessToken === null ? null : { ...stored, secret, accessToken, isOpened: true }
}

/** The secrets of an office's channel as they are written. */
export function secretsToKeep(secrets: Secrets, officeId: number, { secret, accessToken }: Values): Values {
  return {
    secret: secrets.toKeep(secretPlace(officeId), secret),
    accessToken: secrets.toKeep(tokenPlace(officeId), accessToken),
  }
}
