import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { deadlineOf, relayPauseMilliseconds, retryAt, sendMillisecondsMax, type Verdict } from './attempt.ts'
import { type ClaimedMessage, isStillClaimed, type Which } from './due-queries.ts'
import { endMessage, postponeMessage } from './outcome-queries.ts'

/** A claimed message with the office that sends it. */
export type Claimed = ClaimedMessage & { office: Office }

/** A way by which messages reach people. */
export type Way = Which & {
  /** Null when it was sent. */
  send: (claimed: Claimed) => Promise<Verdict | null>
  /** What else is to be done when a message is given up, in the same transaction; null: its time had passed. */
  gaveUp: (db: Db, claimed: ClaimedMessage, verdict: Verdict | null, at: Instant) => Promise<void>
}

/** For so long after its claim a message goes without another look, in the order of the claim. */
const freshMilliseconds = 1000

/** Sends one message and writes down what came of it; answers how long the way has to rest, mostly not at all. */
export async function deliver(deps: Deps, way: Way, claimed: Claimed): Promise<number> {
  const now = deps.clock.now()
  // Behind slow ones the lease may have run down: somebody else could claim it while it is being sent.
  if (now + sendMillisecondsMax > claimed.leasedUntil) return 0
  if (now >= deadlineOf({ ...claimed.message, createdAt: claimed.createdAt })) {
    await untilWritten(() =>
      deps.store.write(db =>
        giveUp(db, way, claimed, { state: 'expired', verdict: null, at: deps.clock.now() }),
      ),
    )
    return 0
  }

  // While it waited behind slow ones it may have been given up: what it tells is no longer so.
  const isFresh = now - claimed.claimedAt < freshMilliseconds
  if (!isFresh && !(await deps.store.read(db => isStillClaimed(db, claimed)))) return 0
  const verdict = await way.send(claimed)
  await untilWritten(() => settle(deps, way, claimed, verdict))
  if (verdict?.isOurFault)
    deps.log.error({ outboxId: claimed.id, answer: verdict.answer }, 'a message was refused by our own fault')
  return verdict?.isRelayRefusing ? Math.max(relayPauseMilliseconds, verdict.waitMilliseconds ?? 0) : 0
}

async function settle(deps: Deps, way: Way, claimed: ClaimedMessage, verdict: Verdict | null): Promise<void> {
  const now = deps.clock.now()
  await deps.store.write(async db => {
    if (!verdict) return endMessage(db, claimed, { state: 'sent', at: now, lastError: null })
    if (verdict.isFinal) return giveUp(db, way, claimed, { state: 'failed', verdict, at: now })

    const deadline = deadlineOf({ ...claimed.message, createdAt: claimed.createdAt })
    if (now >= deadline) return giveUp(db, way, claimed, { state: 'expired', verdict, at: now })
    const wanted = Math.max(
      retryAt(claimed.attempts, verdict.answer, now),
      now + (verdict.waitMilliseconds ?? 0),
    )
    return postponeMessage(db, claimed, { dueAt: Math.min(wanted, deadline), lastError: verdict.answer })
  })
}

type End = { state: 'failed' | 'expired'; verdict: Verdict | null; at: Instant }

/**
 * Whoever waits for it must be told another way, whatever kept the message from arriving; unless it had been given up
 * while it was being sent: what it tells is no longer so.
 */
async function giveUp(db: Db, way: Way, claimed: ClaimedMessage, { state, verdict, at }: End): Promise<void> {
  const hasEnded = await endMessage(db, claimed, { state, at, ...(verdict && { lastError: verdict.answer }) })
  if (hasEnded) await way.gaveUp(db, claimed, verdict, at)
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
