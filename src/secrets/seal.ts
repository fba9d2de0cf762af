import { hash } from 'node:crypto'
import { openText, sealText } from './sealed-text.ts'

/** A key of 32 bytes, with the name by which it is known to what it has sealed. */
export type SealKey = { id: string; bytes: Uint8Array }

/** Where a sealed text belongs, by the key of its row: it opens there and nowhere else. */
export type Place = { id: number; column: `${string}.${string}` }

const mark = 'sealed'

/** The name tells keys apart and nothing of them. */
export function keyFrom(bytes: Uint8Array): SealKey {
  return { id: hash('sha256', bytes, 'base64url').slice(0, 10), bytes }
}

/** Seals a text for its place: `sealed:KEY:…`. */
export function seal(key: SealKey, place: Place, text: string): string {
  return [mark, key.id, sealText(key.bytes, text, aboutOf(place))].join(':')
}

/** Which key has sealed a text; null for one that is as it was typed. */
export function keyIdOf(kept: string): string | null {
  const [first, id, ...rest] = kept.split(':')
  return first === mark && id !== undefined && rest.length === 1 ? id : null
}

/** Null when none of the keys has sealed it, or it has been changed or brought here from elsewhere. */
export function unseal(keys: readonly SealKey[], place: Place, sealed: string): string | null {
  const key = keys.find(({ id }) => id === keyIdOf(sealed))
  return key ? openText(key.bytes, sealed.split(':')[2] ?? '', aboutOf(place)) : null
}

function aboutOf({ id, column }: Place): string {
  return `madoguchi ${column} ${id}`
}
