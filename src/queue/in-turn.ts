import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { type Intent, type KeyReused, once } from '../intents/once.ts'
import { businessDate } from './day.ts'
import { claimQueues } from './version-queries.ts'
import type { Ticket } from './ticket.ts'

/**
 * Runs a deed about the queues of these counters when it is its turn, and tells the live pages of it. With an
 * intent it is done once however often it is sent.
 */
export async function inTurn<T extends { ok: boolean }>(
  deps: Deps,
  counterIds: readonly number[],
  intent: Intent | null,
  deed: (db: Db, now: Instant) => Promise<T>,
): Promise<T | KeyReused> {
  const outcome = await deps.store.write<T | KeyReused>(
    db => {
      const run = async () => {
        await claimQueues(db, counterIds)
        // Only now: whoever has waited for a turn acts after those before, and the log's times say so.
        return deed(db, deps.clock.now())
      }
      return intent ? once(db, intent, deps.clock.now(), run) : run()
    },
    { rerunnable: intent !== null },
  )
  if (outcome.ok) for (const counterId of counterIds) deps.live.changed(counterId)
  return outcome
}

/** Whether a ticket belongs to the day whose queue is running: those of earlier days are not moved again. */
export async function isOfToday(deps: Deps, db: Db, ticket: Ticket, now: Instant): Promise<boolean> {
  return ticket.businessDate === businessDate(await deps.offices.current(db, ticket.officeId), now)
}
