import { createHash, randomBytes, randomInt } from 'node:crypto'

/** 128 random bits for a link, a session or a hold; only its digest is stored. */
export function newToken(): string {
  return randomBytes(16).toString('base64url')
}

export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/** Whether a text has the form of a token at all. */
export function isTokenShaped(text: string): boolean {
  return /^[A-Za-z0-9_-]{22}$/.test(text)
}

const referenceLetters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** Six characters without 0, O, 1, I and L: useless without the second secret. */
export function newReference(): string {
  return Array.from({ length: 6 }, () => referenceLetters[randomInt(referenceLetters.length)]).join('')
}

/** As people read it: `ABC-234`. */
export function displayReference(reference: string): string {
  return `${reference.slice(0, 3)}-${reference.slice(3)}`
}

/** The reference somebody typed, in any width, case and grouping; null when it cannot be one. */
export function parseReference(typed: string): string | null {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐‑‒–—―−ー_]/g, '')
  return letters.length === 6 && Array.from(letters).every(letter => referenceLetters.includes(letter))
    ? letters
    : null
}
