import { dateOf, type Instant } from '#src/clock.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Office } from '#src/offices/office.ts'
import type { Person } from '#src/people/person.ts'
import { figureTime, shortDate } from '../text/dates.ts'
import type { PlainStaffPage } from '../layout/staff-shell.tsx'

/** The counters somebody works at, in words. */
export function counterWords(
  { t, language }: PlainStaffPage,
  { officeId, counterIds }: Pick<Person, 'officeId' | 'counterIds'>,
  office: Office,
): string {
  if (officeId === null) return t.people.allOffices
  if (counterIds.length === 0) return t.people.allCounters
  return office.counters
    .filter(({ id }) => counterIds.includes(id))
    .map(({ name }) => textOf(name, language))
    .join(t.listComma)
}

/** Whether the one-time password is set up, and whether it ought to be. */
export function totpWords({ t }: PlainStaffPage, { hasTotp, role }: Person, office: Office): string {
  if (hasTotp) return t.people.totp.on
  return office.day.totpRoles.includes(role) ? t.people.totp.required : t.people.totp.off
}

/** The last day of signing in, with its year: who has not come for a year is one to look at. */
export function signInDay({ t, language }: PlainStaffPage, at: Instant | null, timeZone: string): string {
  if (at === null) return t.people.never
  const date = dateOf(at, timeZone)
  return language === 'ja'
    ? `${date.slice(0, 4)}年${shortDate(date, language)}`
    : `${shortDate(date, language)} ${date.slice(0, 4)}`
}

/** What the code for choosing a password is worth; null for whoever has a password or may not choose one. */
export function codeWords(
  { t, language }: PlainStaffPage,
  { state, codeExpiresAt }: Person,
  timeZone: string,
): string | null {
  if (state !== 'invited') return null
  return codeExpiresAt === null
    ? t.people.codeOver
    : t.people.codeUntil(dayAndTime(codeExpiresAt, timeZone, language))
}

/** A day and time near today: 12月4日（金）9:00. */
export function dayAndTime(at: Instant, timeZone: string, language: string): string {
  const space = language === 'ja' ? '' : ', '
  return `${shortDate(dateOf(at, timeZone), language)}${space}${figureTime(at, timeZone)}`
}
