import type { Deps } from '../deps.ts'
import { relayPauseMilliseconds, sendMillisecondsMax } from './attempt.ts'
import type { Mail } from './compose.ts'
import { type Claimed, deliver } from './deliver.ts'
import { claimMessages, dueMessageIds, pauseOutbox } from './queries.ts'

/** Where messages go: a mail server, or a folder of `.eml` files. */
export type Transport = {
  /** Fulfils when the message has been taken over; must give up within `sendMillisecondsMax`. */
  send: (mail: Mail) => Promise<void>
  /** Ends what is under way: it fails and is tried again. */
  close: () => void
}

const sendersAtOnce = 5
const messagesPerRunMax = 200
const messagesPerClaim = 25
const leaseMilliseconds = sendMillisecondsMax + 5 * 60_000

/**
 * Sends what is due, oldest first and in order within an appointment, and answers how many were claimed. Each
 * message is sent at least once; should it be sent twice, it is the same to the byte.
 */
export async function sendDueMessages(deps: Deps, transport: Transport): Promise<number> {
  const queue = await claim(deps)
  let claimed = queue.length
  let isRelayRefusing = false

  const next = async () => {
    if (isRelayRefusing) return undefined
    if (queue.length === 0 && claimed > 0 && claimed < messagesPerRunMax) {
      const more = await claim(deps)
      claimed += more.length
      queue.push(...more)
    }
    return queue.shift()
  }
  const sendOneByOne = async () => {
    for (let message = await next(); message; message = await next())
      isRelayRefusing = (await deliver(deps, transport, message)) || isRelayRefusing
  }
  const senders = await Promise.allSettled(Array.from({ length: sendersAtOnce }, sendOneByOne))

  if (isRelayRefusing)
    await deps.store.write(db => pauseOutbox(db, queue, deps.clock.now() + relayPauseMilliseconds))
  for (const sender of senders) if (sender.status === 'rejected') throw sender.reason
  return claimed
}

async function claim(deps: Deps): Promise<Claimed[]> {
  const now = deps.clock.now()
  const ids = await deps.store.read(db => dueMessageIds(db, now, messagesPerClaim))
  if (ids.length === 0) return []
  return deps.store.write(async db => {
    const claimed: Claimed[] = []
    for (const message of await claimMessages(db, ids, now + leaseMilliseconds, now))
      claimed.push({ ...message, office: await deps.offices.current(db, message.officeId) })
    return claimed
  })
}
