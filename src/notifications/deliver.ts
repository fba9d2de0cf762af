import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { publicUrlOf } from '../settings.ts'
import { deadlineOf, retryAt, sendMillisecondsMax, type Verdict, verdictOn } from './attempt.ts'
import { compose } from './compose.ts'
import { type ClaimedMessage, endMessage, markMailFailed, postponeMessage } from './queries.ts'
import type { Transport } from './send-due-messages.ts'

/** A claimed message with the office that sends it. */
export type Claimed = ClaimedMessage & { office: Office }

/** Sends one message and writes down what came of it; true when the server refuses us as such. */
export async function deliver(deps: Deps, transport: Transport, claimed: Claimed): Promise<boolean> {
  const now = deps.clock.now()
  // Behind slow ones the lease may have run down: somebody else could claim it while it is being sent.
  if (now + sendMillisecondsMax > claimed.leasedUntil) return false
  if (now >= deadlineOf({ ...claimed.message, createdAt: claimed.createdAt })) {
    await untilWritten(() =>
      deps.store.write(db => giveUp(db, claimed, { state: 'expired', at: deps.clock.now() })),
    )
    return false
  }

  const verdict = await send(deps, transport, claimed)
  await untilWritten(() => settle(deps, claimed, verdict))
  if (verdict?.isOurFault)
    deps.log.error({ outboxId: claimed.id, answer: verdict.answer }, 'a message was refused by our own fault')
  return verdict?.isRelayRefusing ?? false
}

/** Null when it was sent. */
async function send({ settings }: Deps, transport: Transport, claimed: Claimed): Promise<Verdict | null> {
  try {
    await transport.send(
      compose(claimed.office, claimed, { publicUrl: publicUrlOf(settings), mailFrom: settings.mailFrom }),
    )
    return null
  } catch (error) {
    return verdictOn(error)
  }
}

function settle(deps: Deps, claimed: ClaimedMessage, verdict: Verdict | null): Promise<void> {
  const now = deps.clock.now()
  return deps.store.write(async db => {
    if (!verdict) return endMessage(db, claimed, { state: 'sent', at: now, lastError: null })

    if (verdict.isAddressRefused) await markMailFailed(db, claimed, now)
    const lastError = verdict.answer
    if (verdict.isFinal) return giveUp(db, claimed, { state: 'failed', at: now, lastError })

    const deadline = deadlineOf({ ...claimed.message, createdAt: claimed.createdAt })
    if (now >= deadline) return giveUp(db, claimed, { state: 'expired', at: now, lastError })
    const dueAt = Math.min(retryAt(claimed.attempts, verdict.answer, now), deadline)
    return postponeMessage(db, claimed, { dueAt, lastError })
  })
}

/** Whoever waits for an answer must be told another way, whatever kept the mail from arriving. */
async function giveUp(
  db: Db,
  claimed: ClaimedMessage,
  end: { state: 'failed' | 'expired'; at: Instant; lastError?: string },
): Promise<void> {
  await endMessage(db, claimed, end)
  if (claimed.opinionId !== null) await markMailFailed(db, claimed, end.at)
}

/** A message that was sent but not written down is sent again, so a database too busy is asked again first. */
async function untilWritten(write: () => Promise<void>): Promise<void> {
  for (const wait of [100, 400, 1600, 6400])
    try {
      return await write()
    } catch {
      await sleep(wait)
    }
  return write()
}
