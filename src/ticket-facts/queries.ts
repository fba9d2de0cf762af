import type { Insertable, Selectable } from 'kysely'
import type { Database } from '#db/schema.ts'
import { type Blanks, prepared } from '#db/prepared.ts'
import type { Db } from '#db/store.ts'
import type { LocalDate } from '../clock.ts'
import type { Payload, TicketEvent } from '../queue/ticket.ts'
import type { TicketSource } from '../statistics/facts.ts'
import type { Span, TicketFacts } from '../statistics/figures.ts'

type Row = Selectable<Database['ticket_facts']>

/** All facts of an office's day, a visit's tickets one after the other. */
export async function factsOfDay(db: Db, officeId: number, date: LocalDate): Promise<TicketFacts[]> {
  return (await selectOfDay(db, { officeId, date })).rows.map(factsOf)
}

const selectOfDay = prepared((db, blank: Blanks<{ officeId: number; date: string }>) =>
  db
    .selectFrom('ticket_facts')
    .selectAll()
    .where('office_id', '=', blank('officeId'))
    .where('business_date', '=', blank('date'))
    .orderBy('visit_id')
    .orderBy('position'),
)

/** Where a page of facts begins: after this ticket of this day. */
export type FactsKey = { date: LocalDate; visitId: number; ticketId: number }

export type FactsQuestion = {
  officeId: number
  /** Days, both included. */
  from: LocalDate
  to: LocalDate
  /** Of one counter only; of all where null. */
  counterId: number | null
  after: FactsKey | null
  limit: number
}

/**
 * Facts of a span in the order of day and visit, a part at a time: `after` is the key of the last row of the
 * part before. What they tell of single visits is for the own office alone.
 */
export async function factsAfter(db: Db, question: FactsQuestion): Promise<TicketFacts[]> {
  const { officeId, from, to, counterId, after, limit } = question
  const rows = await db
    .selectFrom('ticket_facts')
    .selectAll()
    .$if(counterId !== null, query => query.where('counter_id', '=', counterId))
    .where('office_id', '=', officeId)
    .where('business_date', '>=', after?.date ?? from)
    .where('business_date', '<=', to)
    .$if(after !== null, query =>
      query.where(eb =>
        eb(
          eb.refTuple('business_date', 'visit_id', 'ticket_id'),
          '>',
          eb.tuple(after?.date ?? '', after?.visitId ?? 0, after?.ticketId ?? 0),
        ),
      ),
    )
    .orderBy('business_date')
    .orderBy('visit_id')
    .orderBy('ticket_id')
    .limit(limit)
    .execute()
  return rows.map(factsOf)
}

/** The key by which the next part goes on. */
export function keyOf({ businessDate, visitId, ticketId }: TicketFacts): FactsKey {
  return { date: businessDate, visitId, ticketId }
}

function factsOf(row: Row): TicketFacts {
  return {
    ticketId: row.ticket_id,
    visitId: row.visit_id,
    position: row.position,
    counterId: row.counter_id,
    businessDate: row.business_date,
    serviceIds: JSON.parse(row.services_json) as number[],
    kind: row.kind,
    isPriority: row.is_priority === 1,
    channel: row.channel,
    language: row.language,
    people: row.people,
    appointmentAt: row.appointment_at,
    checkedInAt: row.checked_in_at,
    firstCalledAt: row.first_called_at,
    servedCallAt: row.served_call_at,
    startedAt: row.started_at,
    serviceEndedAt: row.service_ended_at,
    servingMilliseconds: row.serving_milliseconds,
    servingSpans: JSON.parse(row.serving_spans_json) as Span[],
    deliveryCalledAt: row.delivery_called_at,
    collectedCallAt: row.collected_call_at,
    deliveredAt: row.delivered_at,
    leftAt: row.left_at,
    lastEventAt: row.last_event_at,
    calls: row.calls,
    windowId: row.window_id,
    outcome: row.outcome,
    purposeMet: row.purpose_met,
    isEndInferred: row.is_end_inferred === 1,
    isLateConverted: row.is_late_converted === 1,
    isFromPaper: row.is_from_paper === 1,
  }
}

