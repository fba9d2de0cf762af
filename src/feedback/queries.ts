import { randomUUID } from 'node:crypto'
import type { Db } from '#db/store.ts'
import type { Score } from './rating.ts'

/** Keeps an answer without anything that leads back to whose it was. */
export async function insertRating(
  db: Db,
  rating: { officeId: number; counterId: number; month: string; score: Score },
): Promise<void> {
  await db
    .insertInto('visit_ratings')
    .values({
      id: randomUUID(),
      office_id: rating.officeId,
      counter_id: rating.counterId,
      month: rating.month,
      score: rating.score,
    })
    .execute()
}
