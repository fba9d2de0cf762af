import type { Db, Store } from '#db/store.ts'
import { isOpen, ticketNumber } from '#src/queue/ticket.ts'
import { verifyQueue } from '#src/queue/verify.ts'

/** All that contradicts itself in the queues of a database: nothing where every promise is kept. */
export async function queueProblems(store: Store): Promise<string[]> {
  const { disagreements } = await verifyQueue(store)
  return [
    ...disagreements.map(({ subject, what }) => `${subject}: ${what}`),
    ...(await store.read(async db => [
      ...(await ticketProblems(db)),
      ...(await numberProblems(db)),
      ...(await eventProblems(db)),
    ])),
  ]
}

function twice<T>(rows: readonly T[], keyOf: (row: T) => unknown, says: string): string[] {
  return [...Map.groupBy(rows, keyOf)].flatMap(([key, same]) =>
    same.length > 1 ? [`${says}: ${String(key)}`] : [],
  )
}

/** Who is where: one person at a window, one place of a visit at a time. */
async function ticketProblems(db: Db): Promise<string[]> {
  const tickets = await db.selectFrom('tickets').selectAll().execute()
  const windows = new Map((await db.selectFrom('windows').selectAll().execute()).map(row => [row.id, row]))
  const visits = await db.selectFrom('visits').selectAll().execute()
  const atWindow = tickets.filter(({ state }) => state === 'called' || state === 'serving')
  const open = tickets.filter(({ state }) => isOpen(state))

  return [
    ...twice(atWindow, ticket => ticket.window_id, 'two tickets at one window'),
    ...twice(
      visits.filter(visit => visit.appointment_id !== null),
      visit => visit.appointment_id,
      'two visits of one appointment',
    ),
    ...twice(open, ticket => ticket.visit_id, 'two places of one visit'),
    ...tickets.flatMap(ticket => {
      const says = (isRight: boolean, what: string) => (isRight ? [] : [`ticket ${ticket.number}: ${what}`])
      const isAtWindow = atWindow.includes(ticket)
      return [
        ...says(isAtWindow === (ticket.window_id !== null), `${ticket.state} at ${ticket.window_id}`),
        ...says(
          !isAtWindow || windows.get(ticket.window_id ?? 0)?.counter_id === ticket.counter_id,
          'at a window of another counter',
        ),
        ...says(
          !isAtWindow || windows.get(ticket.window_id ?? 0)?.state === 'open',
          'at a window that is not open',
        ),
        ...says(
          isOpen(ticket.state) === (ticket.ended_at === null),
          `${ticket.state}, ended ${ticket.ended_at}`,
        ),
        ...says(
          ticket.state !== 'transferred' ||
            tickets.some(next => next.visit_id === ticket.visit_id && next.position > ticket.position),
          'transferred to nowhere',
        ),
      ]
    }),
  ]
}

/** Numbers from paper are chosen by people: `A-P05`, `P05`. */
function isFromPaper(number: string): boolean {
  return /(^|-)P\d{2}$/.test(number)
}

/** Numbers of a day are given once and without a gap, but for those from paper. */
async function numberProblems(db: Db): Promise<string[]> {
  const tickets = await db.selectFrom('tickets').selectAll().execute()
  const counters = await db.selectFrom('counters').select(['id', 'office_id', 'ticket_prefix']).execute()
  const series = await db.selectFrom('ticket_series').selectAll().execute()
  const standing = tickets.filter(({ state }) => state !== 'transferred' && state !== 'voided')
  const ofVisits = [
    ...new Map(standing.map(ticket => [`${ticket.visit_id} ${ticket.number}`, ticket])).values(),
  ]
  const first = tickets.filter(({ position }) => position === 0)
  const prefixOf = new Map(counters.map(counter => [counter.id, counter.ticket_prefix]))

  return [
    ...twice(
      ofVisits,
      ({ office_id, business_date, number }) => `${number} of ${business_date} in office ${office_id}`,
      'a number twice',
    ),
    ...series.flatMap(({ office_id, business_date, prefix, last_number }) => {
      const given = first.filter(
        ticket =>
          ticket.office_id === office_id &&
          ticket.business_date === business_date &&
          prefixOf.get(ticket.counter_id) === prefix &&
          !isFromPaper(ticket.number),
      )
      const numbers = new Set(given.map(ticket => ticket.number))
      const missing = Array.from({ length: last_number }, (_, index) =>
        ticketNumber(prefix, index + 1),
      ).filter(number => !numbers.has(number))
      return [
        ...missing.map(number => `${number} of ${business_date} was given to nobody`),
        ...(given.length > last_number ? [`${business_date} ${prefix}: a number beyond the last one`] : []),
      ]
    }),
  ]
}

/** The log: its times never go back, its windows are the counter's, and each deed has raised the version. */
async function eventProblems(db: Db): Promise<string[]> {
  const events = await db
    .selectFrom('visit_events as event')
    .innerJoin('tickets as ticket', 'ticket.id', 'event.ticket_id')
    .leftJoin('windows as window', 'window.id', 'event.window_id')
    .select([
      'event.id',
      'event.ticket_id',
      'event.type',
      'event.occurred_at',
      'event.recorded_at',
      'event.payload_json',
      'event.supersedes_id',
      'ticket.counter_id',
      'window.counter_id as window_counter_id',
    ])
    .orderBy('event.ticket_id')
    .orderBy('event.sequence')
    .execute()
  const ofWindows = await db
    .selectFrom('window_events as event')
    .innerJoin('windows as window', 'window.id', 'event.window_id')
    .select('window.counter_id')
    .execute()
  const versions = await db.selectFrom('queue_versions').selectAll().execute()
  const types = new Map(events.map(event => [event.id, event.type]))

  // Two events of one deed: handing in, and the end that a call infers.
  const deeds = events.filter(
    event =>
      event.type !== 'back_office_started' &&
      types.get(event.supersedes_id ?? 0) !== 'back_office_started' &&
      !event.payload_json.includes('isInferred'),
  )
  return [
    ...events.flatMap((event, index) => {
      const before = events[index - 1]
      const goesBack = before?.ticket_id === event.ticket_id && before.occurred_at > event.occurred_at
      const isElsewhere = event.window_counter_id !== null && event.window_counter_id !== event.counter_id
      return [
        ...(goesBack ? [`event ${event.id} happened before the one it follows`] : []),
        ...(event.recorded_at < event.occurred_at
          ? [`event ${event.id} was written before it happened`]
          : []),
        ...(isElsewhere ? [`event ${event.id} happened at a window of another counter`] : []),
      ]
    }),
    ...versions.flatMap(({ counter_id, version }) => {
      const needed = [...deeds, ...ofWindows].filter(event => event.counter_id === counter_id).length
      return version >= needed ? [] : [`counter ${counter_id}: version ${version} after ${needed} deeds`]
    }),
  ]
}
