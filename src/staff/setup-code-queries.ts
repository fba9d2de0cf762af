import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'

/** Makes this the only code that is good. */
export async function replaceSetupCode(
  db: Db,
  code: { codeHash: string; now: Instant; expiresAt: Instant },
): Promise<void> {
  await db.deleteFrom('setup_codes').execute()
  await db
    .insertInto('setup_codes')
    .values({ code_hash: code.codeHash, created_at: code.now, expires_at: code.expiresAt })
    .execute()
}

export async function isSetupCode(db: Db, codeHash: string, now: Instant): Promise<boolean> {
  const row = await db
    .selectFrom('setup_codes')
    .select('code_hash')
    .where('code_hash', '=', codeHash)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row !== undefined
}

/** Uses up all codes; true when this one was among them and in time. Of two at once, one gets true. */
export async function useSetupCode(db: Db, codeHash: string, now: Instant): Promise<boolean> {
  const codes = await db.deleteFrom('setup_codes').returning(['code_hash', 'expires_at']).execute()
  return codes.some(code => code.code_hash === codeHash && code.expires_at > now)
}

export async function firstOfficeId(db: Db): Promise<number | null> {
  const row = await db.selectFrom('offices').select('id').orderBy('id').limit(1).executeTakeFirst()
  return row?.id ?? null
}
