import { type Blanks, prepared } from '#db/prepared.ts'
import type { Db } from '#db/store.ts'
import type { LocalDate } from '../clock.ts'

/** The next number of a day under a prefix, from 1. */
export async function nextSerial(
  db: Db,
  series: { officeId: number; businessDate: LocalDate; prefix: string },
): Promise<number> {
  const [row] = (await raiseSerial(db, series)).rows
  if (!row) throw new Error('a series gave no number')
  return row.last_number
}

const raiseSerial = prepared(
  (db, blank: Blanks<{ officeId: number; businessDate: string; prefix: string }>) =>
    db
      .insertInto('ticket_series')
      .values({
        office_id: blank('officeId'),
        business_date: blank('businessDate'),
        prefix: blank('prefix'),
        last_number: 1,
      })
      .onConflict(conflict =>
        conflict
          .columns(['office_id', 'business_date', 'prefix'])
          .doUpdateSet(eb => ({ last_number: eb('ticket_series.last_number', '+', 1) })),
      )
      .returning('last_number'),
)
