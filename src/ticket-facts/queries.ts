import type { Insertable, Selectable } from 'kysely'
import type { Database } from '#db/schema.ts'
import { type Blanks, prepared } from '#db/prepared.ts'
import type { Db } from '#db/store.ts'
import type { LocalDate } from '../clock.ts'
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
export function factsRow(
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
