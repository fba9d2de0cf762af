import { chunksOf } from '#db/chunks.ts'
import { type Blanks, prepared } from '#db/prepared.ts'
import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'

/** Who is told of a booking on LINE, in which language; null when nobody is, or the office's channel is off. */
export async function lineOf(
  db: Db,
  appointmentId: number,
): Promise<{ userKey: string; language: string | undefined } | null> {
  const [row] = (await selectLine(db, { appointmentId })).rows
  return row ? { userKey: row.userKey, language: row.language ?? undefined } : null
}

/** The same for many, by appointment; who is not linked is not among them. */
export async function linesOf(
  db: Db,
  appointmentIds: readonly number[],
): Promise<Map<number, { userKey: string; language: string | undefined }>> {
  const lines = new Map<number, { userKey: string; language: string | undefined }>()
  for (const ids of chunksOf(appointmentIds))
    for (const row of await linked(db).where('link.appointment_id', 'in', ids).execute())
      lines.set(row.appointmentId, { userKey: row.userKey, language: row.language ?? undefined })
  return lines
}

function linked(db: Db) {
  return db
    .selectFrom('line_links as link')
    .innerJoin('line_users as user', 'user.id', 'link.line_user_id')
    .innerJoin('line_channels as channel', 'channel.office_id', 'link.office_id')
    .select(['link.appointment_id as appointmentId', 'user.user_key as userKey', 'user.language'])
    .where('channel.is_on', '=', 1)
}

const selectLine = prepared((db, blank: Blanks<{ appointmentId: number }>) =>
  linked(db).where('link.appointment_id', '=', blank('appointmentId')),
)

/** Where mail reaches whoever has booked; null without an address. */
export async function emailOf(db: Db, appointmentId: number): Promise<string | null> {
  const row = await db
    .selectFrom('appointments as appointment')
    .innerJoin('persons as person', 'person.id', 'appointment.person_id')
    .select('person.email')
    .where('appointment.id', '=', appointmentId)
    .executeTakeFirst()
  return row?.email ?? null
}

/** Whether a mail about a turn coming near was written with the message on LINE: to an address typed for it in line. */
export async function isNearMailedToo(
  db: Db,
  { visitId, createdAt }: { visitId: number; createdAt: Instant },
): Promise<boolean> {
  const row = await db
    .selectFrom('outbox')
    .select('id')
    .where('visit_id', '=', visitId)
    .where('kind', '=', 'near_turn')
    .where('channel', '=', 'mail')
    .where('created_at', '=', createdAt)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
