import { type Fields, readFields, type Reading } from './fields.ts'
import type { PartForm } from './part-forms.ts'
import { proofs } from './plan.ts'
import { insertActivity, saveActivityYear, updateActivity } from './activity-queries.ts'

export const nameLettersMax = 200
const planLettersMax = 100

/** Rows for activities that are not there yet. */
const blankRows = ['new1', 'new2']

/** Plan and result of each activity in a year; names and proofs belong to all years. */
export const activitiesForm: PartForm = {
  shown: ({ plan, activities }) =>
    Object.fromEntries(
      plan.activities.flatMap(({ id, name, proof }) => [
        [`name-${id}`, name],
        [`was-${id}`, name],
        [`plan-${id}`, activities.get(id)?.plan ?? ''],
        [`result-${id}`, activities.get(id)?.result ?? ''],
        [`proof-${id}`, proof ?? ''],
      ]),
    ),

  blank: () => blankRows.flatMap(row => [`name-${row}`, `plan-${row}`, `result-${row}`, `proof-${row}`]),

  parse(typed, { plan, fiscalYear }) {
    const reading = readFields(typed)
    const known = plan.activities.map(({ id, name }) => {
      const entry = read(reading, String(id))
      if (entry.name === null) reading.refuse(`name-${id}`, 'required')
      // A form of another year may have been open while the name was changed.
      const isUntouched = typed[`name-${id}`] === typed[`was-${id}`]
      return { ...entry, id, name: isUntouched ? name : entry.name }
    })
    const added = blankRows.flatMap(row => (isBlank(typed, row) ? [] : [{ row, ...read(reading, row) }]))
    for (const { row, name } of added) if (name === null) reading.refuse(`name-${row}`, 'required')
    if (reading.errors.length > 0) return { ok: false, errors: reading.errors }

    return {
      ok: true,
      async write(db, officeId) {
        for (const { id, name, proof, ...year } of known) {
          await updateActivity(db, officeId, { id, name: name ?? '', proof })
          await saveActivityYear(db, officeId, { ...year, activityId: id, fiscalYear })
        }
        for (const { name, proof, plan, result } of added) {
          const activityId = await insertActivity(db, officeId, { name: name ?? '', proof })
          await saveActivityYear(db, officeId, { activityId, fiscalYear, plan, result })
        }
        return []
      },
    }
  },
}

function read(reading: Reading, row: string) {
  return {
    name: reading.text(`name-${row}`, nameLettersMax),
    plan: reading.text(`plan-${row}`, planLettersMax),
    result: reading.text(`result-${row}`, planLettersMax),
    proof: reading.choice(`proof-${row}`, proofs),
  }
}

function isBlank(typed: Fields, row: string): boolean {
  return ['name', 'plan', 'result'].every(field => !typed[`${field}-${row}`]?.trim())
}
