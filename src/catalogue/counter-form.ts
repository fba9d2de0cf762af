import type { Form } from '../http/forms.ts'
import type { Counter } from '../offices/office.ts'
import {
  type CounterRefusal,
  type CounterRules,
  floorMax,
  floorMin,
  numberLettersMax,
  windowsMax,
} from './counter-rules.ts'

export type CounterField = keyof CounterRules
/** A counter as it was typed; its division by its slug, '': one of its own. */
export type TypedCounter = Record<Exclude<CounterField, 'isBookable'> | 'division', string> & {
  isBookable: boolean
}

export type CounterFault = {
  at: CounterField
  reason: CounterRefusal | 'required' | 'too_long' | 'not_a_number' | 'not_a_prefix'
}

type Known = Pick<Counter, 'number' | 'ticketPrefix' | 'floor'>

/** A further counter as its form proposes it: with the next number and the first letter that are free. */
export function nextCounter(counters: readonly Known[]): TypedCounter {
  const taken = counters.map(({ ticketPrefix }) => ticketPrefix)
  let number = counters.length + 1
  while (counters.some(known => known.number === String(number))) number += 1
  return {
    ...{ number: String(number), floor: String(counters.at(-1)?.floor ?? 1) },
    ticketPrefix: Array.from('ABCDEFGHJKMNPRSTUVWXYZ').find(letter => !taken.includes(letter)) ?? '',
    ...{ windows: '2', windowsAtLunch: '1', division: '', isBookable: true },
  }
}

export function typedCounter(form: Form): TypedCounter {
  const one = (name: string) => form.one(name).normalize('NFKC').trim()
  return {
    ...{ number: one('number'), floor: one('floor'), ticketPrefix: one('ticketPrefix').toUpperCase() },
    ...{ windows: one('windows'), windowsAtLunch: one('windowsAtLunch'), division: form.one('division') },
    isBookable: form.one('isBookable') === 'yes',
  }
}

export function typedFromCounter({ floor, windows, windowsAtLunch, ...same }: CounterRules): TypedCounter {
  return {
    ...{ ...same, floor: String(floor), division: '' },
    ...{ windows: String(windows), windowsAtLunch: String(windowsAtLunch) },
  }
}

type Parsed = { ok: true; rules: CounterRules } | { ok: false; errors: CounterFault[] }

/** The rules that were typed, or each field that cannot be read. */
export function parseCounter(typed: TypedCounter): Parsed {
  const errors: CounterFault[] = []
  const { number, ticketPrefix, isBookable } = typed
  const whole = (at: 'floor' | 'windows' | 'windowsAtLunch', min: number, max: number) => {
    const value = /^-?\d{1,3}$/.test(typed[at]) ? Number(typed[at]) : Number.NaN
    if (value >= min && value <= max) return value
    errors.push({ at, reason: 'not_a_number' })
    return 0
  }
  if (number === '') errors.push({ at: 'number', reason: 'required' })
  if (Array.from(number).length > numberLettersMax) errors.push({ at: 'number', reason: 'too_long' })
  const rules = {
    ...{ number, floor: whole('floor', floorMin, floorMax), ticketPrefix, isBookable },
    windows: whole('windows', 0, windowsMax),
    windowsAtLunch: whole('windowsAtLunch', 0, windowsMax),
  }
  if (!/^[A-HJKMNPR-Z]?$/.test(ticketPrefix)) errors.push({ at: 'ticketPrefix', reason: 'not_a_prefix' })
  return errors.length > 0 ? { ok: false, errors } : { ok: true, rules }
}
