import { readFields } from './fields.ts'
import type { PartForm } from './part-forms.ts'
import { reviewLettersMax } from './plan.ts'
import { saveInitiativeYear } from './initiative-queries.ts'

/** How the office itself judges a year of an initiative, and what it will do better. */
export const reviewForm: PartForm = {
  isFreeText: true,

  shown: ({ plan, initiatives }) =>
    Object.fromEntries(
      plan.initiatives.flatMap(({ id }) => [
        [`evaluation-${id}`, initiatives.get(id)?.evaluation ?? ''],
        [`improvement-${id}`, initiatives.get(id)?.improvement ?? ''],
      ]),
    ),

  blank: () => [],

  parse(typed, { plan, fiscalYear }) {
    const reading = readFields(typed)
    const entries = plan.initiatives.map(({ id }) => ({
      initiativeId: id,
      fiscalYear,
      evaluation: reading.lines(`evaluation-${id}`, reviewLettersMax),
      improvement: reading.lines(`improvement-${id}`, reviewLettersMax),
    }))
    if (reading.errors.length > 0) return { ok: false, errors: reading.errors }
    return {
      ok: true,
      async write(db, officeId) {
        for (const entry of entries) await saveInitiativeYear(db, officeId, entry)
        return []
      },
    }
  },
}