/** The row of a ticket's facts as its events up to `sequence` told them. */
function factsRow(
  officeId: number,
  facts: TicketFacts,
  sequence: number,
): Insertable<Database['ticket_facts']> {
  return {
    ticket_id: facts.ticketId,
    office_id: officeId,
    visit_id: facts.visitId,
    position: facts.position,
    counter_id: facts.counterId,
    business_date: facts.businessDate,
    services_json: JSON.stringify(facts.serviceIds),
    kind: facts.kind,
    is_priority: facts.isPriority ? 1 : 0,
    channel: facts.channel,
    language: facts.language,
    people: facts.people,
    appointment_at: facts.appointmentAt,
    checked_in_at: facts.checkedInAt,
    first_called_at: facts.firstCalledAt,
    served_call_at: facts.servedCallAt,
    started_at: facts.startedAt,
    service_ended_at: facts.serviceEndedAt,
    serving_milliseconds: facts.servingMilliseconds,
    serving_spans_json: JSON.stringify(facts.servingSpans),
    delivery_called_at: facts.deliveryCalledAt,
    collected_call_at: facts.collectedCallAt,
    delivered_at: facts.deliveredAt,
    left_at: facts.leftAt,
    last_event_at: facts.lastEventAt,
    calls: facts.calls,
    window_id: facts.windowId,
    outcome: facts.outcome,
    purpose_met: facts.purposeMet,
    is_end_inferred: facts.isEndInferred ? 1 : 0,
    is_late_converted: facts.isLateConverted ? 1 : 0,
    is_from_paper: facts.isFromPaper ? 1 : 0,
    sequence,
  }
}

/** A ticket, and all that its facts are made of. */
export type Source = { ticket: TicketSource; sequence: number; events: TicketEvent[] }

/**
 * The tickets of a day at some counters whose facts are behind their events, or all of them. A voided ticket without facts
 * is among them each time.
 */
export async function idsBehind(
  db: Db,
  { counterIds, date, isEvery }: { counterIds: readonly number[]; date: LocalDate; isEvery: boolean },
): Promise<number[]> {
  const rows = await db
    .selectFrom('tickets as ticket')
    .leftJoin('ticket_facts as facts', 'facts.ticket_id', 'ticket.id')
    .select('ticket.id')
    .where('ticket.counter_id', 'in', counterIds)
    .where('ticket.business_date', '=', date)
    .$if(!isEvery, query =>
      query.where(eb =>
        eb.or([eb('facts.ticket_id', 'is', null), eb('facts.sequence', '!=', eb.ref('ticket.sequence'))]),
      ),
    )
    .orderBy('ticket.id')
    .execute()
  return rows.map(({ id }) => id)
}

/** What the facts of some tickets are made of. */
export async function sourcesOf(db: Db, ticketIds: readonly number[]): Promise<Source[]> {
  if (ticketIds.length === 0) return []
  const tickets = await db
    .selectFrom('tickets as ticket')
    .innerJoin('visits as visit', 'visit.id', 'ticket.visit_id')
    .select([
      'ticket.id',
      'ticket.visit_id',
      'ticket.position',
      'ticket.counter_id',
      'ticket.business_date',
      'ticket.kind',
      'ticket.is_priority',
      'ticket.appointment_at',
      'visit.people',
      'visit.language',
      'visit.channel',
    ])
    .where('ticket.id', 'in', ticketIds)
    .orderBy('ticket.id')
    .execute()
  const wished = await db
    .selectFrom('ticket_services')
    .select(['ticket_id', 'service_id'])
    .where('ticket_id', 'in', ticketIds)
    .where('is_wished', '=', 1)
    .orderBy('position')
    .execute()
  const events = await db
    .selectFrom('visit_events')
    .select([
      'ticket_id',
      'id',
      'sequence',
      'type',
      'occurred_at',
      'window_id',
      'payload_json',
      'supersedes_id',
    ])
    .where('ticket_id', 'in', ticketIds)
    .orderBy('ticket_id')
    .orderBy('sequence')
    .execute()

  const wishedOf = Map.groupBy(wished, row => row.ticket_id)
  const eventsOf = Map.groupBy(events, row => row.ticket_id)
  return tickets.map(row => {
    const told = (eventsOf.get(row.id) ?? []).map((event): TicketEvent => ({
      id: event.id,
      sequence: event.sequence,
      // no_show is the one type without a ticket.
      type: event.type as TicketEvent['type'],
      occurredAt: event.occurred_at,
      windowId: event.window_id,
      payload: JSON.parse(event.payload_json) as Payload,
      supersedesId: event.supersedes_id,
    }))
    return {
      ticket: {
        id: row.id,
        visitId: row.visit_id,
        position: row.position,
        counterId: row.counter_id,
        businessDate: row.business_date,
        kind: row.kind,
        isPriority: row.is_priority === 1,
        people: row.people,
        language: row.language,
        appointmentAt: row.appointment_at,
        channel: row.channel,
        wishedServices: (wishedOf.get(row.id) ?? []).map(({ service_id }) => service_id),
      },
      sequence: told.at(-1)?.sequence ?? 0,
      events: told,
    }
  })
}

