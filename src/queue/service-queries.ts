import type { Db } from '#db/store.ts'

export type TicketServices = { wished: number[]; done: number[] }

/** Services wished for and done, by ticket. */
export async function servicesOfTickets(
  db: Db,
  ticketIds: readonly number[],
): Promise<Map<number, TicketServices>> {
  const rows =
    ticketIds.length === 0
      ? []
      : await db
          .selectFrom('ticket_services')
          .select(['ticket_id', 'service_id', 'is_wished', 'is_done'])
          .where('ticket_id', 'in', ticketIds)
          .orderBy('position')
          .execute()
  const found = new Map<number, TicketServices>()
  for (const row of rows) {
    const services = found.get(row.ticket_id) ?? { wished: [], done: [] }
    if (row.is_wished) services.wished.push(row.service_id)
    if (row.is_done) services.done.push(row.service_id)
    found.set(row.ticket_id, services)
  }
  return found
}
