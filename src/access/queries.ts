import { chunksOf } from '#db/chunks.ts'
import { type Blanks, prepared } from '#db/prepared.ts'
import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import { newToken, tokenHash } from './token.ts'

type Grant = {
  officeId: number
  appointmentId: number
  kind: 'link' | 'session' | 'hold'
  expiresAt: Instant | null
}

/** Mints a token for an appointment and returns it: this is the only time it is known. */
export async function grantAccess(db: Db, grant: Grant, now: Instant): Promise<string> {
  const token = newToken()
  await insertToken(db, { ...grant, tokenHash: tokenHash(token), now })
  return token
}

/** The same for many, in their order. */
export async function grantAccessToAll(db: Db, grants: readonly Grant[], now: Instant): Promise<string[]> {
  const granted = grants.map(grant => ({ ...grant, token: newToken() }))
  for (const some of chunksOf(granted))
    await db
      .insertInto('access_tokens')
      .values(
        some.map(({ officeId, appointmentId, kind, expiresAt, token }) => ({
          ...{ token_hash: tokenHash(token), office_id: officeId, appointment_id: appointmentId },
          ...{ kind, expires_at: expiresAt, created_at: now },
        })),
      )
      .execute()
  return granted.map(({ token }) => token)
}

type NewToken = Grant & { tokenHash: string; now: Instant }

const insertToken = prepared((db, blank: Blanks<NewToken>) =>
  db.insertInto('access_tokens').values({
    token_hash: blank('tokenHash'),
    office_id: blank('officeId'),
    appointment_id: blank('appointmentId'),
    kind: blank('kind'),
    expires_at: blank('expiresAt'),
    created_at: blank('now'),
  }),
)

/** The appointment that a token of one of these kinds opens, or null. */
export async function appointmentOpenedBy(
  db: Db,
  token: string,
  kinds: Array<Grant['kind']>,
  now: Instant,
): Promise<{ appointmentId: number; officeId: number; kind: Grant['kind'] } | null> {
  const row = await db
    .selectFrom('access_tokens')
    .select(['appointment_id as appointmentId', 'office_id as officeId', 'kind', 'expires_at as expiresAt'])
    .where('token_hash', '=', tokenHash(token))
    .where('kind', 'in', kinds)
    .executeTakeFirst()
  return row && (row.expiresAt === null || row.expiresAt > now) ? row : null
}

export async function revokeAccess(db: Db, token: string): Promise<void> {
  await db.deleteFrom('access_tokens').where('token_hash', '=', tokenHash(token)).execute()
}

export async function forgetExpiredAccess(db: Db, now: Instant): Promise<void> {
  await db.deleteFrom('access_tokens').where('expires_at', '<=', now).execute()
}

/** Takes every way to these appointments back. */
export async function forgetAccessTo(db: Db, appointmentIds: readonly number[]): Promise<void> {
  await db.deleteFrom('access_tokens').where('appointment_id', 'in', appointmentIds).execute()
}
