import type { Db } from '#db/store.ts'
import type { Instant, LocalDate } from '../clock.ts'

/** Why an event of the past was corrected; `eventId` is the one that stands in its place. */
export type Correction = {
  eventId: number
  ticketId: number
  what: 'time' | 'outcome' | 'trial'
  reason: string
  correctedAt: Instant
  /** Pseudonym. */
  correctedBy: string
}

/** Notes why an event was corrected. */
export async function insertCorrection(
  db: Db,
  { officeId, businessDate, ...correction }: Correction & { officeId: number; businessDate: LocalDate },
): Promise<void> {
  await db
    .insertInto('corrections')
    .values({
      office_id: officeId,
      event_id: correction.eventId,
      ticket_id: correction.ticketId,
      business_date: businessDate,
      what: correction.what,
      reason: correction.reason,
      corrected_at: correction.correctedAt,
      corrected_by: correction.correctedBy,
    })
    .execute()
}

/** The corrections of a ticket, oldest first. */
export function correctionsOf(db: Db, ticketId: number): Promise<Correction[]> {
  return db
    .selectFrom('corrections')
    .select([
      'event_id as eventId',
      'ticket_id as ticketId',
      'what',
      'reason',
      'corrected_at as correctedAt',
      'corrected_by as correctedBy',
    ])
    .where('ticket_id', '=', ticketId)
    .orderBy('id')
    .execute()
}

/** How many events of some days were corrected by events of a span of ids. */
export async function correctedEventsBetween(
  db: Db,
  officeId: number,
  { from, to }: { from: LocalDate; to: LocalDate },
  events: { after: number; to: number },
): Promise<number> {
  const row = await db
    .selectFrom('corrections')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('office_id', '=', officeId)
    .where('business_date', '>=', from)
    .where('business_date', '<=', to)
    .where('event_id', '>', events.after)
    .where('event_id', '<=', events.to)
    .executeTakeFirst()
  return row?.count ?? 0
}
