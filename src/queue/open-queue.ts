import type { Deps } from '../deps.ts'
import type { CounterState, Message } from '../live/message.ts'
import type { Counter, Office } from '../offices/office.ts'
import { type Estimate, estimateFor } from './estimate.ts'

/** What everybody may know of a counter's queue at this moment. */
export type OpenCounter = { counter: Counter; state: CounterState; estimate: Estimate | null }

/** Answers how busy all counters of an office are. A wait can only change with the state that it is kept with. */
export function createOpenQueue({
  live,
  store,
  clock,
}: Pick<Deps, 'live' | 'store' | 'clock'>): (office: Office) => Promise<OpenCounter[]> {
  const known = new WeakMap<Message, Estimate | null>()

  const estimateOf = async (office: Office, counter: Counter, message: Message) => {
    const kept = known.get(message)
    if (kept !== undefined) return kept
    const ahead = message.state.waiting.length
    const estimate = await store.read(db => estimateFor(db, office, counter.id, ahead, clock.now()))
    known.set(message, estimate)
    return estimate
  }

  return office =>
    Promise.all(
      office.counters.map(async counter => {
        const message = await live.state(counter.id)
        return { counter, state: message.state, estimate: await estimateOf(office, counter, message) }
      }),
    )
}
