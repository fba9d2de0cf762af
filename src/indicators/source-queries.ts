import type { Db } from '#db/store.ts'
import type { Instant, LocalDate } from '../clock.ts'

/** The month in which the office received its first visitor by this product; null before that. */
export async function firstMonth(db: Db, officeId: number): Promise<string | null> {
  const row = await db
    .selectFrom('visits')
    .select('business_date')
    .where('office_id', '=', officeId)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row?.business_date.slice(0, 7) ?? null
}

/**
 * Answers to the first question of the visitor questionnaire, by month: how many are good (4 or 5) of how many that
 * say anything. An answer holds its marks as JSON that only we write, so its text is as good as its members.
 */
export function answersByMonth(
  db: Db,
  officeId: number,
  from: string,
  to: string,
): Promise<Array<{ month: string; good: number; valid: number }>> {
  const marked = (mark: number) => `%"q-overall":${mark}%`
  return db
    .selectFrom('survey_answers')
    .select(eb => {
      const hasOneOf = (marks: readonly number[]) =>
        eb.or(marks.map(mark => eb('scores_json', 'like', marked(mark))))
      return [
        'month',
        eb.fn
          .count<number>('id')
          .filterWhere(hasOneOf([4, 5]))
          .as('good'),
        eb.fn
          .count<number>('id')
          .filterWhere(hasOneOf([1, 2, 3, 4, 5]))
          .as('valid'),
      ]
    })
    .where('office_id', '=', officeId)
    .where('month', '>=', from)
    .where('month', '<=', to)
    .groupBy('month')
    .execute()
}

/** Whether anybody who had booked without staff came for a time between two instants. */
export async function hasOnlineBookings(
  db: Db,
  officeId: number,
  from: Instant,
  before: Instant,
): Promise<boolean> {
  const row = await db
    .selectFrom('counters')
    .innerJoin('legs', 'legs.counter_id', 'counters.id')
    .innerJoin('appointments', 'appointments.id', 'legs.appointment_id')
    .innerJoin('tickets', 'tickets.leg_id', 'legs.id')
    .select('legs.id')
    .where('counters.office_id', '=', officeId)
    .where('legs.starts_at', '>=', from)
    .where('legs.starts_at', '<', before)
    .where('tickets.state', '!=', 'voided')
    .where('appointments.channel', '!=', 'staff')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether anybody answered the visitor questionnaire in a month. */
export async function hasAnswers(db: Db, officeId: number, month: string): Promise<boolean> {
  const row = await db
    .selectFrom('survey_answers')
    .select('id')
    .where('office_id', '=', officeId)
    .where('month', '=', month)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether an opinion came in from one day on and before another. */
export async function hasOpinions(
  db: Db,
  officeId: number,
  from: LocalDate,
  before: LocalDate,
): Promise<boolean> {
  const row = await db
    .selectFrom('opinions')
    .select('id')
    .where('office_id', '=', officeId)
    .where('received_date', '>=', from)
    .where('received_date', '<', before)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
