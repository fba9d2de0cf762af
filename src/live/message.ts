import { createHash, randomInt } from 'node:crypto'
import type { Instant } from '../clock.ts'

/** All that anybody may know of a counter's queue: numbers, no names and no purposes. */
export type CounterState = {
  /** The slug. */
  counter: string
  /** Rises with every deed. */
  version: number
  /** When this was found to be so. */
  at: Instant
  /** Numbers in the order in which they are called. */
  waiting: string[]
  /** `call` rises with every call; `window` is "2-3"; `hasCome`: served there by now. */
  calling: Array<{ call: number; number: string; window: string; calledAt: Instant; hasCome: boolean }>
  windowsOpen: number
  /** Differs when the office tells everybody something else. */
  banners: string
}

/** A counter's whole state, ready to be sent to any number of people. */
export type Message = { id: string; state: CounterState; json: string; text: string; bytes: Buffer }

/** Time alone changes the order of a queue at the same version, so the id tells that apart too. */
export function messageOf(state: CounterState): Message {
  const content = createHash('sha256').update(JSON.stringify({ ...state, at: 0 }))
  const id = `${state.counter}:${state.version}:${content.digest('base64url').slice(0, 8)}`
  const json = JSON.stringify(state)
  const text = `event: counter\nid: ${id}\ndata: ${json}\n\n`
  return { id, state, json, text, bytes: Buffer.from(text) }
}

/** Sent when nothing else is, so that silence means a broken line. */
export function beatText(at: Instant): string {
  return `event: beat\ndata: {"at":${at}}\n\n`
}

/** The last thing a stream says that will not be opened again. */
export const endedText = 'event: ended\ndata: {}\n\n'

/** How long a browser's own reconnecting waits: spread, so that not all come back at the same moment. */
export function retryText(): string {
  return `retry: ${1000 + randomInt(14_000)}\n\n`
}
