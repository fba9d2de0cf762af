export const roles = ['reception', 'clerk', 'contractor', 'supervisor', 'administrator'] as const

export type Role = (typeof roles)[number]

/** Somebody who signs in. `officeId` null: an administrator of all offices; no `counterIds`: all counters. */
export type StaffMember = {
  id: number
  officeId: number | null
  login: string
  name: string
  role: Role
  /** What the event log says instead of who it was. */
  pseudonym: string
  counterIds: readonly number[]
}

/** Whether an office is theirs to see at all. */
export function worksIn(staff: Pick<StaffMember, 'officeId'>, officeId: number): boolean {
  return staff.officeId === null || staff.officeId === officeId
}

/** Whether they work at a counter: one of those given to them, or any of their office when none is. */
export function worksAt(staff: StaffMember, counter: { officeId: number; counterId: number }): boolean {
  if (!worksIn(staff, counter.officeId)) return false
  return staff.counterIds.length === 0 || staff.counterIds.includes(counter.counterId)
}

/** Contractors work with numbers: who it is that comes is not theirs to know. */
export function seesNames(staff: StaffMember): boolean {
  return staff.role !== 'contractor'
}

/** A login as it is stored: people type it in any width and case. */
export function loginOf(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase()
}

/** Whether it can be a login as it is stored: 2 to 40 letters and digits. */
export function isLogin(login: string): boolean {
  return /^[a-z0-9][a-z0-9._-]{1,39}$/.test(login)
}
