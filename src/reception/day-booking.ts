import type { Instant } from '../clock.ts'
import { searchKey } from '../offices/search.ts'
import { paperNumber, paperSerialMax, ticketNumber, type TicketState } from '../queue/ticket.ts'
import { usualForms } from './name-variants.ts'

/** What reception sees of a booking's visit at a glance. */
export type VisitState = 'expected' | 'absent' | 'arrived' | 'called' | 'serving' | 'served' | 'left'

/** A booking of today as the staff at the entrance see it. */
export type DayBooking = {
  appointmentId: number
  reference: string
  counterId: number
  startsAt: Instant
  people: number
  language: string
  /** Empty for those who see no names. */
  name: string
  hasNeeds: boolean
  ticketId: number | null
  ticketNumber: string | null
  state: VisitState
}

const states: Record<TicketState, VisitState> = {
  waiting: 'arrived',
  called: 'called',
  serving: 'serving',
  parked: 'serving',
  handed_in: 'serving',
  served: 'served',
  no_show: 'left',
  left: 'left',
  transferred: 'serving',
  voided: 'expected',
}

/** How far a booking's visit has come; nobody there some minutes after its time is told as absent. */
export function visitState(
  { ticket, startsAt }: { ticket: TicketState | null; startsAt: Instant },
  now: Instant,
  noShowAfterMinutes: number,
): VisitState {
  const state = ticket === null ? 'expected' : states[ticket]
  return state === 'expected' && now > startsAt + noShowAfterMinutes * 60_000 ? 'absent' : state
}

/** Whether somebody may still be checked in for it. */
export function isAwaited({ state }: Pick<DayBooking, 'state'>): boolean {
  return state === 'expected' || state === 'absent'
}

/**
 * Whether a name holds what was typed. Both are compared by a key derived from them: width, case, the two kana, forms
 * of one letter and spaces do not matter. The name itself stays as it was typed.
 */
export function isNamed(name: string, typed: string): boolean {
  const key = nameKey(typed)
  return key !== '' && nameKey(name).includes(key)
}

function nameKey(text: string): string {
  return usualForms(searchKey(text)).replaceAll(' ', '')
}

/**
 * The ticket numbers that may be meant by what somebody typed in any width and case, with or without its dash and
 * zeros: a12, Ａ－０１２. `p5` is number 5 of the letter P as well as one from paper without a letter.
 */
export function ticketNumbersMeant(typed: string): string[] {
  const plain = plainNumber(typed)
  const [, letters, digits] = /^([A-Z]{0,4})(\d{1,4})$/.exec(plain) ?? []
  if (letters === undefined || digits === undefined) return []
  const serial = Number(digits)
  const isPaper = letters.endsWith('P') && serial <= paperSerialMax
  return [ticketNumber(letters, serial), ...(isPaper ? [paperNumber(letters.slice(0, -1), serial)] : [])]
}

/** A number as it is compared: narrow capitals, without spaces and dashes of any kind. */
export function plainNumber(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐‑‒–—―−ー]/g, '')
}
