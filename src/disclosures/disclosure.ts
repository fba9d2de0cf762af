import type { Language } from '../languages.ts'
import { readingsOf } from '../marks.ts'

/** What an office has to publish: the register of its two files about people, and how accessible its pages are. */
export const disclosureKinds = ['bookings', 'opinions', 'accessibility'] as const
export type DisclosureKind = (typeof disclosureKinds)[number]

/** One field of it, as it is filled in by the product and as the office words it. */
export type DisclosureField = {
  /** `target-ja`: the name of a form's field. */
  key: string
  language: Language
  label: string
  filledIn: string
}

/** What the office has worded itself, by field. */
export type DisclosureTexts = Readonly<Record<string, string>>

export const lettersMax = 3000

/** What a field says: in the office's words, or else as it was filled in. */
export function textOfField({ key, filledIn }: DisclosureField, texts: DisclosureTexts): string {
  return texts[key] ?? filledIn
}

/** The same for a page: plain words carry their readings. */
export function shownText(field: DisclosureField, texts: DisclosureTexts): string {
  return inPlainWords(field, textOfField(field, texts))
}

export function shownLabel(field: DisclosureField): string {
  return inPlainWords(field, field.label)
}

function inPlainWords({ language }: DisclosureField, text: string): string {
  return language === 'easy' ? readingsOf(text) : text
}

/** What is worded differently from what was filled in; a field left empty goes back to that. */
export function ownTexts(fields: readonly DisclosureField[], typed: DisclosureTexts): Record<string, string> {
  return Object.fromEntries(
    fields.flatMap(({ key, filledIn }) => {
      const text = (typed[key] ?? '').replaceAll('\r\n', '\n').trim()
      return text === '' || text === filledIn ? [] : [[key, text]]
    }),
  )
}

/** The fields that two wordings have different texts for. */
export function changedFields(before: DisclosureTexts, after: DisclosureTexts): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    key => before[key] !== after[key],
  )
}
