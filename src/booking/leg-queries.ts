import { chunksOf } from '#db/chunks.ts'
import { type Blanks, prepared } from '#db/prepared.ts'
import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { Leg } from './appointment.ts'

/** A leg as it is wished for, in its place among the others. */
export type NewLeg = Omit<Leg, 'id'>

type OfAppointment = { officeId: number; appointmentId: number }

/** Legs of an appointment, with their services but without places. */
export async function insertLegs(db: Db, of: OfAppointment, wished: readonly NewLeg[]): Promise<Leg[]> {
  const legs: Leg[] = []
  for (const { services, ...leg } of wished) {
    const [row] = (await insertLeg(db, { ...of, ...leg })).rows
    if (!row) throw new Error('an insert gave no id')
    for (const [position, { id: serviceId }] of services.entries())
      await insertLegService(db, { officeId: of.officeId, legId: row.id, serviceId, position })
    legs.push({ ...leg, id: row.id, services })
  }
  return legs
}

type LegRow = OfAppointment & Omit<NewLeg, 'services'>

const insertLeg = prepared((db, blank: Blanks<LegRow>) =>
  db
    .insertInto('legs')
    .values({
      office_id: blank('officeId'),
      appointment_id: blank('appointmentId'),
      position: blank('position'),
      counter_id: blank('counterId'),
      starts_at: blank('startsAt'),
      minutes: blank('minutes'),
    })
    .returning('id'),
)

type LegService = { officeId: number; legId: number; serviceId: number; position: number }

const insertLegService = prepared((db, blank: Blanks<LegService>) =>
  db.insertInto('leg_services').values({
    office_id: blank('officeId'),
    leg_id: blank('legId'),
    service_id: blank('serviceId'),
    position: blank('position'),
  }),
)

export async function moveLeg(
  db: Db,
  legId: number,
  { startsAt, minutes }: { startsAt: Instant; minutes: number },
): Promise<void> {
  await db.updateTable('legs').set({ starts_at: startsAt, minutes }).where('id', '=', legId).execute()
}

/** The same for many: those who go to one time for as long by one statement. */
export async function moveLegs(
  db: Db,
  legs: ReadonlyArray<Pick<Leg, 'id' | 'startsAt' | 'minutes'>>,
): Promise<void> {
  for (const together of Map.groupBy(legs, leg => `${leg.startsAt} ${leg.minutes}`).values())
    for (const some of chunksOf(together)) {
      const [{ startsAt, minutes } = { startsAt: 0, minutes: 0 }] = some
      const ids = some.map(({ id }) => id)
      await db.updateTable('legs').set({ starts_at: startsAt, minutes }).where('id', 'in', ids).execute()
    }
}

/** Whether a number was given for any of these legs, if only by mistake: the log tells of them for ever. */
export async function areInLog(db: Db, legIds: readonly number[]): Promise<boolean> {
  const row = await db.selectFrom('tickets').select('id').where('leg_id', 'in', legIds).executeTakeFirst()
  return row !== undefined
}

/** Removes a leg of a visit that has not begun, with its places, and moves up those after it. */
export async function deleteLeg(db: Db, { id, appointmentId, position }: DeletedLeg): Promise<void> {
  await db.deleteFrom('legs').where('id', '=', id).execute()
  const later = await db
    .selectFrom('legs')
    .select(['id', 'position'])
    .where('appointment_id', '=', appointmentId)
    .where('position', '>', position)
    .orderBy('position')
    .execute()
  for (const leg of later)
    await db
      .updateTable('legs')
      .set({ position: leg.position - 1 })
      .where('id', '=', leg.id)
      .execute()
}

type DeletedLeg = { id: number; appointmentId: number; position: number }

/** Puts other legs, still without places, in the place of all that a visit has; it has not begun. */
export async function replaceLegs(db: Db, of: OfAppointment, wished: readonly NewLeg[]): Promise<Leg[]> {
  await db.deleteFrom('legs').where('appointment_id', '=', of.appointmentId).execute()
  return insertLegs(db, of, wished)
}
