import type { Db } from '#db/store.ts'
import { findAppointment } from '../booking/appointment-queries.ts'
import type { Instant } from '../clock.ts'
import { legsAhead } from '../day-list/queries.ts'
import {
  type Counter,
  counterById,
  isDiscreet,
  type Office,
  type Service,
  servicesByIds,
} from '../offices/office.ts'
import { businessDate, windowLabel } from '../queue/day.ts'
import { type Estimate, estimateFor } from '../queue/estimate.ts'
import { servicesOfTickets } from '../queue/service-queries.ts'
import { isToldNear } from '../near-turns/queries.ts'
import { waysToHolder } from '../near-turns/ways-to-holder.ts'
import { hasComeOn } from '../queue/ticket-queries.ts'
import { isOpen, type Ticket } from '../queue/ticket.ts'
import { findWindow } from '../windows/queries.ts'
import { ahead } from './issue-ticket.ts'

/** All that the holder of a number may know of it now. */
export type TicketView = {
  ticket: Ticket
  counter: Counter
  /** Where they are called or served, as it is called: `2-3`. */
  window: string | null
  /** How many will be called before. */
  ahead: number
  estimate: Estimate | null
  /** They wait at another counter than the one that they came to first. */
  hasComeOn: boolean
  /** Their turn has come near: they have been told, and stay so though others go before. */
  isNear: boolean
  /** Whether a message tells them that: no; an e-mail could; at an address typed here, or at that of the booking; LINE. */
  notice: 'none' | 'possible' | 'asked' | 'booked' | 'line'
  /** What they came for; none where that must not be seen on a screen. */
  services: Service[]
  /** Its day has ended. */
  isOver: boolean
  canLeave: boolean
  /** Every counter of a visit over several of them, in its order; none where there is one alone. */
  route: RouteLeg[]
  now: Instant
}

/** A counter of a visit: gone by, where it is now, or still to come. */
type RouteLeg = { counter: Counter; startsAt: Instant; state: 'done' | 'here' | 'ahead' }

export async function ticketView(db: Db, office: Office, ticket: Ticket, now: Instant): Promise<TicketView> {
  const counter = counterById(office, ticket.counterId)
  const today = businessDate(office, now)
  const isOver = ticket.businessDate !== today
  const isWaiting = ticket.state === 'waiting' && !isOver
  const place = isWaiting ? await ahead(db, office, ticket, now) : 0
  const isNear = isWaiting && (await isToldNear(db, ticket.id))
  const window = ticket.windowId === null ? null : await findWindow(db, ticket.windowId)
  return {
    ticket,
    counter,
    window: window && windowLabel(counter, window.number),
    ahead: place,
    // Whoever is next needs no figure.
    estimate: place > 0 ? await estimateFor(db, office, counter.id, place, now) : null,
    hasComeOn: isWaiting && (await hasComeOn(db, ticket)),
    isNear,
    notice: isWaiting && !isNear ? await noticeOf(db, office, ticket) : 'none',
    services: await namedServices(db, office, ticket, counter),
    isOver,
    canLeave: !isOver && mayLeave(ticket),
    route: await routeOf(db, office, ticket),
    now,
  }
}

async function routeOf(db: Db, office: Office, { appointmentId, legId, state }: Ticket): Promise<RouteLeg[]> {
  const appointment = appointmentId === null ? null : await findAppointment(db, office, appointmentId)
  if (!appointment || appointment.legs.length < 2) return []
  const ahead = (await legsAhead(db, [appointment.id])).get(appointment.id) ?? []
  return appointment.legs.map(({ id, counterId, startsAt }) => ({
    counter: counterById(office, counterId),
    startsAt,
    state: ahead.some(leg => leg.legId === id) ? 'ahead' : id === legId && isOpen(state) ? 'here' : 'done',
  }))
}

async function noticeOf(db: Db, office: Office, ticket: Ticket): Promise<TicketView['notice']> {
  const { line, mail } = await waysToHolder(db, office, ticket)
  if (mail) return mail.isOfBooking ? 'booked' : 'asked'
  if (line) return 'line'
  return office.notices.isNearMailed ? 'possible' : 'none'
}

/** The holder gives a number back by themselves only while nobody is busy with it. */
export function mayLeave({ state }: Pick<Ticket, 'state'>): boolean {
  return state === 'waiting' || state === 'parked'
}

async function namedServices(db: Db, office: Office, ticket: Ticket, counter: Counter): Promise<Service[]> {
  const wished = (await servicesOfTickets(db, [ticket.id])).get(ticket.id)?.wished ?? []
  const services = servicesByIds(office, wished)
  const isPrivate = counter.publicName.ja !== counter.name.ja
  return isPrivate || isDiscreet(services) ? [] : services
}
