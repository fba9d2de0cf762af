import type { Office } from '../offices/office.ts'

/** How long who somebody is is kept: in days after the visit, and after the answer to an opinion. */
export type KeptDays = { bookings: number; contacts: number }

/** What the product keeps unless an office says otherwise. */
const usual: KeptDays = { bookings: 30, contacts: 90 }

export function keptDaysOf(_office: Pick<Office, 'id'>): KeptDays {
  return usual
}
