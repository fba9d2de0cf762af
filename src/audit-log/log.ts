import type { AuditDeed } from '../audit/deed.ts'
import type { Instant, LocalDate } from '../clock.ts'

/** A row of the audit as it is read. */
export type LogRow = {
  id: number
  at: Instant
  /** `staff:` and the account's id, `staff:unknown`, `web`, `api` or `system`. */
  actor: string
  role: string | null
  deed: string
  appointmentId: number | null
  /** Null for no appointment, and for one that is no more. */
  reference: string | null
  counterId: number | null
  details: Record<string, unknown>
}

/** Which rows are asked for: of some days, and of everybody and everything unless it says otherwise. */
export type LogFilter = {
  /** Both included. */
  fromDate: LocalDate
  toDate: LocalDate
  from: Instant
  before: Instant
  actor: string | null
  deed: AuditDeed | null
  appointmentId: number | null
}

/** Where a page of the log ends: the next one goes on before it. */
export type LogKey = { at: Instant; id: number }

export function keyOf({ at, id }: LogRow): LogKey {
  return { at, id }
}

/** Whose bookings a list showed. */
export function listedIn({ details }: Pick<LogRow, 'details'>): number[] {
  const { appointments } = details
  return Array.isArray(appointments) ? appointments.filter(id => typeof id === 'number') : []
}

export function isAskedFor(row: LogRow, { actor, deed }: Pick<LogFilter, 'actor' | 'deed'>): boolean {
  return (actor === null || row.actor === actor) && (deed === null || row.deed === deed)
}

/** The account of an actor; null where nobody of the staff, or nobody known, acted. */
export function staffIdOf(actor: string): number | null {
  const [, id] = /^staff:(\d{1,15})$/.exec(actor) ?? []
  return id === undefined ? null : Number(id)
}
