import type { Db } from '#db/store.ts'
import { json } from '../offices/columns.ts'
import type { Localized } from '../offices/office.ts'
import { type Seen, setUnlessStale } from './version-queries.ts'

export async function insertLifeEvent(
  db: Db,
  officeId: number,
  { slug, name }: { slug: string; name: Localized },
): Promise<void> {
  await db
    .insertInto('life_events')
    .values(eb => ({
      ...{ office_id: officeId, slug, name: json(name) },
      position: eb
        .selectFrom('life_events')
        .select(last => eb(last.fn.coalesce(last.fn.max<number>('position'), eb.lit(-1)), '+', 1).as('next'))
        .where('office_id', '=', officeId),
    }))
    .execute()
}

/** The slugs of a life event's services, in its order, those not offered among them. */
export async function servicesOfEvent(db: Db, eventId: number): Promise<Array<{ id: number; slug: string }>> {
  return db
    .selectFrom('life_event_services as link')
    .innerJoin('services as service', 'service.id', 'link.service_id')
    .select(['service.id', 'service.slug'])
    .where('link.life_event_id', '=', eventId)
    .orderBy('link.position')
    .execute()
}

export async function saveServicesOfEvent(
  db: Db,
  officeId: number,
  seen: Seen,
  serviceIds: readonly number[],
): Promise<boolean> {
  if (!(await setUnlessStale(db, 'life_events', seen, {}))) return false
  await db.deleteFrom('life_event_services').where('life_event_id', '=', seen.id).execute()
  for (const [position, service_id] of serviceIds.entries())
    await db
      .insertInto('life_event_services')
      .values({ office_id: officeId, life_event_id: seen.id, service_id, position })
      .execute()
  return true
}
