import { type Instant, instantOf, type LocalDate } from '../clock.ts'
import type { Course as ServiceCourse, Visitor } from '../demo/day.ts'
import { createRandom, type Random } from '../demo/random.ts'
import type { Counter, Office } from '../offices/office.ts'
import { callingOrder, isDue } from '../queue/calling-order.ts'
import type { Payload } from '../queue/ticket.ts'
import { type Agenda, type Bell, createAgenda } from './agenda.ts'
import type { By, Ids, PastDay, PastTicket } from './past-day.ts'
import type { OpenCounter } from './plan.ts'
import { happen, takeBack, untouched } from './ticket-log.ts'

/** Somebody with a ticket, on the way from the door to the end of their visit. */
export type Guest = {
  ticket: PastTicket
  serviceMinutes: number
  course: ServiceCourse
  /** Services still to be done, by id. */
  services: readonly number[]
  purposeMet: Visitor['purposeMet']
  absence: Visitor['absence']
  isCalled: boolean
  /** Has lost patience and said nothing. */
  isGone: boolean
}

export type Errand = { deed: 'collect' | 'resume' | 'call-back'; guest: Guest }

/** What is before the windows of a counter. */
export type Line = {
  counter: Counter
  closesMinute: number
  eveningUntil: number | null
  waiting: Guest[]
  errands: Errand[]
  /** Those who fill in a form or wait for papers, and come back to a window. */
  between: number
  /** Whether each of the last calls was of somebody with a booking who was due. */
  recent: boolean[]
  bell: Bell
}

/** The building on one day: what everybody in it sees and shares. */
export type Hall = {
  office: Office
  agenda: Agenda
  random: Random
  ids: Ids
  day: PastDay
  lines: Map<number, Line>
  /** The instant of a minute of the day. */
  at: (minute: number) => Instant
}

export function createHall(
  office: Office,
  {
    date,
    seed,
    ids,
    counters,
  }: { date: LocalDate; seed: number; ids: Ids; counters: readonly OpenCounter[] },
): Hall {
  const midnight = instantOf(date, 0, office.timeZone)
  const lines = counters.map(({ counter, closesMinute, eveningUntil }) => {
    const line: Line = {
      ...{ counter, closesMinute, eveningUntil, between: 0 },
      ...{ waiting: [], errands: [], recent: [], bell: [] },
    }
    return [counter.id, line] as const
  })
  return {
    office,
    ids,
    agenda: createAgenda(midnight),
    random: createRandom(seed, 'hall'),
    lines: new Map(lines),
    at: minute => midnight + Math.round(minute * 60_000),
    day: {
      ...{ date, bookings: [], visits: [], tickets: [], windowEvents: [] },
      ...{ series: new Map(), changes: new Map() },
    },
  }
}

type NewTicket = Pick<
  PastTicket,
  | 'visitId'
  | 'position'
  | 'counterId'
  | 'legId'
  | 'number'
  | 'isPriority'
  | 'appointmentAt'
  | 'inLineSince'
  | 'wished'
>

/** A ticket with its arrival. */
export function openTicket(hall: Hall, opened: NewTicket, by: By): PastTicket {
  const { ids, day, agenda, office } = hall
  ids.ticket += 1
  const kind = opened.appointmentAt === null ? 'walk_in' : 'booked'
  const ticket: PastTicket = {
    ...{ ...untouched, ...opened, id: ids.ticket, officeId: office.id, businessDate: day.date, kind },
    ...{ checkedInAt: agenda.now(), events: [] },
  }
  day.tickets.push(ticket)
  const payload = { number: ticket.number, services: ticket.wished }
  note(hall, ticket, { type: 'checked_in', payload, by })
  return ticket
}

/** Something happens to a ticket now. */
export function note(
  hall: Hall,
  ticket: PastTicket,
  happening: { type: Parameters<typeof happen>[2]['type']; windowId?: number; payload?: Payload; by: By },
): void {
  happen(hall.ids, ticket, { ...happening, at: hall.agenda.now() })
  countChange(hall, ticket.counterId)
}

/** What somebody has just pressed is taken back. */
export function undo(hall: Hall, ticket: PastTicket, by: By): void {
  takeBack(hall.ids, ticket, by, hall.agenda.now())
  countChange(hall, ticket.counterId)
}

export function countChange({ day }: Hall, counterId: number): void {
  day.changes.set(counterId, (day.changes.get(counterId) ?? 0) + 1)
}

/** Puts somebody in line and wakes the windows. */
export function join(hall: Hall, line: Line, guest: Guest): void {
  line.waiting.push(guest)
  hall.agenda.ring(line.bell)
}

export function addErrand(hall: Hall, line: Line, errand: Errand): void {
  line.errands.push(errand)
  hall.agenda.ring(line.bell)
}

/** Takes whoever is next out of the line, by the office's rule. */
export function takeNext({ office, agenda }: Hall, line: Line): Guest | null {
  if (line.waiting.length === 0) return null
  const rule = office.day.calling
  const now = agenda.now()
  const tickets = line.waiting.map(({ ticket }) => ticket)
  const [first] = callingOrder(tickets, now, rule, line.recent)
  const index = tickets.indexOf(first as PastTicket)
  const [guest] = line.waiting.splice(index, 1)
  if (!guest) return null
  if (!(rule.isPriorityFirst && guest.ticket.isPriority))
    line.recent = [...line.recent, isDue(guest.ticket, now, rule)].slice(
      -rule.ratio.booked - rule.ratio.walkIn,
    )
  return guest
}

export function leaveLine(line: Line, guest: Guest): void {
  line.waiting = line.waiting.filter(other => other !== guest)
}
