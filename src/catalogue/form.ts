import type { Form } from '../http/forms.ts'
import { textLanguages } from './texts.ts'
import { placeOf, type TypedTexts } from './typed-texts.ts'

/** What a form has sent for these texts, as it was typed. */
export function typedTexts(form: Form, shapes: ReadonlyArray<{ field: string }>): TypedTexts {
  const places = shapes.flatMap(({ field }) => textLanguages.map(language => placeOf(field, language)))
  return Object.fromEntries([...places, 'phone'].map(place => [place, form.one(place)]))
}

/** The version of what a page has shown; null when none came along. */
export function versionOf(form: Form): number | null {
  return /^\d{1,15}$/.test(form.one('version')) ? Number(form.one('version')) : null
}
