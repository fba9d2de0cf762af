import { hkdfSync } from 'node:crypto'
import { z } from 'zod'
import { openText, sealText } from '../secrets/sealed-text.ts'
import type { Attempt } from './directory.ts'

const attempt = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
  startedAt: z.number(),
})

/** Closes an attempt so that only a server with the same secret opens it, whichever of several that is. */
export function seal(secret: string, attempt: Attempt): string {
  return sealText(keyOf(secret), JSON.stringify(attempt))
}

/** What was sealed; null for anything else. */
export function unseal(secret: string, sealed: string): Attempt | null {
  const text = openText(keyOf(secret), sealed)
  const read = text === null ? null : attempt.safeParse(JSON.parse(text))
  return read?.success ? read.data : null
}

/** A key of its own, so that nothing that is sealed says anything about the secret (RFC 5869). */
function keyOf(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'madoguchi directory attempt', 32))
}
