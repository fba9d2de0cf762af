import type { Office } from '../offices/office.ts'

/** How long who somebody is is kept: in days after the visit, and after the answer to an opinion. */
export type KeptDays = { bookings: number; contacts: number }

export function keptDaysOf({ retention }: Pick<Office, 'retention'>): KeptDays {
  const { bookings, contacts } = retention.days
  return { bookings, contacts }
}
