import type { Db } from '#db/store.ts'
import type { FieldError, Fields } from './fields.ts'
import { activitiesForm } from './activities-form.ts'
import { budgetForm } from './budget-form.ts'
import type { Part } from './plan.ts'
import { ratingForm } from './rating-form.ts'
import { reviewForm } from './review-form.ts'
import { valuesForm } from './values-form.ts'
import type { YearEntries } from './year-entries.ts'

/** Writes what was read; what turns out to be taken by then comes back as an error. */
type Write = (db: Db, officeId: number) => Promise<FieldError[]>

type Parsed = { ok: true; write: Write } | { ok: false; errors: FieldError[] }

/** How one part of a year is shown in a form and read from one. */
export type PartForm = {
  /** Every field of the form with what is stored. */
  shown: (year: YearEntries) => Fields
  /** Empty fields for more. */
  blank: (year: YearEntries) => string[]
  parse: (typed: Fields, year: YearEntries) => Parsed
  /** Free text stays out of the audit. */
  isFreeText?: boolean
}

export const partForms: Record<Part, PartForm> = {
  values: valuesForm,
  rating: ratingForm,
  activities: activitiesForm,
  budget: budgetForm,
  review: reviewForm,
}
