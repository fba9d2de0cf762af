import { isReadable, trimInvisible } from '../booking/details.ts'

/** What a form holds, by the names of its fields. */
export type Fields = Readonly<Record<string, string>>

export type FieldReason =
  | 'required'
  | 'too_long'
  | 'unreadable'
  | 'not_one_decimal'
  | 'not_whole'
  | 'out_of_range'
  | 'unknown'
  | 'both_needed'
  | 'not_rising'
  | 'taken'

export type FieldError = { field: string; reason: FieldReason }

/** Reads fields one by one and remembers what is wrong with them. */
export type Reading = ReturnType<typeof readFields>

const digitsMax = 12

/** Empty fields and fields that were not sent are null; whatever cannot be read is null as well, and an error. */
export function readFields(fields: Fields) {
  const errors: FieldError[] = []
  const refuse = (field: string, reason: FieldReason): null => {
    errors.push({ field, reason })
    return null
  }
  const typed = (field: string) => trimInvisible(fields[field] ?? '')

  function text(field: string, max: number): string | null {
    return checked(field, typed(field), max)
  }

  /** Keeps line breaks. */
  function lines(field: string, max: number): string | null {
    return checked(field, typed(field).replaceAll('\r\n', '\n'), max)
  }

  function checked(field: string, value: string, max: number): string | null {
    if (value === '') return null
    if (Array.from(value).length > max) return refuse(field, 'too_long')
    return value.split('\n').every(isReadable) ? value : refuse(field, 'unreadable')
  }

  /** A number with at most one decimal, in any width, with or without a percent sign. */
  function decimal(field: string, min: number, max: number): number | null {
    const value = numeral(field).replace(/[%点]$/, '')
    if (value === '') return null
    if (!/^\d{1,12}(\.\d)?$/.test(value)) return refuse(field, 'not_one_decimal')
    return inRange(field, Number(value), min, max)
  }

  function whole(field: string, min: number, max: number): number | null {
    const value = numeral(field).replace(/[人件円]$/, '')
    if (value === '') return null
    if (!/^\d+$/.test(value) || value.length > digitsMax) return refuse(field, 'not_whole')
    return inRange(field, Number(value), min, max)
  }

  function numeral(field: string): string {
    return typed(field).slice(0, 100).normalize('NFKC').replaceAll(/[,\s]/g, '')
  }

  function inRange(field: string, value: number, min: number, max: number): number | null {
    return value < min || value > max ? refuse(field, 'out_of_range') : value
  }

  function choice<T extends string>(field: string, choices: readonly T[]): T | null {
    const value = fields[field] ?? ''
    return value === '' ? null : (choices.find(known => known === value) ?? refuse(field, 'unknown'))
  }

  return { errors, refuse, text, lines, decimal, whole, choice }
}

/** The fields of `typed` that do not say what is stored. */
export function differing(typed: Fields, stored: Fields): string[] {
  return Object.keys(stored).filter(field => field in typed && !isSame(typed[field], stored[field]))
}

function isSame(typed = '', stored = ''): boolean {
  const plain = trimInvisible(typed).replaceAll('\r\n', '\n')
  return (
    plain === stored || (/^[\d,]+$/.test(plain) && plain.replaceAll(',', '') === stored.replaceAll(',', ''))
  )
}
