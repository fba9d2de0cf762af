import { createHash } from 'node:crypto'
import { referenceLetters } from '../access/token.ts'

/** What the log calls somebody of those years: eight letters like those of a real account, of nobody's. */
export function pseudonymOf(post: string): string {
  const digest = createHash('sha256').update(`history ${post}`).digest()
  return Array.from(
    { length: 8 },
    (_, index) => referenceLetters[(digest[index] ?? 0) % referenceLetters.length],
  ).join('')
}

/** A reference of its own for each booking: multiplying by a number without a common factor mixes them all. */
export function referenceOf(bookingId: number): string {
  const count = referenceLetters.length ** referenceLength
  let rest = Number((BigInt(bookingId) * mixing) % BigInt(count))
  let letters = ''
  for (let place = 0; place < referenceLength; place += 1) {
    letters += referenceLetters[rest % referenceLetters.length]
    rest = Math.floor(rest / referenceLetters.length)
  }
  return letters
}

const referenceLength = 6
const mixing = 387_420_489n

/** A version 7 UUID, ordered by time, that the seed, the table and the row alone decide. */
export function keyOf(at: number, { seed, table, id }: { seed: number; table: number; id: number }): string {
  const time = at.toString(16).padStart(12, '0')
  const [seedPart, tablePart] = [
    (seed & 0xfff).toString(16).padStart(3, '0'),
    table.toString(16).padStart(3, '0'),
  ]
  return `${time.slice(0, 8)}-${time.slice(8)}-7${seedPart}-8${tablePart}-${id.toString(16).padStart(12, '0')}`
}

/** A version 4 UUID that a text decides and that leads back to nothing. */
export function unlinkedKey(text: string): string {
  const digits = createHash('sha256').update(`unlinked ${text}`).digest('hex')
  const parts = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `8${digits.slice(17, 20)}`,
  ]
  return [...parts, digits.slice(20, 32)].join('-')
}
