import type { Db } from '#db/store.ts'

/** The secret of somebody's one-time passwords as it is kept: sealed wherever there is a key. */
export type KeptTotp = { staffId: number; secret: string }

/** Null for an account without. */
export async function keptTotp(db: Db, staffId: number): Promise<KeptTotp | null> {
  const row = await keptSecrets(db).where('id', '=', staffId).executeTakeFirst()
  return row ?? null
}

/** Those of all accounts. */
export function allKeptTotp(db: Db): Promise<KeptTotp[]> {
  return keptSecrets(db).orderBy('id').execute()
}

function keptSecrets(db: Db) {
  return db
    .selectFrom('staff')
    .select(['id as staffId', 'totp_secret as secret'])
    .where('totp_secret', 'is not', null)
    .$narrowType<{ secret: string }>()
}

/** Writes a secret in another form, unless it has been taken away or replaced since. */
export async function replaceTotp(db: Db, { staffId, secret }: KeptTotp, to: string): Promise<void> {
  await db
    .updateTable('staff')
    .set({ totp_secret: to })
    .where('id', '=', staffId)
    .where('totp_secret', '=', secret)
    .execute()
}

/** Uses up a time step; false when it, or a later one, was used before. */
export async function useTotpStep(db: Db, staffId: number, step: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('staff')
    .set({ totp_used_step: step })
    .where('id', '=', staffId)
    .where(eb => eb.or([eb('totp_used_step', 'is', null), eb('totp_used_step', '<', step)]))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Gives an account its secret; false when it has one. */
export async function enrolTotp(
  db: Db,
  staffId: number,
  { secret, step }: { secret: string; step: number },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('staff')
    .set({ totp_secret: secret, totp_used_step: step })
    .where('id', '=', staffId)
    .where('totp_secret', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
