import { readFields } from './fields.ts'
import type { PartForm } from './part-forms.ts'
import { saveRating } from './rating-queries.ts'
import { starCounts } from './stars.ts'

/** The city's rating of a year: points and stars, or neither. */
export const ratingForm: PartForm = {
  shown: ({ rating }) => ({
    points: rating?.points.toFixed(1) ?? '',
    stars: rating ? String(rating.stars) : '',
  }),

  blank: () => [],

  parse(typed, { fiscalYear }) {
    const reading = readFields(typed)
    const points = reading.decimal('points', 1, 5)
    const chosen = reading.choice('stars', ['0', '1', '2', '3'])
    const stars = starCounts.find(count => String(count) === chosen) ?? null
    if (reading.errors.length === 0 && (points === null) !== (stars === null))
      reading.refuse(points === null ? 'points' : 'stars', 'both_needed')
    if (reading.errors.length > 0) return { ok: false, errors: reading.errors }
    return {
      ok: true,
      async write(db, officeId) {
        await saveRating(
          db,
          officeId,
          fiscalYear,
          points === null || stars === null ? null : { points, stars },
        )
        return []
      },
    }
  },
}
