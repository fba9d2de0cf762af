import type { Db } from '#db/store.ts'
import { flag, json, parsed } from '../offices/columns.ts'
import type { Localized } from '../offices/office.ts'
import type { CounterRules } from './counter-rules.ts'
import { freeSlug } from './service-rules.ts'
import { type Seen, setUnlessStale } from './version-queries.ts'

export type CounterRow = { id: number; slug: string; name: Localized; version: number; rules: CounterRules }

/** The counters of an office with their windows, as they are now. */
export async function countersOf(db: Db, officeId: number): Promise<CounterRow[]> {
  const rows = await db
    .selectFrom('counters as counter')
    .selectAll('counter')
    .select(eb =>
      eb
        .selectFrom('windows')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('windows.counter_id', '=', 'counter.id')
        .as('windows'),
    )
    .where('counter.office_id', '=', officeId)
    .orderBy('counter.position')
    .execute()
  return rows.map(row => ({
    ...{ id: row.id, slug: row.slug, name: parsed(row.name), version: row.version },
    rules: {
      ...{ number: row.number, floor: row.floor, ticketPrefix: row.ticket_prefix },
      ...{ windows: row.windows ?? 0, windowsAtLunch: row.windows_at_lunch },
      isBookable: row.is_bookable === 1,
    },
  }))
}

function ruleColumns(rules: CounterRules) {
  return {
    ...{ number: rules.number, floor: rules.floor, ticket_prefix: rules.ticketPrefix },
    windows_at_lunch: rules.windowsAtLunch,
    is_bookable: flag(rules.isBookable),
  }
}

type NewCounter = { slug: string; name: Localized; rules: CounterRules; division: string | null }

/** Enters a counter after all others, with its windows and its queue; without a division, with one of its name. */
export async function insertCounter(
  db: Db,
  office_id: number,
  { slug, name, rules, division }: NewCounter,
): Promise<void> {
  const { id } = await db
    .insertInto('counters')
    .values({
      ...{ office_id, slug, name: json(name), public_name: null, is_private: flag(false) },
      ...ruleColumns(rules),
      division_id: await divisionFor(db, office_id, division, name),
      position: (await countersOf(db, office_id)).length,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.insertInto('queue_versions').values({ office_id, counter_id: id, version: 0 }).execute()
  await addWindows(db, { officeId: office_id, counterId: id }, { from: 0, to: rules.windows })
}

export type Division = { id: number; slug: string; name: Localized }

export async function divisionsOf(db: Db, officeId: number): Promise<Division[]> {
  const rows = await db
    .selectFrom('divisions')
    .select(['id', 'slug', 'name'])
    .where('office_id', '=', officeId)
    .orderBy('id')
    .execute()
  return rows.map(({ name, ...row }) => ({ ...row, name: parsed(name) }))
}

async function divisionFor(
  db: Db,
  office_id: number,
  wanted: string | null,
  name: Localized,
): Promise<number> {
  const known = await divisionsOf(db, office_id)
  const found = known.find(({ slug }) => slug === wanted)
  if (found) return found.id
  const slug = freeSlug(
    'division',
    known.map(division => division.slug),
  )
  const { id } = await db
    .insertInto('divisions')
    .values({ office_id, slug, name: json(name) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Changes a counter and gives it further windows; false when it has changed since it was seen. */
export async function saveCounter(
  db: Db,
  officeId: number,
  seen: Seen & { windows: number },
  rules: CounterRules,
): Promise<boolean> {
  if (!(await setUnlessStale(db, 'counters', seen, ruleColumns(rules)))) return false
  await addWindows(db, { officeId, counterId: seen.id }, { from: seen.windows, to: rules.windows })
  return true
}

async function addWindows(
  db: Db,
  of: { officeId: number; counterId: number },
  { from, to }: { from: number; to: number },
): Promise<void> {
  for (let number = from + 1; number <= to; number += 1)
    await db
      .insertInto('windows')
      .values({ office_id: of.officeId, counter_id: of.counterId, number })
      .execute()
}
