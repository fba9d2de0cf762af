import type { Form } from '../http/forms.ts'

/** The scores of a self-check by criterion; undefined when one is no score of 1 to 5. Those left out are not there. */
export function scoresOf(form: Form, criteria: readonly number[]): Map<number, number> | undefined {
  const scores = new Map<number, number>()
  for (const id of criteria) {
    const typed = form.one(`score-${id}`)
    if (typed === '') continue
    if (!/^[1-5]$/.test(typed)) return undefined
    scores.set(id, Number(typed))
  }
  return scores
}
