import type { RetentionDays } from '#src/offices/retention.ts'
import type { Ward } from '../support/ward.ts'

/** Who is known by name. */
export async function known({ deps }: Ward): Promise<string[]> {
  const rows = await deps.store.read(db => db.selectFrom('persons').select('name').orderBy('id').execute())
  return rows.map(({ name }) => name)
}

/** Contact of their own, so that limits per contact never matter. */
export function named(name: string): { name: string; email: string } {
  return { name, email: `${Buffer.from(name).toString('hex')}@example.test` }
}

/** Changes how long the office keeps something, as its page does. */
export async function keepFor(ward: Ward, days: Partial<RetentionDays>): Promise<void> {
  const columns = Object.fromEntries(
    Object.entries(days).map(([name, value]) => [`keep_${name}_days`, value]),
  )
  await ward.change(db => db.updateTable('offices').set(columns).execute())
}
