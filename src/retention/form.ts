import { parseReference } from '../access/token.ts'
import { parseEmail, parsePhone } from '../booking/details.ts'
import type { Form } from '../http/forms.ts'
import {
  type DataClass,
  dataClasses,
  isAllowedAuditDays,
  isAllowedDays,
  type RetentionDays,
} from '../offices/retention.ts'
import { parseId } from '../queue/form.ts'
import { type ErasureReason, erasureReasons } from './due.ts'
import type { Chosen, Sought } from './held.ts'

/** Days as they were typed. */
export type TypedDays = Record<DataClass, string>

export function typedDays(form: Form): TypedDays {
  const typed = (dataClass: DataClass) => form.one(dataClass).normalize('NFKC').trim()
  return {
    bookings: typed('bookings'),
    mails: typed('mails'),
    contacts: typed('contacts'),
    opinions: typed('opinions'),
    comments: typed('comments'),
  }
}

type ParsedDays = { ok: true; days: RetentionDays } | { ok: false; wrong: DataClass[] }

/** Whole days within what is allowed of each kind, or which are not. */
export function parseDays(typed: TypedDays): ParsedDays {
  const days = { bookings: 0, mails: 0, contacts: 0, opinions: 0, comments: 0 }
  for (const dataClass of dataClasses)
    days[dataClass] = /^\d{1,5}$/.test(typed[dataClass]) ? Number(typed[dataClass]) : Number.NaN
  const wrong = dataClasses.filter(dataClass => !isAllowedDays(dataClass, days[dataClass]))
  return wrong.length === 0 ? { ok: true, days } : { ok: false, wrong }
}

/** Days of the audit as they were typed; null when they are none, or more or less than is allowed. */
export function parseAuditDays(typed: string): number | null {
  const days = /^\d{1,5}$/.test(typed) ? Number(typed) : Number.NaN
  return isAllowedAuditDays(days) ? days : null
}

/** What somebody is looked for by: reference, e-mail address, telephone number or ID on LINE; null when it is none. */
export function parseSought(typed: string): Sought | null {
  const text = typed.slice(0, 500)
  if (text.includes('@') || text.includes('＠')) {
    const email = parseEmail(text)
    return typeof email === 'string' ? { by: 'email', value: email } : null
  }
  const line = /^U[0-9a-f]{32}$/i.exec(text.normalize('NFKC').trim())
  if (line) return { by: 'line', value: `U${line[0].slice(1).toLowerCase()}` }
  const reference = parseReference(text)
  if (reference) return { by: 'reference', value: reference }
  const phone = parsePhone(text)
  return typeof phone === 'string' ? { by: 'phone', value: phone } : null
}

/** Which of what was found is this person's. */
export function parseChosen(form: Form): Chosen {
  const ids = (name: string) => form.all(name).flatMap(value => parseId(value) ?? [])
  return {
    ...{ appointmentIds: ids('bookings'), opinionIds: ids('opinions') },
    ...{ entryIds: ids('waits'), lineUserIds: ids('lineUsers') },
  }
}

export function parseReason(form: Form): ErasureReason | null {
  return erasureReasons.find(reason => reason === form.one('why')) ?? null
}
