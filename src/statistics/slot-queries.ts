import type { Db } from '#db/store.ts'
import type { Instant, LocalDate } from '../clock.ts'

export type SlotFacts = { counterId: number; startsAt: Instant; offered: number; blocked: number }

/** Keeps the places of a day. What has been kept stays, unless the day is still running and its rules changed. */
export async function saveSlots(
  db: Db,
  { officeId, date, isRunning }: { officeId: number; date: LocalDate; isRunning: boolean },
  slots: readonly SlotFacts[],
): Promise<void> {
  const kept = await db
    .selectFrom('slot_facts')
    .select(['counter_id', 'starts_at', 'offered', 'blocked'])
    .where('office_id', '=', officeId)
    .where('business_date', '=', date)
    .execute()
  if (!isRunning && kept.length > 0) return
  const key = (slot: { counterId: number; startsAt: Instant; offered: number; blocked: number }) =>
    `${slot.counterId} ${slot.startsAt} ${slot.offered} ${slot.blocked}`
  const known = new Set(
    kept.map(({ counter_id, starts_at, ...row }) =>
      key({ counterId: counter_id, startsAt: starts_at, ...row }),
    ),
  )
  if (known.size === slots.length && slots.every(slot => known.has(key(slot)))) return
  await db
    .deleteFrom('slot_facts')
    .where('office_id', '=', officeId)
    .where('business_date', '=', date)
    .execute()
  for (let index = 0; index < slots.length; index += 100)
    await db
      .insertInto('slot_facts')
      .values(
        slots.slice(index, index + 100).map(slot => ({
          counter_id: slot.counterId,
          starts_at: slot.startsAt,
          office_id: officeId,
          business_date: date,
          offered: slot.offered,
          blocked: slot.blocked,
        })),
      )
      .onConflict(conflict => conflict.doNothing())
      .execute()
}

/** The places of a span, added up for each counter. */
export async function slotTotals(
  db: Db,
  officeId: number,
  { from, to }: { from: LocalDate; to: LocalDate },
): Promise<Array<{ counterId: number; offered: number; blocked: number }>> {
  return db
    .selectFrom('slot_facts')
    .select(eb => [
      'counter_id as counterId',
      eb.fn.sum<number>('offered').as('offered'),
      eb.fn.sum<number>('blocked').as('blocked'),
    ])
    .where('office_id', '=', officeId)
    .where('business_date', '>=', from)
    .where('business_date', '<=', to)
    .groupBy('counter_id')
    .execute()
}
