import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto'

const nonceBytes = 12
const tagBytes = 16
const algorithm = 'aes-256-gcm'

/**
 * Seals a text by AES-256-GCM with a key of 32 bytes: nonce, tag and what is sealed, as base64url. It opens by the same
 * key and, where it is bound to something, only beside that.
 */
export function sealText(key: Uint8Array, text: string, boundTo = ''): string {
  const nonce = randomBytes(nonceBytes)
  // A key as bytes would be taken for something else first, which costs three times as much as sealing.
  const cipher = createCipheriv(algorithm, createSecretKey(key), nonce).setAAD(Buffer.from(boundTo))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** What was sealed; null when this key has not sealed it, or not beside this, or it was changed. */
export function openText(key: Uint8Array, sealed: string, boundTo = ''): string | null {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length < nonceBytes + tagBytes) return null
  const [nonce, tag] = [bytes.subarray(0, nonceBytes), bytes.subarray(nonceBytes, nonceBytes + tagBytes)]
  const decipher = createDecipheriv(algorithm, createSecretKey(key), nonce, { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(boundTo)).setAuthTag(tag)
  try {
    const text = [decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]
    return Buffer.concat(text).toString('utf8')
  } catch {
    return null
  }
}
