import { z } from '@hono/zod-openapi'
import { displayReference } from '../access/token.ts'
import { type Instant, isoOf } from '../clock.ts'
import { counterById, type Office, servicesByIds } from '../offices/office.ts'
import type { Window } from '../windows/window.ts'
import { windowLabel } from './day.ts'
import type { DueBooking } from '../day-list/queries.ts'
import type { QueueShown } from './queue-view.ts'
import type { Ticket } from './ticket.ts'

/** An instant in an answer. */
export const instantText = z.string().openapi({ example: '2026-12-01T09:12:00+09:00' })

export const ticketStates = [
  'waiting',
  'called',
  'serving',
  'parked',
  'handed_in',
  'served',
  'no_show',
  'left',
  'transferred',
  'voided',
] as const satisfies ReadonlyArray<Ticket['state']>

export const numberText = z.string().openapi({ description: 'As it is called.', example: 'A-012' })
export const counterSlug = z
  .string()
  .openapi({ description: 'The `id` of a counter as open data gives it.', example: 'ido' })
export const stageNumber = z
  .int()
  .openapi({ description: '1: to hand in; 2: to collect, after a second call.', example: 1 })
export const estimateSchema = z
  .object({ fromMinutes: z.int().openapi({ example: 10 }), toMinutes: z.int().openapi({ example: 25 }) })
  .nullable()
  .openapi({
    description: 'Minutes until the call, right four times in five; null where nothing can be said.',
  })
export const label = z.string().openapi({ description: 'As it is called: `2-3` or `7`.', example: '2-3' })
const serviceSlugs = z.array(z.string()).openapi({ example: ['tennyu'] })

/** A ticket as staff see it: nothing in it says who somebody is. */
export const ticketSchema = z
  .object({
    id: z.int().openapi({ description: 'One leg of a visit; a transfer opens another one.', example: 12 }),
    number: numberText,
    counter: counterSlug,
    state: z.enum(ticketStates),
    stage: stageNumber,
    kind: z.enum(['booked', 'walk_in']),
    isPriority: z.boolean(),
    people: z.int().openapi({ example: 1 }),
    language: z.string().openapi({ example: 'ja' }),
    services: serviceSlugs.openapi({ description: 'What they came for.' }),
    appointmentAt: instantText.nullable(),
    checkedInAt: instantText,
    window: label.nullable().openapi({ description: 'Where it is called to or served; else null.' }),
    calls: z.int().openapi({ description: 'How often it was called.', example: 1 }),
    sequence: z.int().openapi({
      description: 'Rises with every deed: send it back to have a deed of somebody else in between refused.',
      example: 2,
    }),
  })
  .openapi('StaffTicket')

const windowSchema = z
  .object({
    id: z.int().openapi({ example: 3 }),
    number: z.int().openapi({ example: 3 }),
    label,
    state: z.enum(['closed', 'open', 'paused']),
    open: z.boolean(),
    ticket: numberText.nullable().openapi({ description: 'Who is called or served there.' }),
  })
  .openapi('Window')

/** The answer to what is done with a window. */
export const windowAnswerSchema = z
  .object({ window: windowSchema, ticket: ticketSchema.nullable() })
  .openapi('WindowAnswer')

/** The answer to an alarm. */
export const alarmAnswerSchema = z.object({ window: windowSchema, on: z.boolean() }).openapi('AlarmAnswer')

/** A counter's day for its staff. */
export const counterQueueSchema = z
  .object({
    counter: counterSlug,
    version: z.int().openapi({ description: 'Rises with every deed at this counter.', example: 41 }),
    windows: z.array(windowSchema),
    tickets: z.array(ticketSchema).openapi({
      description: 'All of today; first those who wait, in the order in which they will be called.',
    }),
    appointments: z.array(
      z.object({
        reference: z.string().nullable().openapi({ description: 'Null for contractors.' }),
        startsAt: instantText,
        minutes: z.int().openapi({ example: 30 }),
        people: z.int().openapi({ example: 1 }),
        language: z.string().openapi({ example: 'ja' }),
        services: serviceSlugs,
        name: z.string().nullable().openapi({ description: 'Null for contractors.' }),
        needs: z.array(z.string()).openapi({ example: ['wheelchair'] }),
        ticket: numberText.nullable().openapi({ description: 'Null until they check in.' }),
      }),
    ),
    alarms: z
      .array(z.object({ window: label, counter: counterSlug, raisedAt: instantText }))
      .openapi({ description: 'Calls for help from any window of the office.' }),
  })
  .openapi('CounterQueue')

type TicketJson = z.infer<typeof ticketSchema>
type WindowJson = z.infer<typeof windowSchema>

/** A ticket in the shape of the contract. */
export function ticketJson(
  office: Office,
  ticket: Ticket,
  { services, window }: { services: readonly number[]; window: string | null },
): TicketJson {
  const iso = (at: Instant) => isoOf(at, office.timeZone)
  return {
    id: ticket.id,
    number: ticket.number,
    counter: counterById(office, ticket.counterId).slug,
    state: ticket.state,
    stage: ticket.stage,
    kind: ticket.kind,
    isPriority: ticket.isPriority,
    people: ticket.people,
    language: ticket.language,
    services: slugsOf(office, services),
    appointmentAt: ticket.appointmentAt === null ? null : iso(ticket.appointmentAt),
    checkedInAt: iso(ticket.checkedInAt),
    window,
    calls: ticket.calls,
    sequence: ticket.sequence,
  }
}

/** A window in the shape of the contract, with the number of who is there. */
export function windowJson(
  office: Office,
  { id, counterId, number, state }: Window,
  ticket: string | null,
): WindowJson {
  const shown = windowLabel(counterById(office, counterId), number)
  return { id, number, label: shown, state, open: state === 'open', ticket }
}

/** A counter's day in the shape of the contract. */
export function counterQueueJson(
  office: Office,
  view: QueueShown,
  seesNames: boolean,
): z.infer<typeof counterQueueSchema> {
  const atWindows = view.windows.flatMap(({ line }) => line ?? [])
  const lines = [
    ...view.waiting,
    ...atWindows,
    ...view.parked,
    ...view.handedIn,
    ...view.absent,
    ...view.ended,
  ]
  return {
    counter: counterById(office, view.counterId).slug,
    version: view.version,
    windows: view.windows.map(window => windowJson(office, window, window.line?.number ?? null)),
    tickets: lines.map(line =>
      ticketJson(office, line, { services: line.services.map(({ id }) => id), window: line.windowLabel }),
    ),
    appointments: view.bookings.map(booking => bookingJson(office, booking, seesNames)),
    alarms: view.alarms.map(alarm => ({
      window: alarm.label,
      counter: counterById(office, alarm.counterId).slug,
      raisedAt: isoOf(alarm.raisedAt, office.timeZone),
    })),
  }
}

function bookingJson(office: Office, booking: DueBooking, seesNames: boolean) {
  return {
    reference: seesNames ? displayReference(booking.reference) : null,
    startsAt: isoOf(booking.startsAt, office.timeZone),
    minutes: booking.minutes,
    people: booking.people,
    language: booking.language,
    services: slugsOf(office, booking.services),
    name: seesNames ? booking.name : null,
    needs: [...booking.needs],
    ticket: booking.ticketNumber,
  }
}

function slugsOf(office: Office, ids: readonly number[]): string[] {
  return servicesByIds(office, ids).map(({ slug }) => slug)
}
