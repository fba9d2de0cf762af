import { readFields } from './fields.ts'
import type { PartForm } from './part-forms.ts'
import { insertInitiative, renameInitiative, saveInitiativeYear } from './initiative-queries.ts'
import { nameLettersMax } from './activities-form.ts'

const yenMax = 999_999_999_999

const blankRow = 'new1'

/** Budget and settlement of each initiative in a year; names belong to all years. */
export const budgetForm: PartForm = {
  shown: ({ plan, initiatives }) =>
    Object.fromEntries(
      plan.initiatives.flatMap(({ id, name }) => [
        [`name-${id}`, name],
        [`was-${id}`, name],
        [`budget-${id}`, yen(initiatives.get(id)?.budgetYen)],
        [`settlement-${id}`, yen(initiatives.get(id)?.settlementYen)],
      ]),
    ),

  blank: () => ['number', 'name', 'budget', 'settlement'].map(field => `${field}-${blankRow}`),

  parse(typed, { plan, fiscalYear }) {
    const reading = readFields(typed)
    const amounts = (row: string | number) => ({
      budgetYen: reading.whole(`budget-${row}`, 0, yenMax),
      settlementYen: reading.whole(`settlement-${row}`, 0, yenMax),
    })
    const known = plan.initiatives.map(initiative => {
      const { id } = initiative
      const name = reading.text(`name-${id}`, nameLettersMax) ?? reading.refuse(`name-${id}`, 'required')
      const isUntouched = typed[`name-${id}`] === typed[`was-${id}`]
      return { initiative: { ...initiative, ...(name !== null && !isUntouched && { name }) }, ...amounts(id) }
    })

    const added = {
      number: reading.text(`number-${blankRow}`, 20),
      name: reading.text(`name-${blankRow}`, nameLettersMax),
      ...amounts(blankRow),
    }
    const { number, name } = added
    const isAdding = Object.values(added).some(value => value !== null)
    if (isAdding && number === null) reading.refuse(`number-${blankRow}`, 'required')
    if (isAdding && name === null) reading.refuse(`name-${blankRow}`, 'required')
    if (reading.errors.length > 0) return { ok: false, errors: reading.errors }

    return {
      ok: true,
      async write(db, officeId) {
        for (const { initiative, ...yens } of known) {
          await renameInitiative(db, officeId, initiative)
          await saveInitiativeYear(db, officeId, { initiativeId: initiative.id, fiscalYear, ...yens })
        }
        if (number === null || name === null) return []
        const initiativeId = await insertInitiative(db, officeId, { number, name })
        if (initiativeId === null) return [{ field: `number-${blankRow}`, reason: 'taken' }]
        const { budgetYen, settlementYen } = added
        await saveInitiativeYear(db, officeId, { initiativeId, fiscalYear, budgetYen, settlementYen })
        return []
      },
    }
  },
}

function yen(amount: number | null | undefined): string {
  return amount === null || amount === undefined ? '' : amount.toLocaleString('en-US')
}
