import { type Form, UnreadableFormError } from '../http/forms.ts'
import type { Fields } from './fields.ts'

/** The fields of these names as they were sent; those that were not are missing. */
export function fieldsOf(form: Form, names: readonly string[]): Fields {
  return Object.fromEntries(
    names.flatMap(name => (form.all(name).length === 0 ? [] : [[name, form.one(name)] as const])),
  )
}

/** The version a form was drawn with. Throws for what no form of ours sends. */
export function versionOf(form: Form): number {
  const version = form.one('version')
  if (!/^\d{1,9}$/.test(version)) throw new UnreadableFormError(422)
  return Number(version)
}
