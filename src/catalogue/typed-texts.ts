import { isReadable, trimInvisible } from '../booking/details.ts'
import type { Localized } from '../offices/office.ts'
import {
  type FieldShape,
  type Subject,
  type TextField,
  type TextLanguage,
  textLanguages,
  type Texts,
} from './texts.ts'

/** What stands in the fields of a form, by `name-zh-Hans` or `phone`, as it was typed. */
export type TypedTexts = Readonly<Record<string, string>>

export type TextFault = 'required' | 'ja_first' | 'too_long' | 'unreadable' | 'bad_reading' | 'not_a_phone'
export type TextError = { at: string; reason: TextFault }

type Parsed<T> = { ok: true; value: T } | { ok: false; errors: TextError[] }

/** Of a field in one language: its name in the form. */
export function placeOf(field: string, language: TextLanguage): string {
  return `${field}-${language}`
}

/** The texts of a thing as its form shows them at first. */
export function typedOf({ texts, phone }: Pick<Subject, 'texts' | 'phone'>): TypedTexts {
  const localized = Object.entries(texts).flatMap(([field, text]) =>
    textLanguages.map(language => [placeOf(field, language), text?.[language] ?? ''] as const),
  )
  return { ...Object.fromEntries(localized), ...(phone !== null && { phone }) }
}

/** All texts of a form, or every field that is wrong with the reason why. */
export function parseTexts(shapes: readonly FieldShape[], typed: TypedTexts): Parsed<Texts> {
  const errors: TextError[] = []
  const texts: Partial<Record<TextField, Localized | null>> = {}
  for (const shape of shapes) {
    const parsed = parseText(shape.field, shape, typed)
    if (parsed.ok) texts[shape.field] = parsed.value
    else errors.push(...parsed.errors)
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value: texts }
}

type Limits = Pick<FieldShape, 'isRequired' | 'lettersMax'>

/** One text in all its languages; null when nothing is entered. Japanese comes first: the others translate it. */
export function parseText(field: string, limits: Limits, typed: TypedTexts): Parsed<Localized | null> {
  const errors: TextError[] = []
  const text: Partial<Localized> = {}
  for (const language of textLanguages) {
    const at = placeOf(field, language)
    const words = trimInvisible((typed[at] ?? '').replaceAll(/\s*[\r\n]\s*/g, ' '))
    if (words === '') continue
    const reason = faultOf(words, language, limits.lettersMax)
    if (reason) errors.push({ at, reason })
    text[language] = words
  }
  const { ja } = text
  const isOnlyOthers = ja === undefined && Object.keys(text).length > 0
  if (ja === undefined && (limits.isRequired || isOnlyOthers))
    errors.unshift({ at: placeOf(field, 'ja'), reason: limits.isRequired ? 'required' : 'ja_first' })
  if (errors.length > 0) return { ok: false, errors }
  return { ok: true, value: ja === undefined ? null : { ...text, ja } }
}

function faultOf(words: string, language: TextLanguage, lettersMax: number): TextFault | null {
  if (!isReadable(words)) return 'unreadable'
  if (Array.from(words).length > lettersMaxIn(language, lettersMax)) return 'too_long'
  return language === 'easy' && !isWellRead(words) ? 'bad_reading' : null
}

/** Readings and other languages need more letters than Japanese does. */
function lettersMaxIn(language: TextLanguage, lettersMax: number): number {
  if (language === 'ja') return lettersMax
  return Math.min(language === 'en' ? 500 : 1000, lettersMax * 2)
}

/** Whether every reading in plain Japanese is `{漢字|かんじ}`, with something on both sides. */
function isWellRead(words: string): boolean {
  return !/[{|}]/.test(words.replaceAll(/\{[^{|}]+\|[^{|}]+\}/g, ''))
}

/** The telephone number of the office as it is to be read. */
export function parsePhone(typed: TypedTexts): Parsed<string> {
  const phone = trimInvisible(typed.phone ?? '').normalize('NFKC')
  if (phone === '') return { ok: false, errors: [{ at: 'phone', reason: 'required' }] }
  return /^\+?[\d() -]{3,29}$/.test(phone)
    ? { ok: true, value: phone }
    : { ok: false, errors: [{ at: 'phone', reason: 'not_a_phone' }] }
}
