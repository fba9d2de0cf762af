import { sql } from 'kysely'
import type { Db } from '#db/store.ts'
import type { LocalDate } from '../clock.ts'
import type { OpinionCell } from './counts.ts'

/** What was published, by the month in which it came in, the newest month first. */
export async function publishedOpinions(
  db: Db,
  officeId: number,
  { from, to }: { from: LocalDate; to: LocalDate },
) {
  const rows = await db
    .selectFrom('opinions')
    .select([
      'category',
      'counter_id as counterId',
      'received_date as receivedDate',
      'published_text as text',
      'published_answer as answer',
    ])
    .where('office_id', '=', officeId)
    .where('state', '=', 'published')
    .where('received_date', '>=', from)
    .where('received_date', '<=', to)
    .orderBy(month, 'desc')
    // By when it was published, which says nothing about who wrote first.
    .orderBy('published_at')
    .orderBy('id')
    .execute()
  return rows.map(({ receivedDate, text, answer, ...row }) => ({
    ...row,
    month: receivedDate.slice(0, 7),
    text: text ?? '',
    answer: answer ?? '',
  }))
}

const month = sql<string>`substr(received_date, 1, 7)`

/** How many came in from day to day, told apart by all that figures tell apart: the rows of an export. */
export async function opinionCells(
  db: Db,
  officeId: number,
  from: LocalDate,
  to: LocalDate,
): Promise<OpinionCell[]> {
  const rows = await db
    .selectFrom('opinions')
    .select(eb => [
      month.as('month'),
      'category',
      'counter_id as counterId',
      'channel',
      'state',
      'wants_answer as wantsAnswer',
      eb.fn.countAll<number>().as('count'),
    ])
    .where('office_id', '=', officeId)
    .where('received_date', '>=', from)
    .where('received_date', '<=', to)
    .groupBy([month, 'category', 'counter_id', 'channel', 'state', 'wants_answer'])
    .orderBy(month)
    .orderBy('category')
    .orderBy('counter_id')
    .orderBy('channel')
    .orderBy('state')
    .orderBy('wants_answer')
    .execute()
  return rows.map(row => ({ ...row, wantsAnswer: row.wantsAnswer === 1 }))
}

/** How many of those who wished for an answer had it after so many days, by counter, the fewest days first. */
export async function answerDays(
  db: Db,
  officeId: number,
  from: LocalDate,
  to: LocalDate,
): Promise<Array<{ counterId: number | null; days: number; count: number }>> {
  const rows = await db
    .selectFrom('opinions')
    .select(eb => ['counter_id as counterId', 'answer_days as days', eb.fn.countAll<number>().as('count')])
    .where('office_id', '=', officeId)
    .where('received_date', '>=', from)
    .where('received_date', '<=', to)
    .where('answer_days', 'is not', null)
    .where('wants_answer', '=', 1)
    .groupBy(['answer_days', 'counter_id'])
    .orderBy('answer_days')
    .execute()
  return rows.map(({ days, ...row }) => ({ ...row, days: days ?? 0 }))
}
