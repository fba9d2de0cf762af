import type { Instant } from '../clock.ts'
import { type Role, roles, type StaffMember } from '../staff/staff-member.ts'

/** `invited`: a password has yet to be chosen, at first or again. */
export const personStates = ['invited', 'active', 'disabled'] as const
export type PersonState = (typeof personStates)[number]

/** What is done to an account on a page of its own, which says what it means before the button. */
export const personDeeds = ['disable', 'enable', 'new-password', 'sign-out', 'remove-totp'] as const
export type PersonDeed = (typeof personDeeds)[number]

/** Somebody's account as those who look after it see it. */
export type Person = {
  id: number
  /** Null: an administrator of all offices. */
  officeId: number | null
  login: string
  name: string
  role: Role
  /** None means all counters of the office. */
  counterIds: readonly number[]
  state: PersonState
  hasPassword: boolean
  hasTotp: boolean
  /** Whether an account of the city's directory opens this one. */
  isLinked: boolean
  /** The name in the directory whose first sign-in is waited for. */
  awaitedName: string | null
  /** Since when it is linked, or until when it waits. */
  directoryAt: Instant | null
  signedInAt: Instant | null
  sessionsOpen: number
  /** Until when the code for choosing a password is good; null without one. */
  codeExpiresAt: Instant | null
  version: number
}

/** Whether somebody's account is one of those that a staff member sees: of the same office, or any. */
export function isInReach(staff: Pick<StaffMember, 'officeId'>, person: Pick<Person, 'officeId'>): boolean {
  return staff.officeId === null || staff.officeId === person.officeId
}

export type PersonFilter = { typed: string; role: Role | null; state: PersonState | null }

/** Everyone whose name or login holds what was typed, in any width, case and spacing, by role and login. */
export function foundPeople(people: readonly Person[], { typed, role, state }: PersonFilter): Person[] {
  const sought = searchable(typed)
  return people
    .filter(person => role === null || person.role === role)
    .filter(person => state === null || person.state === state)
    .filter(({ name, login }) => searchable(name).includes(sought) || login.includes(sought))
    .toSorted((a, b) => order(a) - order(b) || a.login.localeCompare(b.login, 'en', { numeric: true }))
}

function searchable(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '')
}

/** Those who answer for the office first, those who have left last. */
function order({ role, state }: Person): number {
  return (state === 'disabled' ? roles.length : 0) - roles.indexOf(role)
}
