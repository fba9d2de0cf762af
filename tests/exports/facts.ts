import type { TicketFacts } from '#src/statistics/figures.ts'
import { saveFacts } from '#src/ticket-facts/queries.ts'
import { counterOf } from '../support/queue.ts'
import { instant, type Ward } from '../support/ward.ts'

type Planted = Partial<TicketFacts> & { counter?: string }

/** Facts of a walk-in who took a ticket at nine, waited ten minutes and was served for fourteen. */
export function factsOf(
  ward: Ward,
  ticketId: number,
  { counter = 'ido', ...more }: Planted = {},
): TicketFacts {
  const businessDate = more.businessDate ?? '2026-11-02'
  const at = (time: string) => instant(`${businessDate}T${time}`)
  const place = counterOf(ward, counter)
  return {
    ticketId,
    visitId: ticketId,
    position: 0,
    counterId: place.id,
    businessDate,
    serviceIds: ward.office.services
      .filter(({ counterId }) => counterId === place.id)
      .slice(0, 1)
      .map(({ id }) => id),
    kind: 'walk_in',
    isPriority: false,
    channel: 'kiosk',
    language: 'ja',
    people: 1,
    appointmentAt: null,
    checkedInAt: at('09:00'),
    firstCalledAt: at('09:10'),
    servedCallAt: at('09:10'),
    startedAt: at('09:11'),
    serviceEndedAt: at('09:25'),
    servingMilliseconds: 14 * 60_000,
    servingSpans: [{ from: at('09:11'), to: at('09:25') }],
    deliveryCalledAt: null,
    collectedCallAt: null,
    deliveredAt: null,
    leftAt: null,
    lastEventAt: at('09:25'),
    calls: 1,
    windowId: null,
    outcome: 'served',
    purposeMet: null,
    isEndInferred: false,
    isLateConverted: false,
    isFromPaper: false,
    ...more,
  }
}

/** Writes facts as if their tickets had been; a visit and a ticket are made for each. */
export async function plantFacts(ward: Ward, facts: readonly TicketFacts[]): Promise<void> {
  const office_id = ward.office.id
  for (let start = 0; start < facts.length; start += 100)
    await ward.deps.store.write(async db => {
      const part = facts.slice(start, start + 100)
      for (const ticket of part) {
        const { visitId, ticketId, businessDate, checkedInAt } = ticket
        const visit = { id: visitId, office_id, visit_key: `v${visitId}`, business_date: businessDate }
        const { people, channel, language } = ticket
        await db
          .insertInto('visits')
          .values({ ...visit, people, channel, language, appointment_id: null, created_at: checkedInAt })
          .onConflict(conflict => conflict.doNothing())
          .execute()
        await db
          .insertInto('tickets')
          .values({
            ...{ id: ticketId, office_id, visit_id: visitId, counter_id: ticket.counterId },
            ...{ position: ticket.position, leg_id: null, business_date: businessDate },
            ...{ number: `P-${ticketId}`, kind: ticket.kind, is_priority: ticket.isPriority ? 1 : 0 },
            ...{ appointment_at: ticket.appointmentAt, checked_in_at: checkedInAt },
            ...{ in_line_since_at: checkedInAt, state: 'served', stage: 1, window_id: null, calls: 1 },
            ...{ first_called_at: null, last_called_at: null, serving_since_at: null },
            ...{ ended_at: ticket.lastEventAt, sequence: 1 },
          })
          .execute()
      }
      const told = part.map(ticket => ({ facts: ticket, sequence: 1 }))
      await saveFacts(db, office_id, told)
    })
}
