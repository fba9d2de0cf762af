import { type AuditDeed, auditDeeds } from '../audit/deed.ts'
import { addDays, dateOf, type Instant, instantOf, type LocalDate, parseDate } from '../clock.ts'
import type { Form } from '../http/forms.ts'
import type { Office } from '../offices/office.ts'
import { parseId } from '../queue/form.ts'
import type { LogFilter, LogKey } from './log.ts'

/** What was chosen on the page, as it was typed. */
export type LogChoice = { from: string; to: string; who: string; deed: string; appointment: string }

export type LogFault = { field: 'from' | 'to'; reason: 'not_a_date' | 'ends_before_start' }

const daysShown = 30

/** What is asked for; days left empty are the last thirty. What no page of ours sends counts as not chosen. */
export function parseLog(
  office: Pick<Office, 'timeZone'>,
  query: Form,
  now: Instant,
): { choice: LogChoice; filter: LogFilter; faults: LogFault[] } {
  const choice = choiceOf(query)
  const today = dateOf(now, office.timeZone)
  const typed = { from: dayOf(choice.from), to: dayOf(choice.to) }
  const toDate = typed.to ?? today
  const fromDate = typed.from ?? addDays(toDate, 1 - daysShown)
  const faults = (['from', 'to'] as const).flatMap((field): LogFault[] =>
    choice[field] !== '' && typed[field] === null ? [{ field, reason: 'not_a_date' }] : [],
  )
  if (faults.length === 0 && fromDate > toDate) faults.push({ field: 'to', reason: 'ends_before_start' })
  return {
    choice: { ...choice, from: choice.from || fromDate, to: choice.to || toDate },
    filter: {
      ...{ fromDate, toDate },
      from: instantOf(fromDate, 0, office.timeZone),
      before: instantOf(addDays(toDate, 1), 0, office.timeZone),
      actor: actorOf(choice.who),
      deed: auditDeeds.find((deed): deed is AuditDeed => deed === choice.deed) ?? null,
      appointmentId: parseId(choice.appointment),
    },
    faults,
  }
}

function choiceOf(query: Form): LogChoice {
  return {
    from: query.one('from').trim(),
    to: query.one('to').trim(),
    who: query.one('who'),
    deed: query.one('deed'),
    appointment: query.one('appointment'),
  }
}

function dayOf(typed: string): LocalDate | null {
  return parseDate(typed)
}

/** Besides accounts: residents, programs, what happens by itself, and logins that do not exist. */
const otherActors = ['web', 'api', 'system', 'staff:unknown'] as const

function actorOf(typed: string): string | null {
  const isKnown = /^staff:\d{1,15}$/.test(typed) || otherActors.some(actor => actor === typed)
  return isKnown ? typed : null
}

/** The key after which a page goes on, as its address has it. */
export function parseLogKey(typed: string): LogKey | null {
  const [, at, id] = /^(\d{1,15})-(\d{1,15})$/.exec(typed) ?? []
  return at === undefined || id === undefined ? null : { at: Number(at), id: Number(id) }
}
