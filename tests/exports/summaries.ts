import type { Period } from '#src/statistics/figures.ts'
import { storedCells } from '#src/statistics/cells-queries.ts'
import { saveSummaries } from '#src/statistics/save-summaries.ts'
import { summarise } from '#src/statistics/summarise.ts'
import type { Ward } from '../support/ward.ts'

/** Makes and keeps the summaries of a period out of the facts that there are. */
export async function keepSummaries({ deps, office }: Ward, period: Period): Promise<void> {
  const madeAt = deps.clock.now()
  const rows = (await summarise(deps, office, period, madeAt)).map(storedCells)
  const making = { officeId: office.id, period, madeAt, lastEventId: 0 }
  await deps.store.write(db => saveSummaries(db, making, rows))
}
