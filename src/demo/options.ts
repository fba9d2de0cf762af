import { parseArgs } from 'node:util'
import { clockTime, type LocalDate, parseDate } from '../clock.ts'
import { closesMinute, opensMinute } from './shifts.ts'

export type Options = {
  seed: number
  /** How many times faster than real time. */
  speed: number
  fromMinute: number
  date: LocalDate
  port: number
  /** Null: all that the plan knows visitors for. */
  counters: string[] | null
  /** Months of history before the day; 0 for none. */
  months: number
  /** Whether to end with the day, instead of when stopped. */
  exits: boolean
}

/** A Monday without a holiday around it. */
const busyMonday = '2026-12-07'
const earliestMinute = opensMinute - 60

/** Reads the options of the command; throws one line naming the first that is wrong. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: '1' },
      speed: { type: 'string', default: '20' },
      from: { type: 'string', default: '08:50' },
      date: { type: 'string', default: busyMonday },
      port: { type: 'string', default: '3000' },
      counters: { type: 'string' },
      months: { type: 'string', default: '13' },
      exit: { type: 'boolean', default: false },
    },
  })
  const date = parseDate(values.date)
  if (date === null) throw new Error('--date must be a day such as 2026-12-07')
  return {
    seed: wholeNumber('seed', values.seed, 0, 999_999_999),
    speed: wholeNumber('speed', values.speed, 1, 600),
    fromMinute: minuteFrom(values.from),
    date,
    port: wholeNumber('port', values.port, 0, 65_535),
    months: wholeNumber('months', values.months, 0, 240),
    counters: values.counters?.split(',') ?? null,
    exits: values.exit,
  }
}

function wholeNumber(name: string, text: string, min: number, max: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (!(number >= min && number <= max))
    throw new Error(`--${name} must be a whole number from ${min} to ${max}`)
  return number
}

function minuteFrom(text: string): number {
  const [, hour, minute] = /^(\d\d):([0-5]\d)$/.exec(text) ?? []
  const from = Number(hour) * 60 + Number(minute)
  if (!(from >= earliestMinute && from < closesMinute))
    throw new Error(
      `--from must be a time from ${clockTime(earliestMinute)} until ${clockTime(closesMinute)}`,
    )
  return from
}
