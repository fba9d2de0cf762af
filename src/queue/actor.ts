import type { StaffMember } from '../staff/staff-member.ts'

/** Who did something to a ticket: what the event log says of them, which is never a name. */
export type Actor =
  | { kind: 'staff'; pseudonym: string; staffId: number }
  | { kind: 'kiosk'; kioskId: number | null }
  | { kind: 'resident' }
  | { kind: 'system' }

export const system: Actor = { kind: 'system' }
export const resident: Actor = { kind: 'resident' }

export function actorOf(staff: StaffMember): Actor {
  return { kind: 'staff', pseudonym: staff.pseudonym, staffId: staff.id }
}
