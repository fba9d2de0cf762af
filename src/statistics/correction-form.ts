import { isReadable, trimInvisible } from '../booking/details.ts'
import { addDays, type Instant, instantOf, type LocalDate, parseDate } from '../clock.ts'
import type { Form } from '../http/forms.ts'
import { everyService, type Office, servicesBySlug } from '../offices/office.ts'
import { parseId } from '../queue/form.ts'
import type { Purpose, Ticket } from '../queue/ticket.ts'
import { ticketNumbersMeant } from '../reception/day-booking.ts'
import type { Change } from './correction.ts'

const changes = ['time', 'outcome', 'trial'] as const
export type What = (typeof changes)[number]

/** What was typed, to be shown again. */
export type TypedCorrection = {
  what: What
  eventId: number | null
  time: string
  services: readonly string[]
  purposeMet: string
  reason: string
}

export type CorrectionField = 'time' | 'services' | 'purposeMet' | 'reason'

type Parsed = { ok: true; change: Change; reason: string } | { ok: false; fields: CorrectionField[] }

/** Which correction an address or form is about; null for none of ours. */
export function typedCorrection(form: Form): TypedCorrection | null {
  const what = changes.find(known => known === form.one('what'))
  if (!what) return null
  return {
    what,
    eventId: parseId(form.one('event')),
    time: form.one('time'),
    services: form.all('service'),
    purposeMet: form.one('purposeMet'),
    reason: form.one('reason'),
  }
}

/** What is to be corrected and why, or the fields that say nothing of use. */
export function parseCorrection(office: Office, ticket: Ticket, typed: TypedCorrection): Parsed {
  const change = changeOf(office, ticket, typed)
  const reason = parseReason(typed.reason)
  if (typeof change !== 'string' && reason !== null) return { ok: true, change, reason }
  return {
    ok: false,
    fields: [
      ...(typeof change === 'string' ? [change] : []),
      ...(reason === null ? ['reason' as const] : []),
    ],
  }
}

function changeOf(office: Office, ticket: Ticket, typed: TypedCorrection): Change | CorrectionField {
  if (typed.what === 'trial') return { what: 'trial' }
  if (typed.what === 'time') {
    const at = parseTime(office, ticket.businessDate, typed.time)
    return at === null ? 'time' : { what: 'time', eventId: typed.eventId ?? 0, at }
  }
  const services = servicesBySlug(office, typed.services.slice(0, 20), everyService(office))
  if (!services || services.length === 0) return 'services'
  const purposeMet = (['yes', 'partly', 'no'] as const).find(purpose => purpose === typed.purposeMet)
  if (!purposeMet && typed.purposeMet !== '') return 'purposeMet'
  const purpose: Purpose | null = purposeMet ?? null
  return { what: 'outcome', services: services.map(({ id }) => id), purposeMet: purpose }
}

/** When a time typed as `9:05` or `9:05:30` was on a business day: its small hours are those of the next morning. */
function parseTime(office: Office, date: LocalDate, typed: string): Instant | null {
  const plain = typed.slice(0, 100).normalize('NFKC').trim()
  const [, hour, minute, second = '0'] = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(plain) ?? []
  if (hour === undefined || minute === undefined) return null
  const minutes = Number(hour) * 60 + Number(minute)
  const day = minutes < office.day.dayTurnsMinute ? addDays(date, 1) : date
  return instantOf(day, minutes, office.timeZone) + Number(second) * 1000
}

const reasonLettersMin = 3
const reasonLettersMax = 200

function parseReason(typed: string): string | null {
  const reason = trimInvisible(typed.slice(0, 1000))
  const letters = Array.from(reason).length
  return letters >= reasonLettersMin && letters <= reasonLettersMax && isReadable(reason) ? reason : null
}

/** A ticket that is looked for: a day, and the numbers that may be meant by what was typed from the slip. */
export function parseTicketQuery(query: Form): { date: LocalDate | null; numbers: string[] } {
  const numbers = ticketNumbersMeant(query.one('number').slice(0, 100))
  return { date: parseDate(query.one('date')), numbers }
}
