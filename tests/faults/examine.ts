import { openStore } from '#db/store.ts'
import { checkInvariants } from '#src/invariants/check.ts'
import { createOfficeCache } from '#src/offices/office-cache.ts'
import { type Figures, note } from './figures.ts'

/** Counts what is in a database against what people were told, and checks all invariants. */
export async function examine(
  databaseUrl: string,
  figures: Figures,
  { now, told }: { now: number; told: { appointments: number; tickets: number } },
): Promise<void> {
  const store = await openStore(databaseUrl)
  try {
    for (const [what, count] of Object.entries(told)) {
      const there = await store.read(async db => {
        const rows = await db
          .selectFrom(what === 'tickets' ? 'tickets' : 'appointments')
          .select('id')
          .where('state', '!=', 'held')
          .execute()
        return rows.length
      })
      const beyond = Math.max(0, there - count)
      note(figures, 'doubled', Array<string>(beyond).fill(`${there} ${what}, told of ${count}`))
    }
    const offices = createOfficeCache(store, () => 0)
    const verdicts = await checkInvariants({ store, offices, clock: { now: () => now } })
    for (const { id, examples, faults } of verdicts) {
      figures.broken += faults
      figures.examples.push(...examples.slice(0, 3).map(example => `${id}: ${example}`))
    }
  } finally {
    await store.close()
  }
}
