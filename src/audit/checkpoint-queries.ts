import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { Link } from './seal-queries.ts'

export type Checkpoint = Link & { createdAt: Instant }

/** Up to where the audit has been taken away; null while it is whole. */
export async function lastCheckpoint(db: Db): Promise<Checkpoint | null> {
  const row = await db
    .selectFrom('audit_checkpoints')
    .select(['position', 'hash', 'created_at as createdAt'])
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** What the audit itself tells of a checkpoint, at the moment it was made. */
export async function toldCheckpoints(db: Db, at: Instant): Promise<Link[]> {
  const rows = await db
    .selectFrom('audit')
    .select('details_json as details')
    .where('office_id', 'in', db.selectFrom('offices').select('id'))
    .where('at', '=', at)
    .where('deed', '=', 'audit_shortened')
    .execute()
  return rows.map(({ details }) => {
    const { until, hash } = JSON.parse(details) as { until: number; hash: string }
    return { position: until, hash }
  })
}

export async function insertCheckpoint(db: Db, { position, hash }: Link, now: Instant): Promise<void> {
  await db.insertInto('audit_checkpoints').values({ position, hash, created_at: now }).execute()
}

/** Takes away up to `countMax` rows that a checkpoint stands for, with their seals; answers how many. */
export async function deleteBefore(db: Db, position: number, countMax: number): Promise<number> {
  const rows = await db
    .selectFrom('audit_seals')
    .select(['position', 'audit_id as auditId'])
    .where('position', '<=', position)
    .orderBy('position')
    .limit(countMax)
    .execute()
  const last = rows.at(-1)
  if (!last) return 0
  await db
    .deleteFrom('audit')
    .where(
      'id',
      'in',
      rows.map(({ auditId }) => auditId),
    )
    .execute()
  await db.deleteFrom('audit_seals').where('position', '<=', last.position).execute()
  return rows.length
}
