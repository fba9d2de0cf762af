import type { Counter } from '../offices/office.ts'

/** Where a counter is, which numbers it gives, and how many can be served there at once. */
export type CounterRules = Pick<
  Counter,
  'number' | 'floor' | 'ticketPrefix' | 'windows' | 'windowsAtLunch' | 'isBookable'
>

export const windowsMax = 99
export const floorMin = -9
export const floorMax = 99
export const numberLettersMax = 10

export type CounterRefusal =
  /** Another counter's numbers begin with this letter. */
  | 'prefix_twice'
  /** Fewer windows could leave somebody without one who has booked: that is decided with the hours. */
  | 'fewer'
  | 'more_at_lunch'
  | 'nobody_there'

export type CounterError = { at: keyof CounterRules; reason: CounterRefusal }

/** Why a counter cannot be like this beside the others of its office; `before` is null for a new one. */
export function refuseCounter(
  rules: CounterRules,
  before: CounterRules | null,
  others: ReadonlyArray<Pick<Counter, 'ticketPrefix' | 'windows'>>,
): CounterError[] {
  const errors: CounterError[] = []
  // Where there is no window, nobody is called by a number: as in the file of an office, a letter may stand there twice.
  const calling = rules.windows > 0 ? others.filter(({ windows }) => windows > 0) : []
  if (calling.some(({ ticketPrefix }) => ticketPrefix === rules.ticketPrefix))
    errors.push({ at: 'ticketPrefix', reason: 'prefix_twice' })
  if (before && rules.windows < before.windows) errors.push({ at: 'windows', reason: 'fewer' })
  else if (rules.isBookable && rules.windows === 0) errors.push({ at: 'windows', reason: 'nobody_there' })
  if (rules.windowsAtLunch > rules.windows) errors.push({ at: 'windowsAtLunch', reason: 'more_at_lunch' })
  else if (before && rules.windowsAtLunch < before.windowsAtLunch)
    errors.push({ at: 'windowsAtLunch', reason: 'fewer' })
  return errors
}
