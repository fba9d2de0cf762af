import { parseArgs } from 'node:util'

export type Options = {
  /** Whole calendar months before the current one. */
  months: number
  seed: number
  /** Whether the figures are made at once; else a server makes them, beside its other work. */
  makesFigures: boolean
}

/** Reads the options of the command; throws one line naming the first that is wrong. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    allowNegative: true,
    options: {
      months: { type: 'string', default: '13' },
      seed: { type: 'string', default: '1' },
      figures: { type: 'boolean', default: true },
    },
  })
  return {
    months: wholeNumber('months', values.months, 1, 240),
    seed: wholeNumber('seed', values.seed, 0, 999_999_999),
    makesFigures: values.figures,
  }
}

function wholeNumber(name: string, text: string, min: number, max: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (!(number >= min && number <= max))
    throw new Error(`--${name} must be a whole number from ${min} to ${max}`)
  return number
}
