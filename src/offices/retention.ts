import type { Instant, LocalDate } from '../clock.ts'
import { addDays, dateOf, instantOf } from '../clock.ts'

/** What is known of people, by how long it is of use: one number of days each, chosen by the office. */
export const dataClasses = ['bookings', 'mails', 'contacts', 'opinions', 'comments'] as const
export type DataClass = (typeof dataClasses)[number]

export type RetentionDays = Record<DataClass, number>

export type Retention = {
  days: RetentionDays
  /** Of the audit, which is no kind of data about residents: it tells who has seen them. */
  auditDays: number
  /** An office that has kept everything until now says first that it may go. */
  isErasing: boolean
}

/** What an office begins with, and between what it may choose; the texts say why. */
export const retentionLimits: Record<DataClass, { usual: number; min: number; max: number }> = {
  bookings: { usual: 30, min: 1, max: 365 },
  mails: { usual: 7, min: 1, max: 30 },
  contacts: { usual: 90, min: 7, max: 365 },
  opinions: { usual: 1095, min: 365, max: 3650 },
  comments: { usual: 1095, min: 90, max: 3650 },
}

export const usualRetention: RetentionDays = {
  bookings: retentionLimits.bookings.usual,
  mails: retentionLimits.mails.usual,
  contacts: retentionLimits.contacts.usual,
  opinions: retentionLimits.opinions.usual,
  comments: retentionLimits.comments.usual,
}

/** Three years are usual; what was done in a fiscal year is asked for in the year after it. */
export const auditLimits = { usual: 1095, min: 365, max: 3650 }

export function isAllowedAuditDays(days: number): boolean {
  return Number.isInteger(days) && days >= auditLimits.min && days <= auditLimits.max
}

/** Whether an office may keep a kind of data for so many days. */
export function isAllowedDays(dataClass: DataClass, days: number): boolean {
  const { min, max } = retentionLimits[dataClass]
  return Number.isInteger(days) && days >= min && days <= max
}

type Calendar = { timeZone: string; day: { dayTurnsMinute: number } }

/** The day that is going on: a night before the day turns belongs to the day before. */
export function retentionDate({ timeZone, day }: Calendar, now: Instant): LocalDate {
  return dateOf(now - day.dayTurnsMinute * 60_000, timeZone)
}

/** What is older than this has been kept for all of its days: the visit's own day never counts as one. */
export function keptSince(office: Calendar, days: number, now: Instant): Instant {
  return instantOf(addDays(retentionDate(office, now), -days), office.day.dayTurnsMinute, office.timeZone)
}
