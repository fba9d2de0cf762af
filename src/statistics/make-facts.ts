import { setImmediate } from 'node:timers/promises'
import type { LocalDate } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { deleteFacts, idsBehind, saveFacts, type Source, sourcesOf } from '../ticket-facts/queries.ts'
import { factsOf } from './facts.ts'
import type { TicketFacts } from './figures.ts'

const ticketsAtOnce = 100

/**
 * Tells the facts of a day's tickets anew: of those whose events have gone on, or of all. Answers how many rows
 * that changed. A ticket whose history cannot be is left as it was and told to the log; `verify-queue` names it.
 */
export async function makeFacts(
  deps: Deps,
  office: Office,
  date: LocalDate,
  { isEvery = false } = {},
): Promise<number> {
  let changed = 0
  const counterIds = office.counters.map(({ id }) => id)
  const ids = await deps.store.read(db => idsBehind(db, { counterIds, date, isEvery }))
  for (let index = 0; index < ids.length; index += ticketsAtOnce)
    changed += await makeSome(deps, office, ids.slice(index, index + ticketsAtOnce))
  return changed
}

async function makeSome(deps: Deps, office: Office, ids: readonly number[]): Promise<number> {
  const sources = await deps.store.read(db => sourcesOf(db, ids))
  const told: Array<{ facts: TicketFacts; sequence: number }> = []
  const trials: number[] = []
  for (const source of sources) {
    const facts = readFacts(deps, office, source)
    if (facts) told.push({ facts, sequence: source.sequence })
    else if (facts === null) trials.push(source.ticket.id)
  }
  await setImmediate()
  return deps.store.write(
    async db => (await saveFacts(db, office.id, told)) + (await deleteFacts(db, trials)),
  )
}

/** Null for a trial, nothing for a history that cannot be. */
function readFacts(
  { log }: Deps,
  { rules }: Office,
  { ticket, events }: Source,
): TicketFacts | null | undefined {
  try {
    return factsOf(ticket, events, rules)
  } catch {
    log.warn({ ticket: ticket.id }, 'the history of a ticket cannot be')
    return undefined
  }
}
