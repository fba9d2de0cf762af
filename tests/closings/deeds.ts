import { beginClosing } from '#src/closings/begin-closing.ts'
import type { Choice } from '#src/closings/choice.ts'
import { choose } from '#src/closings/choose.ts'
import type { Closing, Plan } from '#src/closings/closing.ts'
import { type People, readPeople } from '#src/closings/people.ts'
import { choicesOf, findClosing } from '#src/closings/queries.ts'
import type { Act } from '#src/closings/take-step.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { counterOf, newStaffMember } from '../support/queue.ts'
import { openWard, type Ward } from '../support/ward.ts'

const today = '2026-12-01T08:00'
export const closedDay = '2026-12-08'

export type Office = { ward: Ward; admin: StaffMember; other: StaffMember }

export async function openOffice(): Promise<Office> {
  const ward = await openWard({ now: today })
  const [admin, other] = [
    await newStaffMember(ward, 'administrator'),
    await newStaffMember(ward, 'supervisor'),
  ]
  return { ward, admin, other }
}

export function planOf(ward: Ward, more: Partial<Plan> = {}): Plan {
  return {
    ...{ fromDate: closedDay, toDate: closedDay, hours: null, isBookingStopped: false },
    ...{
      counterIds: [counterOf(ward, 'ido').id],
      reason: { ja: '電気設備の点検のため', en: 'Electrical inspection' },
    },
    ...more,
  }
}

export async function begun(
  ward: Ward,
  staff: StaffMember,
  plan: Plan = planOf(ward),
  key = 'begin',
): Promise<number> {
  const outcome = await beginClosing(ward.deps, ward.office, staff, plan, { key, scope: 'test', body: plan })
  if (!outcome.ok) throw new Error(`not begun: ${outcome.reason}`)
  return outcome.closingId
}

export async function closingNow({ deps, office }: Ward, closingId: number): Promise<Closing> {
  const closing = await deps.store.read(db => findClosing(db, office.id, closingId))
  if (!closing) throw new Error('no closing')
  return closing
}

/** A button pressed on the page as it is now. */
export async function press(ward: Ward, staff: StaffMember, closingId: number): Promise<Act> {
  return { staff, closingId, seen: (await closingNow(ward, closingId)).version }
}

export async function peopleOf(ward: Ward, closingId: number, withNames = true): Promise<People['people']> {
  const { deps, office } = ward
  const closing = await closingNow(ward, closingId)
  const { people } = await readPeople(deps, office.id, closing, { withNames })
  return people
}

export async function chosen(
  ward: Ward,
  staff: StaffMember,
  closingId: number,
  choices: Record<number, Choice>,
): Promise<void> {
  const map = new Map(Object.entries(choices).map(([id, choice]) => [Number(id), choice]))
  const outcome = await choose(ward.deps, ward.office, await press(ward, staff, closingId), map)
  if (!outcome.ok) throw new Error(`not chosen: ${outcome.reason}`)
}

export function choicesNow({ deps }: Ward, closingId: number) {
  return deps.store.read(db => choicesOf(db, closingId))
}

export type BookingNow = { state: string; startsAt: number; places: number }

/** A booking as it is now, with how many places it takes. */
export async function bookingNow({ deps }: Ward, appointmentId: number): Promise<BookingNow> {
  return deps.store.read(async db => {
    const row = await db
      .selectFrom('appointments as appointment')
      .innerJoin('legs as leg', 'leg.appointment_id', 'appointment.id')
      .select(['appointment.state', 'leg.starts_at as startsAt', 'leg.id'])
      .where('appointment.id', '=', appointmentId)
      .executeTakeFirstOrThrow()
    const places = await db.selectFrom('places').select('starts_at').where('leg_id', '=', row.id).execute()
    return { state: row.state, startsAt: row.startsAt, places: places.length }
  })
}

/** What was written to somebody since the booking, newest last. */
export async function lettersTo({ deps }: Ward, appointmentId: number) {
  const rows = await deps.store.read(db =>
    db
      .selectFrom('outbox')
      .select(['kind', 'message_json as message'])
      .where('appointment_id', '=', appointmentId)
      .orderBy('id')
      .execute(),
  )
  return rows.slice(1).map(({ kind, message }) => ({ kind, message: JSON.parse(message ?? '{}') }))
}

export async function deedsOf({ deps }: Ward): Promise<string[]> {
  const rows = await deps.store.read(db => db.selectFrom('audit').select('deed').orderBy('id').execute())
  return rows.map(({ deed }) => deed)
}
