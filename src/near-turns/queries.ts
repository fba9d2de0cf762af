import type { Db } from '#db/store.ts'
import { word } from '#db/words.ts'
import type { Instant, LocalDate } from '../clock.ts'

type Untold = { ticketId: number; counterId: number; checkedInAt: Instant }

/** Tickets in line on a day that have not been told yet that their turn is near. */
export async function untoldTickets(
  db: Db,
  { counterIds, date }: { counterIds: readonly number[]; date: LocalDate },
): Promise<Untold[]> {
  if (counterIds.length === 0) return []
  return db
    .selectFrom('tickets as ticket')
    .leftJoin('near_turns as told', 'told.ticket_id', 'ticket.id')
    .select([
      'ticket.id as ticketId',
      'ticket.counter_id as counterId',
      'ticket.checked_in_at as checkedInAt',
    ])
    .where('ticket.counter_id', 'in', counterIds)
    .where('ticket.business_date', '=', date)
    .where('ticket.state', '=', word('waiting'))
    .where('told.ticket_id', 'is', null)
    .execute()
}

/** Writes down that a ticket is told; false when it has been. */
export async function claimNearTurn(
  db: Db,
  { officeId, ticketId, now }: { officeId: number; ticketId: number; now: Instant },
): Promise<boolean> {
  const result = await db
    .insertInto('near_turns')
    .values({ office_id: officeId, ticket_id: ticketId, told_at: now })
    .onConflict(conflict => conflict.column('ticket_id').doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function isToldNear(db: Db, ticketId: number): Promise<boolean> {
  const row = await db
    .selectFrom('near_turns')
    .select('ticket_id')
    .where('ticket_id', '=', ticketId)
    .executeTakeFirst()
  return row !== undefined
}

export async function forgetNearTurns(db: Db, before: Instant): Promise<void> {
  await db.deleteFrom('near_turns').where('told_at', '<', before).execute()
}

/** Where the holder of a ticket is told: at the address typed for it, else at that of the booking. */
export type HolderContact = { email: string; language: string; isOfBooking: boolean }

export async function contactOfVisit(db: Db, visitId: number): Promise<HolderContact | null> {
  const row = await db
    .selectFrom('visits as visit')
    .leftJoin('visit_contacts as typed', 'typed.visit_id', 'visit.id')
    .leftJoin('appointments as appointment', 'appointment.id', 'visit.appointment_id')
    .leftJoin('persons as person', 'person.id', 'appointment.person_id')
    .select(['visit.language', 'typed.email as typed', 'typed.language as typedIn', 'person.email as booked'])
    .where('visit.id', '=', visitId)
    .executeTakeFirst()
  if (row?.typed) return { email: row.typed, language: row.typedIn ?? row.language, isOfBooking: false }
  return row?.booked ? { email: row.booked, language: row.language, isOfBooking: true } : null
}

/** Keeps an address that somebody in line has typed; one for a visit. */
export async function saveVisitContact(
  db: Db,
  contact: { officeId: number; visitId: number; email: string; language: string; now: Instant },
): Promise<void> {
  const { email, language } = contact
  await db
    .insertInto('visit_contacts')
    .values({
      ...{ office_id: contact.officeId, visit_id: contact.visitId, email, language },
      created_at: contact.now,
    })
    .onConflict(conflict => conflict.column('visit_id').doUpdateSet({ email, language }))
    .execute()
}

export async function eraseVisitContact(db: Db, visitId: number): Promise<void> {
  await db.deleteFrom('visit_contacts').where('visit_id', '=', visitId).execute()
}

/** The same for the visits that these appointments have become. */
export async function eraseContactsOf(db: Db, appointmentIds: readonly number[]): Promise<void> {
  await db
    .deleteFrom('visit_contacts')
    .where('visit_id', 'in', eb =>
      eb.selectFrom('visits').select('id').where('appointment_id', 'in', appointmentIds),
    )
    .execute()
}

/** Whether an office still has addresses that were typed before an instant. */
export async function hasVisitContacts(db: Db, officeId: number, before: Instant): Promise<boolean> {
  const row = await db
    .selectFrom('visit_contacts')
    .select('visit_id')
    .where('office_id', '=', officeId)
    .where('created_at', '<', before)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function eraseVisitContacts(db: Db, officeId: number, before: Instant): Promise<void> {
  await db
    .deleteFrom('visit_contacts')
    .where('office_id', '=', officeId)
    .where('created_at', '<', before)
    .execute()
}
