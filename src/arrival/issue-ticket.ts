import type { Db } from '#db/store.ts'
import { newToken, tokenHash } from '../access/token.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Intent, KeyReused } from '../intents/once.ts'
import { type Counter, counterById, type Office, type Service } from '../offices/office.ts'
import type { Actor } from '../queue/actor.ts'
import { inLine } from '../queue/call.ts'
import { businessDate } from '../queue/day.ts'
import { inTurn } from '../queue/in-turn.ts'
import { insertTicket } from '../queue/progress-queries.ts'
import { nextSerial } from '../queue/series-queries.ts'
import { findTicket } from '../queue/ticket-queries.ts'
import { paperNumber, type Ticket, ticketNumber } from '../queue/ticket.ts'
import { insertVisit, insertVisitToken } from '../visits/queries.ts'
import { isTakingTickets } from './arrival-rule.ts'

export type IssueRefusal =
  'no_service' | 'several_counters' | 'too_many_services' | 'people' | 'counter_closed'

export type Issued = {
  ok: true
  ticket: Ticket
  /** The only time it is known: what the slip's QR code leads to. */
  token: string
  ahead: number
  isNew: boolean
}
type Outcome = Issued | { ok: false; reason: IssueRefusal }
export type IssueOutcome = Outcome | KeyReused

export type WalkIn = {
  services: readonly Service[]
  people: number
  language: string
  isPriority: boolean
  channel: 'kiosk' | 'staff'
  actor: Actor
}

/** Gives somebody without a booking a place in line. Staff may do so after closing time, a kiosk may not. */
export async function issueTicket(
  deps: Deps,
  office: Office,
  walkIn: WalkIn,
  intent: Intent | null,
): Promise<IssueOutcome> {
  const counter = counterFor(office, walkIn)
  if (typeof counter === 'string') return { ok: false, reason: counter }
  const { services, channel } = walkIn
  if (channel === 'kiosk' && !isTakingTickets(office, counter, services, deps.clock.now()))
    return { ok: false, reason: 'counter_closed' }

  return inTurn<Outcome>(deps, [counter.id], intent, (db, now) => arrive(db, office, walkIn, now))
}

/** The counter that somebody without a booking comes to, or why they can have no ticket. */
export function counterFor(office: Office, { services, people }: WalkIn): Counter | IssueRefusal {
  const [first] = services
  if (!first) return 'no_service'
  if (services.some(service => service.counterId !== first.counterId)) return 'several_counters'
  if (services.length > office.rules.servicesMax) return 'too_many_services'
  if (!Number.isInteger(people) || people < 1 || people > office.rules.peopleMax) return 'people'
  return counterById(office, first.counterId)
}

/** A number that somebody was given on paper, and when. */
export type Paper = { serial: number; arrivedAt: Instant }

/** Begins the visit of somebody without a booking: in line from now on, or since the time on paper. */
export async function arrive(
  db: Db,
  office: Office,
  { services, people, language, isPriority, channel, actor }: WalkIn,
  now: Instant,
  paper: Paper | null = null,
): Promise<Issued> {
  const date = businessDate(office, now)
  const visitId = await insertVisit(db, {
    ...{ officeId: office.id, businessDate: date, people, channel, language },
    ...{ appointmentId: null, now },
  })
  const [service] = services
  if (visitId === null || !service) throw new Error('a visit without an appointment began twice')

  const arrival = { visitId, counterId: service.counterId, legId: null, appointmentAt: null, isPriority }
  const ticket = await joinLine(db, office, { ...arrival, services }, actor, now, paper)
  return issued(db, office, ticket, now, true)
}

type Arrival = Pick<Ticket, 'visitId' | 'counterId' | 'legId' | 'appointmentAt' | 'isPriority'> & {
  services: readonly Service[]
}

/** Puts a visit in line at a counter under the day's next number, or as it was put on paper before. */
export async function joinLine(
  db: Db,
  office: Office,
  { visitId, counterId, legId, appointmentAt, isPriority, services }: Arrival,
  actor: Actor,
  now: Instant,
  paper: Paper | null = null,
): Promise<Ticket> {
  const date = businessDate(office, now)
  const prefix = counterById(office, counterId).ticketPrefix
  const number = paper
    ? paperNumber(prefix, paper.serial)
    : ticketNumber(prefix, await nextSerial(db, { officeId: office.id, businessDate: date, prefix }))
  const arrivedAt = paper?.arrivedAt ?? now
  const id = await insertTicket(
    db,
    {
      ...{ officeId: office.id, visitId, position: 0, counterId, legId, businessDate: date, appointmentAt },
      number,
      kind: appointmentAt === null ? 'walk_in' : 'booked',
      isPriority: isPriority ? 1 : 0,
      checkedInAt: arrivedAt,
      inLineSince: arrivedAt,
    },
    services.map(service => service.id),
    actor,
    now,
  )
  const ticket = await findTicket(db, id)
  if (!ticket) throw new Error('a ticket just issued is not there')
  return ticket
}

/** The answer to an arrival: the ticket with a new link to it and how many are ahead. */
export async function issued(
  db: Db,
  office: Office,
  ticket: Ticket,
  now: Instant,
  isNew: boolean,
): Promise<Issued> {
  const token = newToken()
  const { visitId } = ticket
  await insertVisitToken(db, { tokenHash: tokenHash(token), officeId: office.id, visitId, now })
  return { ok: true, ticket, token, ahead: await ahead(db, office, ticket, now), isNew }
}

/** How many will be called before somebody who waits, as things are now; 0 for everybody else. */
export async function ahead(db: Db, office: Office, ticket: Ticket, now: Instant): Promise<number> {
  if (ticket.state !== 'waiting') return 0
  const line = await inLine(db, office, ticket.counterId, now)
  return Math.max(
    0,
    line.findIndex(({ id }) => id === ticket.id),
  )
}
