import type { Office } from './office.ts'

/** Between what an office may choose. */
export const ruleLimits = {
  daysAhead: { min: 1, max: 366 },
  sharePercent: { min: 0, max: 100 },
  holdMinutes: { min: 1, max: 60 },
  activePerContactMax: { min: 1, max: 50 },
  servicesMax: { min: 1, max: 20 },
  peopleMax: { min: 1, max: 50 },
  checkInOpensMinutesBefore: { min: 0, max: 240 },
  noShowAfterMinutes: { min: 1, max: 480 },
  ratioBooked: { min: 1, max: 20 },
  ratioWalkIn: { min: 1, max: 20 },
  idleLockMinutes: { min: 1, max: 240 },
} as const

/** Chosen once, in the file that an office is made of: by it all days that were ever counted are told. */
export const lateGraceLimits = { min: 0, max: 240 } as const

export type RuleNumber = keyof typeof ruleLimits
export const ruleNumbers = Object.keys(ruleLimits) as RuleNumber[]

export const callingOrders = ['booked_first', 'arrival', 'ratio'] as const
export type CallingOrder = (typeof callingOrders)[number]

/** How an office is booked, receives people and calls them; who is booked already keeps what they have. */
export type OfficeRules = Record<RuleNumber, number> &
  Record<'isSameDayBookable' | 'isPriorityFirst' | 'isKioskOpen', boolean> & {
    leadMinute: number
    callingOrder: CallingOrder
  }

export function officeRules({ rules, day }: Pick<Office, 'rules' | 'day'>): OfficeRules {
  const { daysAhead, sharePercent, holdMinutes, activePerContactMax, servicesMax, peopleMax } = rules
  const { checkInOpensMinutesBefore, noShowAfterMinutes, leadMinute } = rules
  const { order, ratio, isPriorityFirst } = day.calling
  return {
    ...{ daysAhead, sharePercent, holdMinutes, activePerContactMax, servicesMax, peopleMax },
    ...{ checkInOpensMinutesBefore, noShowAfterMinutes, leadMinute },
    ...{ ratioBooked: ratio.booked, ratioWalkIn: ratio.walkIn, idleLockMinutes: day.idleLockMinutes },
    ...{ isSameDayBookable: rules.isSameDayBookable, isPriorityFirst, isKioskOpen: day.isKioskOpen },
    callingOrder: order,
  }
}
