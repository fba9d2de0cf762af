import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'

export type Kiosk = { id: number; createdAt: Instant }

/** The kiosk of an office that a browser's token stands for. */
export async function findKiosk(db: Db, officeId: number, tokenHash: string): Promise<number | null> {
  const row = await db
    .selectFrom('kiosks')
    .select('id')
    .where('token_hash', '=', tokenHash)
    .where('office_id', '=', officeId)
    .executeTakeFirst()
  return row?.id ?? null
}

export function kiosksOf(db: Db, officeId: number): Promise<Kiosk[]> {
  return db
    .selectFrom('kiosks')
    .select(['id', 'created_at as createdAt'])
    .where('office_id', '=', officeId)
    .orderBy('id')
    .execute()
}

export async function insertKiosk(
  db: Db,
  kiosk: { officeId: number; tokenHash: string; by: string; now: Instant },
): Promise<number> {
  const { id } = await db
    .insertInto('kiosks')
    .values({
      office_id: kiosk.officeId,
      token_hash: kiosk.tokenHash,
      created_at: kiosk.now,
      created_by: kiosk.by,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Removes a kiosk of an office; false when there is none. */
export async function deleteKiosk(db: Db, officeId: number, id: number): Promise<boolean> {
  const result = await db
    .deleteFrom('kiosks')
    .where('id', '=', id)
    .where('office_id', '=', officeId)
    .executeTakeFirst()
  return result.numDeletedRows === 1n
}
