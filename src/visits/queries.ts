import { randomUUID } from 'node:crypto'
import { type Blanks, prepared } from '#db/prepared.ts'
import type { Db } from '#db/store.ts'
import type { Instant, LocalDate } from '../clock.ts'

type NewVisit = {
  officeId: number
  visitKey: string
  businessDate: LocalDate
  people: number
  channel: 'web' | 'api' | 'kiosk' | 'staff'
  language: string
  appointmentId: number | null
  now: Instant
}

/** A visit begins; null when the appointment's visit has begun already. */
export async function insertVisit(db: Db, visit: Omit<NewVisit, 'visitKey'>): Promise<number | null> {
  const [row] = (await insertVisitRow(db, { ...visit, visitKey: randomUUID() })).rows
  return row?.id ?? null
}

const insertVisitRow = prepared((db, blank: Blanks<NewVisit>) =>
  db
    .insertInto('visits')
    .values({
      office_id: blank('officeId'),
      visit_key: blank('visitKey'),
      business_date: blank('businessDate'),
      people: blank('people'),
      channel: blank('channel'),
      language: blank('language'),
      appointment_id: blank('appointmentId'),
      created_at: blank('now'),
    })
    .onConflict(conflict => conflict.column('appointment_id').doNothing())
    .returning('id'),
)

export async function insertVisitToken(
  db: Db,
  token: { tokenHash: string; officeId: number; visitId: number; now: Instant },
): Promise<void> {
  await insertTokenRow(db, token)
}

const insertTokenRow = prepared(
  (db, blank: Blanks<{ tokenHash: string; officeId: number; visitId: number; now: Instant }>) =>
    db.insertInto('visit_tokens').values({
      token_hash: blank('tokenHash'),
      office_id: blank('officeId'),
      visit_id: blank('visitId'),
      created_at: blank('now'),
    }),
)

/** Marks a visit's question as answered; false when it was before. */
export async function markRated(db: Db, visitId: number): Promise<boolean> {
  const result = await db
    .updateTable('visits')
    .set({ is_rated: 1 })
    .where('id', '=', visitId)
    .where('is_rated', '=', 0)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export async function isVisitRated(db: Db, visitId: number): Promise<boolean> {
  const row = await db.selectFrom('visits').select('is_rated').where('id', '=', visitId).executeTakeFirst()
  return row?.is_rated === 1
}
