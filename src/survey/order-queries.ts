import { sql } from 'kysely'
import type { Db } from '#db/store.ts'
import type { Month } from './questionnaire.ts'

/**
 * PostgreSQL keeps rows where they were written, with the number of the transaction: both tell an order, and the
 * number is also that of the visit marked with it. Writing a month anew in the order of its random keys leaves one
 * number and no order. Months that lie so already are left alone, but for a single row: it cannot show that it does.
 */
export async function shuffleOnPostgres(db: Db, since: Month): Promise<void> {
  for (const name of ['survey_answers', 'survey_comments']) {
    const table = sql.table(name)
    // Whoever adds to an answer waits, and then finds it where it is now.
    await sql`lock table ${table} in exclusive mode`.execute(db)
    const { rows: stirred } = await sql<{ office_id: number; month: Month }>`
      select office_id, month from ${table} where month >= ${since}
      group by office_id, month having count(distinct xmin::text) > 1 or count(*) = 1`.execute(db)
    for (const { office_id, month } of stirred)
      await sql`
        with taken as (delete from ${table} where office_id = ${office_id} and month = ${month} returning *)
        insert into ${table} select * from taken order by id`.execute(db)
  }
}
