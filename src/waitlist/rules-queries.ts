import type { Db } from '#db/store.ts'
import type { Office } from '../offices/office.ts'

/** Saves how an office offers freed places, and that its rules have changed. */
export async function saveWaitlistRules(
  db: Db,
  { id, revision }: { id: number; revision: number },
  rules: Office['waitlist'],
): Promise<boolean> {
  const result = await db
    .updateTable('offices')
    .set(eb => ({
      revision: eb('revision', '+', 1),
      is_waitlist_on: rules.isOn ? 1 : 0,
      offer_minutes: rules.offerMinutes,
      offers_passed_max: rules.passedMax,
      waits_per_contact_max: rules.perContactMax,
      waits_per_day_max: rules.perDayMax,
    }))
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}
