import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { NewBanner } from './banner-draft.ts'

/** Writes a banner down and answers its id. */
export async function insertBanner(db: Db, officeId: number, banner: NewBanner): Promise<number> {
  const { id } = await db
    .insertInto('banners')
    .values({
      office_id: officeId,
      counter_id: banner.counterId,
      kind: banner.kind,
      text: JSON.stringify(banner.text),
      from_at: banner.from,
      until_at: banner.until,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** A banner of an office whose end is still to come. */
export async function openBanner(
  db: Db,
  { bannerId, officeId }: { bannerId: number; officeId: number },
  now: Instant,
): Promise<{ counterId: number | null } | null> {
  const banner = await db
    .selectFrom('banners')
    .select('counter_id as counterId')
    .where('id', '=', bannerId)
    .where('office_id', '=', officeId)
    .where('until_at', '>', now)
    .executeTakeFirst()
  return banner ?? null
}

/** Ends it now; one that has not begun never begins. */
export async function closeBanner(db: Db, bannerId: number, now: Instant): Promise<void> {
  await db
    .updateTable('banners')
    .set(eb => ({
      until_at: now,
      from_at: eb.case().when('from_at', '>', now).then(now).else(eb.ref('from_at')).end(),
    }))
    .where('id', '=', bannerId)
    .execute()
}
