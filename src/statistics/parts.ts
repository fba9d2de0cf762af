import { setImmediate } from 'node:timers/promises'

/** Long work in parts: it stops where others may have their turn, and ends with what it was for. */
export type Parts<T> = Generator<undefined, T, undefined>

/** All parts in one go. */
export function atOnce<T>(parts: Parts<T>): T {
  let step = parts.next()
  while (!step.done) step = parts.next()
  return step.value
}

/** One part after the other, and others have their turn in between. */
export async function inParts<T>(parts: Parts<T>): Promise<T> {
  let step = parts.next()
  while (!step.done) {
    await setImmediate()
    step = parts.next()
  }
  return step.value
}
