import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import { flag, json, parsed } from '../offices/columns.ts'
import type { Localized } from '../offices/office.ts'
import type { ServiceRules } from './service-rules.ts'
import { type Seen, setUnlessStale } from './version-queries.ts'

export type ServiceRow = {
  id: number
  slug: string
  name: Localized
  version: number
  retiredAt: Instant | null
  rules: ServiceRules
}

/** A service as it is now, offered or not. */
export async function findService(db: Db, officeId: number, slug: string): Promise<ServiceRow | null> {
  const row = await db
    .selectFrom('services')
    .selectAll()
    .where('office_id', '=', officeId)
    .where('slug', '=', slug)
    .executeTakeFirst()
  if (!row) return null
  return {
    ...{ id: row.id, slug: row.slug, name: parsed(row.name), version: row.version },
    retiredAt: row.retired_at,
    rules: {
      counterId: row.counter_id,
      durationMinutes: row.duration_minutes,
      stayMinutes: row.stay_minutes,
      isPerPerson: row.is_per_person === 1,
      isEveningOk: row.is_evening_ok === 1,
      sunday: row.sunday,
      isBookable: row.is_bookable === 1,
      isSensitive: row.is_sensitive === 1,
    },
  }
}

/** How many visits for a service are still to come, those that are being booked just now among them. */
export async function bookedAhead(db: Db, serviceId: number, now: Instant): Promise<number> {
  const { count } = await db
    .selectFrom('leg_services as chosen')
    .innerJoin('legs as leg', 'leg.id', 'chosen.leg_id')
    .innerJoin('appointments as appointment', 'appointment.id', 'leg.appointment_id')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('chosen.service_id', '=', serviceId)
    .where('leg.starts_at', '>=', now)
    .where(eb =>
      eb.or([
        eb('appointment.state', '=', 'booked'),
        eb.and([eb('appointment.state', '=', 'held'), eb('appointment.held_until_at', '>', now)]),
      ]),
    )
    .executeTakeFirstOrThrow()
  return count
}

/** How many wait for a freed place of a service, or have one offered. */
export async function waitsFor(db: Db, serviceId: number): Promise<number> {
  const { count } = await db
    .selectFrom('waitlist_services as wished')
    .innerJoin('waitlist_entries as entry', 'entry.id', 'wished.entry_id')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('wished.service_id', '=', serviceId)
    .where('entry.ended_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

function ruleColumns(rules: ServiceRules) {
  return {
    counter_id: rules.counterId,
    duration_minutes: rules.durationMinutes,
    stay_minutes: rules.stayMinutes,
    is_per_person: flag(rules.isPerPerson),
    is_evening_ok: flag(rules.isEveningOk),
    sunday: rules.sunday,
    is_bookable: flag(rules.isBookable),
    is_sensitive: flag(rules.isSensitive),
  }
}

export function saveRules(db: Db, seen: Seen, rules: ServiceRules): Promise<boolean> {
  return setUnlessStale(db, 'services', seen, ruleColumns(rules))
}

export function saveRetirement(db: Db, seen: Seen, retiredAt: Instant | null): Promise<boolean> {
  return setUnlessStale(db, 'services', seen, { retired_at: retiredAt })
}

/** Enters a service after all others. It is not offered before it is brought back. */
export async function insertService(
  db: Db,
  officeId: number,
  { slug, name, rules, now }: { slug: string; name: Localized; rules: ServiceRules; now: Instant },
): Promise<void> {
  await db
    .insertInto('services')
    .values(eb => ({
      ...{ office_id: officeId, slug, name: json(name), retired_at: now },
      ...ruleColumns(rules),
      position: eb
        .selectFrom('services')
        .select(last => eb(last.fn.coalesce(last.fn.max<number>('position'), eb.lit(-1)), '+', 1).as('next'))
        .where('office_id', '=', officeId),
    }))
    .execute()
}

/** The services of a counter in the office's order, each with its place in it. */
export function servicesAt(db: Db, counterId: number) {
  return db
    .selectFrom('services')
    .select(['id', 'slug', 'position'])
    .where('counter_id', '=', counterId)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

/** Gives the services of a counter these places, unless its texts or order have changed since they were seen. */
export async function savePlaces(
  db: Db,
  counter: Seen,
  places: ReadonlyArray<{ id: number; position: number }>,
): Promise<boolean> {
  if (!(await setUnlessStale(db, 'counters', counter, {}))) return false
  for (const { id, position } of places)
    await db.updateTable('services').set({ position }).where('id', '=', id).execute()
  return true
}
