import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** A key of 32 bytes, with the name by which it is known to what it has sealed. */
export type SealKey = { id: string; bytes: Uint8Array }

/** Where a sealed text belongs: it opens there and nowhere else. */
export type Place = { officeId: number; column: `${string}.${string}` }

const nonceBytes = 12
const tagBytes = 16
const mark = 'sealed'

/** The name tells keys apart and nothing of them. */
export function keyFrom(bytes: Uint8Array): SealKey {
  return { id: createHash('sha256').update(bytes).digest('base64url').slice(0, 10), bytes }
}

/** Seals a text by AES-256-GCM under a nonce of its own: `sealed:KEY:…`. */
export function seal(key: SealKey, place: Place, text: string): string {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce).setAAD(aboutOf(place))
  const bytes = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return [mark, key.id, bytes.toString('base64url')].join(':')
}

/** Which key has sealed a text; null for one that is as it was typed. */
export function keyIdOf(kept: string): string | null {
  const [first, id, ...rest] = kept.split(':')
  return first === mark && id !== undefined && rest.length === 1 ? id : null
}

/** Null when none of the keys has sealed it, or it has been changed or brought here from elsewhere. */
export function unseal(keys: readonly SealKey[], place: Place, sealed: string): string | null {
  const key = keys.find(({ id }) => id === keyIdOf(sealed))
  const bytes = Buffer.from(sealed.split(':')[2] ?? '', 'base64url')
  if (!key || bytes.length < nonceBytes + tagBytes) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, bytes.subarray(0, nonceBytes))
      .setAAD(aboutOf(place))
      .setAuthTag(bytes.subarray(-tagBytes))
    const text = [decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]
    return Buffer.concat(text).toString('utf8')
  } catch {
    return null
  }
}

function aboutOf({ officeId, column }: Place): Buffer {
  return Buffer.from(`madoguchi ${column} ${officeId}`)
}
