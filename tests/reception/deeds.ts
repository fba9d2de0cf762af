import { randomUUID } from 'node:crypto'
import type { Details } from '#src/booking/appointment.ts'
import { bookFor } from '#src/booking/book-for.ts'
import { holdFor, type HoldForOutcome } from '#src/booking/hold-for.ts'
import { saveDetailsFor } from '#src/booking/keep-hold.ts'
import { reschedule } from '#src/booking/reschedule.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { anybody, instant, type Ward } from '../support/ward.ts'

export type DeskMore = Partial<Details> & { people?: number; overbookReason?: string; key?: string }

/** Holds a time as somebody at the desk or on the phone does. */
export function holdAtDesk(
  ward: Ward,
  staff: StaffMember,
  slugs: string[],
  startsAt: string,
  { people = 1, overbookReason, key = randomUUID() }: DeskMore = {},
): Promise<HoldForOutcome> {
  const wish = { ...ward.wish(...slugs), people, startsAt: instant(startsAt), language: 'ja' as const }
  const request = { ...wish, overbookReason: overbookReason ?? null }
  return holdFor(ward.deps, ward.office, staff, request, {
    key,
    scope: 'desk',
    body: { slugs, startsAt, people },
  })
}

/** The whole of a booking at the desk: hold, details, booking. */
export async function bookAtDesk(
  ward: Ward,
  staff: StaffMember,
  slugs: string[],
  startsAt: string,
  { people, overbookReason, key, ...details }: DeskMore = {},
) {
  const more = { ...(people && { people }), ...(overbookReason && { overbookReason }), ...(key && { key }) }
  const held = await holdAtDesk(ward, staff, slugs, startsAt, more)
  if (!held.ok) return held
  await saveDetailsFor(ward.deps, ward.office, held.appointmentId, { ...anybody(), ...details })
  const intent = { key: randomUUID(), scope: 'desk book', body: held.appointmentId }
  return bookFor(ward.deps, ward.office, staff, held.appointmentId, intent)
}

/** The same, failing the test when it is refused. */
export async function bookedAtDesk(...args: Parameters<typeof bookAtDesk>) {
  const outcome = await bookAtDesk(...args)
  if (!outcome.ok) throw new Error(`not booked: ${outcome.reason}`)
  return outcome
}

export function moveAtDesk(ward: Ward, staff: StaffMember, appointmentId: number, startsAt: string) {
  const intent = { key: randomUUID(), scope: 'desk move', body: { appointmentId, startsAt } }
  return reschedule(ward.deps, ward.office, appointmentId, instant(startsAt), `staff:${staff.id}`, intent)
}

/** The place numbers taken in a slot, lowest first. */
export async function numbersAt(ward: Ward, startsAt: string): Promise<number[]> {
  const rows = await ward.deps.store.read(db =>
    db
      .selectFrom('places')
      .select('place_number')
      .where('starts_at', '=', instant(startsAt))
      .orderBy('place_number')
      .execute(),
  )
  return rows.map(row => row.place_number)
}

export async function auditOf(ward: Ward, appointmentId: number) {
  const rows = await ward.deps.store.read(db =>
    db
      .selectFrom('audit')
      .select(['actor', 'deed', 'details_json as details'])
      .where('appointment_id', '=', appointmentId)
      .orderBy('id')
      .execute(),
  )
  return rows.map(({ actor, deed, details }) => ({ actor, deed, details: JSON.parse(details) as unknown }))
}

/** Free places at a time, as staff see them. */
export async function freeForStaff(ward: Ward, slugs: string[], startsAt: string): Promise<number> {
  const date = startsAt.slice(0, 10)
  const office = (await ward.deps.offices.bySlug(ward.office.slug)) ?? ward.office
  const { days } = await ward.deps.availability.days(office, ward.wish(...slugs), date, date, 'staff')
  return days[0]?.slots.find(slot => slot.startsAt === instant(startsAt))?.free ?? 0
}
