import type { Deps } from '../deps.ts'
import { publicUrlOf } from '../settings.ts'
import { sendMillisecondsMax, verdictOn } from './attempt.ts'
import { compose, type Mail } from './compose.ts'
import { type Claimed, deliver, type Way } from './deliver.ts'
import { bringForwardPutOff } from './put-off.ts'
import { claimMessages, dueMessageIds, type Which } from './due-queries.ts'
import { markMailFailed, pauseOutbox } from './outcome-queries.ts'

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
 * Sends the mails that are due, oldest first and in order within an appointment, and answers how many were claimed.
 * Each is sent at least once; should it be sent twice, it is the same to the byte.
 */
export async function sendDueMessages(deps: Deps, transport: Transport): Promise<number> {
  await bringForwardPutOff(deps, 'mail')
  return sendDueBy(deps, mailWay(deps, transport))
}

function mailWay({ settings }: Deps, transport: Transport): Way {
  return {
    channel: 'mail',
    officeId: null,
    async send(claimed) {
      try {
        const from = { publicUrl: publicUrlOf(settings), mailFrom: settings.mailFrom }
        await transport.send(compose(claimed.office, claimed, from))
        return null
      } catch (error) {
        return verdictOn(error)
      }
    },
    async gaveUp(db, claimed, verdict, at) {
      if (verdict?.isAddressRefused || claimed.opinionId !== null) await markMailFailed(db, claimed, at)
    },
  }
}

/** Sends what is due by one way: trouble with one never holds up another. */
export async function sendDueBy(deps: Deps, way: Way): Promise<number> {
  const queue = await claim(deps, way)
  let claimed = queue.length
  let restMilliseconds = 0

  const next = async () => {
    if (restMilliseconds > 0) return undefined
    if (queue.length === 0 && claimed > 0 && claimed < messagesPerRunMax) {
      const more = await claim(deps, way)
      claimed += more.length
      queue.push(...more)
    }
    return queue.shift()
  }
  const sendOneByOne = async () => {
    for (let message = await next(); message; message = await next())
      restMilliseconds = Math.max(await deliver(deps, way, message), restMilliseconds)
  }
  const senders = await Promise.allSettled(Array.from({ length: sendersAtOnce }, sendOneByOne))

  if (restMilliseconds > 0)
    await deps.store.write(db => pauseOutbox(db, way, queue, deps.clock.now() + restMilliseconds))
  for (const sender of senders) if (sender.status === 'rejected') throw sender.reason
  return claimed
}

async function claim(deps: Deps, which: Which): Promise<Claimed[]> {
  const now = deps.clock.now()
  const ids = await deps.store.read(db => dueMessageIds(db, which, now, messagesPerClaim))
  if (ids.length === 0) return []
  return deps.store.write(async db => {
    const claimed: Claimed[] = []
    for (const message of await claimMessages(db, ids, now + leaseMilliseconds, now))
      claimed.push({ ...message, office: await deps.offices.current(db, message.officeId) })
    return claimed
  })
}
