import { StoreBusyError } from './outcome.ts'

export type Patience = {
  /** Runs a deed when one of the places for patient ones is free, in the order in which they came. */
  within: <T>(deed: () => Promise<T>) => Promise<T>
}

/** Keeps those who are patient to so many at once; throws `StoreBusyError` when too many wait. */
export function createPatience({
  placesMax,
  waitingMax,
}: Record<'placesMax' | 'waitingMax', number>): Patience {
  const waiting: Array<() => void> = []
  let taken = 0

  async function take(): Promise<void> {
    if (taken < placesMax) {
      taken += 1
      return
    }
    if (waiting.length >= waitingMax) throw new StoreBusyError('too many writes wait')
    await new Promise<void>(resolve => waiting.push(resolve))
  }

  return {
    async within(deed) {
      await take()
      try {
        return await deed()
      } finally {
        // A place is handed over, so that nobody who has just come takes it.
        const next = waiting.shift()
        if (next) next()
        else taken -= 1
      }
    },
  }
}
