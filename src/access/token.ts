import { hash, randomBytes, randomInt } from 'node:crypto'

/** 128 random bits for a link, a session or a hold; only its digest is stored. */
export function newToken(): string {
  return randomBytes(16).toString('base64url')
}

export function tokenHash(token: string): string {
  return hash('sha256', token, 'base64url')
}

/** Whether a text has the form of a token at all. */
export function isTokenShaped(text: string): boolean {
  return /^[A-Za-z0-9_-]{22}$/.test(text)
}

/** The letters and figures of a reference: without 0, O, 1, I and L. */
export const referenceLetters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** Six characters without 0, O, 1, I and L: useless without the second secret. */
export function newReference(): string {
  return newLetters(6)
}

/** Twelve of the same characters, to be typed once: 59 bits. */
export function newSetupCode(): string {
  return newLetters(12)
}

/** Eight of the same characters, so that nobody takes it for a reference: it opens nothing. */
export function newReceipt(): string {
  return newLetters(8)
}

/** Eight of the same characters, which the event log says instead of who somebody was. */
export function newPseudonym(): string {
  return newLetters(8)
}

function newLetters(count: number): string {
  return Array.from({ length: count }, () => referenceLetters[randomInt(referenceLetters.length)]).join('')
}

/** As people read it: `ABC-234`. */
export function displayReference(reference: string): string {
  return `${reference.slice(0, 3)}-${reference.slice(3)}`
}

/** As people read it: `ABCD-2345`. */
export function displayReceipt(receipt: string): string {
  return displaySetupCode(receipt)
}

/** As people read it: `ABCD-EFGH-2345`. */
export function displaySetupCode(code: string): string {
  return code.replaceAll(/(.{4})(?=.)/g, '$1-')
}

/** The reference somebody typed, in any width, case and grouping; null when it cannot be one. */
export function parseReference(typed: string): string | null {
  return parseLetters(typed, 6)
}

/** The same for a receipt. */
export function parseReceipt(typed: string): string | null {
  return parseLetters(typed, 8)
}

/** The same for a code. */
export function parseSetupCode(typed: string): string | null {
  return parseLetters(typed, 12)
}

function parseLetters(typed: string, count: number): string | null {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐‑‒–—―−ー_]/g, '')
  return letters.length === count && Array.from(letters).every(letter => referenceLetters.includes(letter))
    ? letters
    : null
}
