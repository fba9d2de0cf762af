import type { Place } from '../secrets/seal.ts'
import type { Secrets } from '../secrets/secrets.ts'
import type { KeptTotp } from './totp-queries.ts'

const placeOf = (id: number): Place => ({ id, column: 'staff.totp_secret' })

/** The secret that somebody's device has too; null when no key of ours opens it. */
export function openedTotp(secrets: Secrets, { staffId, secret }: KeptTotp): string | null {
  return secrets.fromKept(placeOf(staffId), secret)
}

/** The secret of somebody's device as it is written. */
export function totpToKeep(secrets: Secrets, staffId: number, secret: string): string {
  return secrets.toKeep(placeOf(staffId), secret)
}
