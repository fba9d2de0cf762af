import { keyIdOf, type Place, seal, type SealKey, unseal } from './seal.ts'

/** What lets us into other systems, or people in here, as it is kept in the database: sealed wherever there is a key. */
export type Secrets = {
  /** False in production without a key: then nothing new is kept. */
  canKeep: boolean
  /** As it is to be written. */
  toKeep: (place: Place, text: string) => string
  /** As it was typed; null when no key opens it. */
  fromKept: (place: Place, kept: string) => string | null
  /** Whether there is a key by which it should be sealed, and is not. */
  isOutdated: (kept: string) => boolean
}

/** The first key seals. Without one secrets are kept as they are typed, though not in production. */
export function createSecrets(
  keys: readonly SealKey[],
  { isProduction }: { isProduction: boolean },
): Secrets {
  const [first] = keys
  return {
    canKeep: first !== undefined || !isProduction,
    toKeep(place, text) {
      if (first) return seal(first, place, text)
      if (isProduction) throw new Error('a secret without a key to seal it')
      return text
    },
    fromKept: (place, kept) => (keyIdOf(kept) === null ? kept : unseal(keys, place, kept)),
    isOutdated: kept => first !== undefined && keyIdOf(kept) !== first.id,
  }
}
