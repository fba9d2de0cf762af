import type { WaitlistRules } from './office.ts'

/** What an office begins with. */
export const usualWaitlist: WaitlistRules = {
  isOn: true,
  offerMinutes: 60,
  passedMax: 2,
  perContactMax: 3,
  perDayMax: 50,
}

/** Between what it may choose. */
export const waitlistLimits = {
  offerMinutes: { min: 30, max: 1440 },
  passedMax: { min: 1, max: 5 },
  perContactMax: { min: 1, max: 20 },
  perDayMax: { min: 1, max: 1000 },
} as const
