import type { Deps } from '../deps.ts'
import type { LocalDate } from '../clock.ts'
import { type FactsKey, factsAfter, keyOf } from '../ticket-facts/queries.ts'
import type { TicketFacts } from './figures.ts'
import type { Visit } from './visit.ts'

/** Small enough that counting a part in all cells blocks nothing for long. */
const partSize = 100

/** All visits of a span of days, part by part, each visit whole: one is never on two days. */
export async function* visitsBetween(
  { store }: Deps,
  officeId: number,
  { from, to }: { from: LocalDate; to: LocalDate },
): AsyncGenerator<Visit[]> {
  let after: FactsKey | null = null
  let rest: TicketFacts[] = []
  for (;;) {
    const question = { officeId, from, to, counterId: null, after, limit: partSize }
    const facts: TicketFacts[] = await store.read(db => factsAfter(db, question))
    const visits = groupVisits([...rest, ...facts])
    const last = facts.at(-1)
    if (!last || facts.length < partSize) return yield visits
    after = keyOf(last)
    rest = visits.pop() ?? []
    yield visits
  }
}

/** The visits of facts that lie in their order. */
function groupVisits(facts: readonly TicketFacts[]): TicketFacts[][] {
  return [...Map.groupBy(facts, ({ visitId }) => visitId).values()].map(visit =>
    visit.toSorted((a, b) => a.position - b.position),
  )
}
