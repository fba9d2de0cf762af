import type { Role } from '../staff/staff-member.ts'
import { isReadable, trimInvisible } from './details.ts'

export type OverbookRefusal = 'overbook_not_allowed' | 'overbook_reason'

const mayOverbookRoles: readonly Role[] = ['reception', 'supervisor', 'administrator']
const reasonLettersMin = 3
const reasonLettersMax = 200

/** Whether somebody may book above all windows. */
export function mayOverbook({ role }: { role: Role }): boolean {
  return mayOverbookRoles.includes(role)
}

/** The reason of an overbooking as it is kept, or null when it is none: 3 to 200 readable characters. */
export function parseOverbookReason(typed: string): string | null {
  const reason = trimInvisible(typed.slice(0, 1000))
  const letters = Array.from(reason).length
  return letters >= reasonLettersMin && letters <= reasonLettersMax && isReadable(reason) ? reason : null
}
