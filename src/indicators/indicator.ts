import {
  type Certainty,
  certaintyOf,
  type Interval,
  type Mark,
  markOf,
  wilsonInterval,
} from '../statistics/wilson.ts'

/** What the product can measure itself. */
export const measures = ['satisfaction', 'within_target', 'wait_p90', 'no_show'] as const
export type Measure = (typeof measures)[number]

/** Where a value comes from: the city's yearly panel, people asked on site, or what the office has written down. */
export const sources = ['panel', 'on_site', 'operation'] as const
export type Source = (typeof sources)[number]

export const kinds = ['process', 'outcome'] as const
export type Kind = (typeof kinds)[number]

/** Whether more is better or less. */
export const directions = ['at_least', 'at_most'] as const
export type Direction = (typeof directions)[number]

/** What the office measures itself by, apart from its yearly figures. */
export type Definition = {
  slug: string
  name: string
  kind: Kind
  unit: string
  direction: Direction
  source: Source
  /** Null where the value is entered. */
  measure: Measure | null
}

export type Indicator = Definition & { id: number; version: number }

/** The figures of one year in the indicator's unit, to one decimal as published. */
export type YearValue = {
  fiscalYear: number
  target: number | null
  value: number | null
  /** Which survey it was taken from. */
  survey: string | null
  /** How many answers it rests on. */
  answers: number | null
  /** Measured in a year that is not closed yet. */
  isProvisional: boolean
}

/** What a year's figure comes to: whether the target is met, and how sure that is. */
export type Judged = { mark: Mark | null; interval: Interval | null; certainty: Certainty | null }

/**
 * The mark compares figures as published; it is null where one of the two is missing. Only a share of a known
 * number of answers has an interval (Wilson, 95 %), and with a target a certainty.
 */
export function judge({ direction, unit }: Pick<Definition, 'direction' | 'unit'>, year: YearValue): Judged {
  const { value, target, answers } = year
  const isShare = unit === '%'
  const interval = isShare && value !== null && answers !== null ? wilsonInterval(value / 100, answers) : null
  return {
    mark: value === null || target === null ? null : markTowards(direction, value, target),
    interval,
    certainty: interval === null || target === null ? null : certaintyTowards(direction, interval, target),
  }
}

function markTowards(direction: Direction, value: number, target: number): Mark {
  return direction === 'at_least' ? markOf(value, target) : markOf(-value, -target)
}

function certaintyTowards(direction: Direction, interval: Interval, target: number): Certainty {
  if (direction === 'at_least') return certaintyOf(interval, target)
  return certaintyOf({ low: 1 - interval.high, high: 1 - interval.low }, 100 - target)
}
