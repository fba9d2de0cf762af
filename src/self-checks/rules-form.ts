import { nameLettersMax } from '../indicators/activities-form.ts'
import { type FieldError, type Fields, readFields } from '../indicators/fields.ts'
import type { Criterion, RatingRules } from './rating.ts'

/** Rows for criteria that are not there yet. */
export const blankCriteria = ['new1', 'new2', 'new3']

const cutOffFields = ['one', 'two', 'three'] as const

export type TypedRules = { rules: RatingRules; criteria: Criterion[]; added: string[] }

export function rulesFields(rules: RatingRules, criteria: readonly Criterion[]): Fields {
  return {
    ...Object.fromEntries(
      cutOffFields.map((field, index) => [field, rules.cutOffs[index]?.toFixed(1) ?? '']),
    ),
    confirmed: rules.isConfirmed ? '1' : '',
    weight: rules.isBySection ? 'section' : 'auditor',
    ...Object.fromEntries(
      criteria.flatMap(({ id, name, isActive }) => [
        [`criterion-${id}`, name],
        [`active-${id}`, isActive ? '1' : ''],
      ]),
    ),
  }
}

/** Reads the cut-offs, which have to rise, the way to the mean, and what is scored. */
export function parseRules(
  typed: Fields,
  known: readonly Criterion[],
  version: number,
): { ok: true; value: TypedRules } | { ok: false; errors: FieldError[] } {
  const reading = readFields(typed)
  const cutOff = (field: (typeof cutOffFields)[number]) =>
    reading.decimal(field, 1, 5) ?? (typed[field]?.trim() ? 0 : (reading.refuse(field, 'required') ?? 0))
  const [one, two, three] = [cutOff('one'), cutOff('two'), cutOff('three')]
  if (reading.errors.length === 0 && two <= one) reading.refuse('two', 'not_rising')
  if (reading.errors.length === 0 && three <= two) reading.refuse('three', 'not_rising')

  const criteria = known.map(({ id }) => ({
    id,
    name: reading.text(`criterion-${id}`, nameLettersMax) ?? '',
    isActive: typed[`active-${id}`] === '1',
  }))
  for (const { id, name } of criteria)
    if (name === '' && !reading.errors.some(({ field }) => field === `criterion-${id}`))
      reading.refuse(`criterion-${id}`, 'required')
  const added = blankCriteria.flatMap(row => reading.text(`criterion-${row}`, nameLettersMax) ?? [])
  if (reading.errors.length > 0) return { ok: false, errors: reading.errors }

  const isConfirmed = typed['confirmed'] === '1'
  const rules = {
    cutOffs: [one, two, three] as const,
    isConfirmed,
    isBySection: typed['weight'] !== 'auditor',
    version,
  }
  return { ok: true, value: { rules, criteria, added } }
}
