import { instantOf } from '#src/clock.ts'
import type { EventType, Payload, TicketEvent } from '#src/queue/ticket.ts'
import { factsOf, type TicketSource } from '#src/statistics/facts.ts'
import type { FigureRules, TicketFacts } from '#src/statistics/figures.ts'

export const tokyo = 'Asia/Tokyo'
export const day = '2026-12-01'

export const rules: FigureRules = {
  ...{ timeZone: tokyo, lateGraceMinutes: 15, targetMinutes: 15, onTimeMinutes: 5 },
  asOf: at('17:00'),
}

/** `9:00`, `9:00:30` of the day, in the office's time. */
export function at(time: string, date = day): number {
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number)
  return instantOf(date, hour * 60 + minute, tokyo) + second * 1000
}

export type Told = [type: EventType, time: string, more?: { payload?: Payload; window?: number; of?: number }]

/** Events numbered from 1 in the order in which they are told, at window 7 unless they say otherwise. */
export function history(told: readonly Told[]): TicketEvent[] {
  return told.map(([type, time, { payload = {}, window, of = null } = {}], index) => ({
    ...{ id: index + 1, sequence: index + 1, type, occurredAt: at(time), payload, supersedesId: of },
    windowId: type === 'checked_in' ? null : (window ?? 7),
  }))
}

let tickets = 0

export function source(more: Partial<TicketSource> = {}): TicketSource {
  tickets += 1
  return {
    ...{ id: tickets, visitId: tickets, position: 0, counterId: 1, businessDate: day, kind: 'walk_in' },
    ...{ isPriority: false, people: 1, language: 'ja', appointmentAt: null, channel: 'kiosk' },
    wishedServices: [1],
    ...more,
  }
}

export function booked(time: string, more: Partial<TicketSource> = {}): Partial<TicketSource> {
  return { kind: 'booked', appointmentAt: at(time), channel: 'web', ...more }
}

/** The facts of a ticket that has some. */
export function factsFrom(told: readonly Told[], more: Partial<TicketSource> = {}): TicketFacts {
  const facts = factsOf(source(more), history(told), rules)
  if (!facts) throw new Error('a ticket without facts')
  return facts
}

/** Arrived, called, begun and ended at these times. */
export function served(
  [arrived, called, started, ended]: [string, string, string, string],
  more: Partial<TicketSource> = {},
  payload: Payload = {},
): TicketFacts {
  const end: Told = ['service_ended', ended, { payload: { outcome: 'served', ...payload } }]
  return factsFrom([['checked_in', arrived], ['called', called], ['service_started', started], end], more)
}

/** Arrived, and left without having been called. */
export function gone(arrived: string, left: string, more: Partial<TicketSource> = {}): TicketFacts {
  return factsFrom(
    [
      ['checked_in', arrived],
      ['left', left],
    ],
    more,
  )
}