/** The facts that are kept of some tickets. */
export async function factsOfTickets(db: Db, ticketIds: readonly number[]): Promise<TicketFacts[]> {
  if (ticketIds.length === 0) return []
  const rows = await db.selectFrom('ticket_facts').selectAll().where('ticket_id', 'in', ticketIds).execute()
  return rows.map(factsOf)
}

/** The day of the first ticket that any of some counters ever had. */
export async function firstTicketDate(db: Db, counterIds: readonly number[]): Promise<LocalDate | null> {
  let first: LocalDate | null = null
  for (const counterId of counterIds) {
    const row = await db
      .selectFrom('tickets')
      .select(eb => eb.fn.min('business_date').as('date'))
      .where('counter_id', '=', counterId)
      .executeTakeFirst()
    if (row?.date && (first === null || row.date < first)) first = row.date
  }
  return first
}

const rowsAtOnce = 50

/** Writes facts, unless newer ones are there: another server may know a later event. Answers how many it wrote. */
export async function saveFacts(
  db: Db,
  officeId: number,
  told: ReadonlyArray<{ facts: TicketFacts; sequence: number }>,
): Promise<number> {
  let written = 0
  for (let index = 0; index < told.length; index += rowsAtOnce) {
    const rows = told
      .slice(index, index + rowsAtOnce)
      .map(({ facts, sequence }) => factsRow(officeId, facts, sequence))
    const result = await db
      .insertInto('ticket_facts')
      .values(rows)
      .onConflict(conflict =>
        conflict
          .column('ticket_id')
          .doUpdateSet(eb => Object.fromEntries(changing.map(name => [name, eb.ref(`excluded.${name}`)])))
          .where('ticket_facts.sequence', '<=', eb => eb.ref('excluded.sequence')),
      )
      .executeTakeFirst()
    written += Number(result.numInsertedOrUpdatedRows ?? 0n)
  }
  return written
}

const changing = [
  ...['services_json', 'first_called_at', 'served_call_at', 'started_at', 'service_ended_at'],
  ...[
    'serving_milliseconds',
    'serving_spans_json',
    'delivery_called_at',
    'collected_call_at',
    'delivered_at',
    'left_at',
  ],
  ...['checked_in_at', 'last_event_at', 'calls', 'window_id', 'outcome', 'purpose_met', 'is_priority'],
  ...['is_end_inferred', 'is_late_converted', 'is_from_paper', 'sequence'],
] as Array<keyof Row>

/** Takes away the facts of tickets that were trials; answers how many there were. */
export async function deleteFacts(db: Db, ticketIds: readonly number[]): Promise<number> {
  if (ticketIds.length === 0) return 0
  const result = await db.deleteFrom('ticket_facts').where('ticket_id', 'in', ticketIds).executeTakeFirst()
  return Number(result.numDeletedRows)
}
