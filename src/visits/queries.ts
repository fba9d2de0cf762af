import { randomUUID } from 'node:crypto'
import type { ExpressionBuilder } from 'kysely'
import { type Blanks, prepared } from '#db/prepared.ts'
import type { Database } from '#db/schema.ts'
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

/** Lets the appointment of a visit go, for which nobody has come: with it somebody may come on another day. */
export async function forgetAppointment(db: Db, visitId: number): Promise<void> {
  await db.updateTable('visits').set({ appointment_id: null }).where('id', '=', visitId).execute()
}

type OfVisits = ExpressionBuilder<Database & { visit: Database['visits'] }, 'visit'>

/** Whether anybody has come: a ticket voided by hand was nobody, but whom the night found waiting had come. */
export function hasCome(eb: OfVisits) {
  return eb.exists(
    eb
      .selectFrom('tickets as arrival')
      .select('arrival.id')
      .whereRef('arrival.visit_id', '=', 'visit.id')
      .where(of =>
        of.or([
          of('arrival.state', '!=', 'voided'),
          of.exists(
            of
              .selectFrom('visit_events as night')
              .select('night.id')
              .whereRef('night.ticket_id', '=', 'arrival.id')
              .where('night.type', '=', 'voided')
              .where('night.actor_kind', '=', 'system'),
          ),
        ]),
      ),
  )
}

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

/** Marks a visit as having answered the questionnaire; false when it had before. */
export async function markAnswered(db: Db, visitId: number): Promise<boolean> {
  const result = await db
    .updateTable('visits')
    .set({ is_answered: 1 })
    .where('id', '=', visitId)
    .where('is_answered', '=', 0)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** What the questionnaire may know of a visit. */
export async function visitSurveyed(
  db: Db,
  visitId: number,
): Promise<{ isAnswered: boolean; isBooked: boolean }> {
  const row = await db
    .selectFrom('visits')
    .select(['is_answered', 'appointment_id'])
    .where('id', '=', visitId)
    .executeTakeFirst()
  return { isAnswered: row?.is_answered === 1, isBooked: (row?.appointment_id ?? null) !== null }
}

/** Takes the links to the visits of these appointments back. */
export async function forgetVisitLinks(db: Db, appointmentIds: readonly number[]): Promise<void> {
  await db
    .deleteFrom('visit_tokens')
    .where('visit_id', 'in', eb =>
      eb.selectFrom('visits').select('id').where('appointment_id', 'in', appointmentIds),
    )
    .execute()
}
