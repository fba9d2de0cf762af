import { readFields } from './fields.ts'
import type { Indicator, YearValue } from './indicator.ts'
import type { PartForm } from './part-forms.ts'
import { saveValue } from './value-queries.ts'

const surveyLettersMax = 100

/** Targets of a year, and the values that are not measured. */
export const valuesForm: PartForm = {
  shown: ({ plan, values }) =>
    Object.fromEntries(plan.indicators.flatMap(indicator => shownOf(indicator, values.get(indicator.id)))),

  blank: () => [],

  parse(typed, { plan, fiscalYear }) {
    const reading = readFields(typed)
    const entries = plan.indicators.map(({ id, slug, unit, measure }) => {
      const max = unit === '%' ? 100 : 99_999_999
      const target = reading.decimal(`target-${slug}`, 0, max)
      const own = { indicatorId: id, fiscalYear, target }
      if (measure !== null) return { ...own, value: null, survey: null, answers: null }
      return {
        ...own,
        value: reading.decimal(`value-${slug}`, 0, max),
        survey: reading.text(`survey-${slug}`, surveyLettersMax),
        answers: reading.whole(`answers-${slug}`, 1, 9_999_999),
      }
    })
    if (reading.errors.length > 0) return { ok: false, errors: reading.errors }
    return {
      ok: true,
      async write(db, officeId) {
        for (const entry of entries) await saveValue(db, officeId, entry)
        return []
      },
    }
  },
}

function shownOf({ slug, measure }: Indicator, year: YearValue | undefined): Array<[string, string]> {
  const target: [string, string] = [`target-${slug}`, figure(year?.target)]
  if (measure !== null) return [target]
  return [
    target,
    [`value-${slug}`, year?.value?.toFixed(1) ?? ''],
    [`survey-${slug}`, year?.survey ?? ''],
    [`answers-${slug}`, figure(year?.answers)],
  ]
}

function figure(value: number | null | undefined): string {
  return value === null || value === undefined ? '' : String(value)
}
