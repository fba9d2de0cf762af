import { randomUUID } from 'node:crypto'
import type { Details } from '#src/booking/appointment.ts'
import { type BookOutcome, bookHold } from '#src/booking/book.ts'
import { cancel } from '#src/booking/cancel.ts'
import { type Hold, hold, type HoldOutcome } from '#src/booking/hold.ts'
import { findAppointment } from '#src/booking/appointment-queries.ts'
import { reschedule } from '#src/booking/reschedule.ts'
import { anybody, instant, type Ward } from '../support/ward.ts'

type HoldMore = { people?: number; key?: string }

export function holdAt(
  ward: Ward,
  slugs: string[],
  startsAt: string,
  more: HoldMore = {},
): Promise<HoldOutcome> {
  const { people = 1, key = randomUUID() } = more
  return hold(
    ward.deps,
    ward.office,
    { ...ward.wish(...slugs), people, startsAt: instant(startsAt), language: 'ja', channel: 'web' },
    { key, scope: 'hold', body: { slugs, startsAt, people } },
  )
}

/** Holds and fails the test when that is refused. */
export async function held(
  ward: Ward,
  slugs: string[],
  startsAt: string,
  more: HoldMore = {},
): Promise<Hold> {
  const outcome = await holdAt(ward, slugs, startsAt, more)
  if (!outcome.ok) throw new Error(`not held: ${outcome.reason}`)
  return outcome
}

export function bookHeld(
  ward: Ward,
  hold: string,
  details: Details | undefined = anybody(),
  key: string = randomUUID(),
): Promise<BookOutcome> {
  return bookHold(ward.deps, ward.office, { hold, details, actor: 'web' }, { key, scope: 'book', body: hold })
}

export function cancelIt(ward: Ward, appointmentId: number, key: string = randomUUID()) {
  return cancel(ward.deps, ward.office, appointmentId, 'web', { key, scope: 'cancel', body: appointmentId })
}

export function move(ward: Ward, appointmentId: number, startsAt: string, key: string = randomUUID()) {
  const intent = { key, scope: 'reschedule', body: { appointmentId, startsAt } }
  return reschedule(ward.deps, ward.office, appointmentId, instant(startsAt), 'web', intent)
}

export function appointmentOf(ward: Ward, appointmentId: number) {
  return ward.deps.store.read(db => findAppointment(db, ward.office, appointmentId))
}

/** Free places at a time, as residents see them. */
export async function freeAt(ward: Ward, slugs: string[], startsAt: string): Promise<number> {
  const date = startsAt.slice(0, 10)
  const office = (await ward.deps.offices.bySlug(ward.office.slug)) ?? ward.office
  const { days } = await ward.deps.availability.days(office, ward.wish(...slugs), date, date)
  return days[0]?.slots.find(slot => slot.startsAt === instant(startsAt))?.free ?? 0
}

export async function deedsOf(ward: Ward, appointmentId: number): Promise<string[]> {
  const rows = await ward.deps.store.read(db =>
    db.selectFrom('audit').select('deed').where('appointment_id', '=', appointmentId).orderBy('id').execute(),
  )
  return rows.map(row => row.deed)
}

export async function messagesOf(ward: Ward, appointmentId: number): Promise<string[]> {
  const rows = await ward.deps.store.read(db =>
    db
      .selectFrom('outbox')
      .select('kind')
      .where('appointment_id', '=', appointmentId)
      .orderBy('id')
      .execute(),
  )
  return rows.map(row => row.kind)
}

/** Names of the refusals among outcomes, in order. */
export function reasons(outcomes: ReadonlyArray<{ ok: boolean; reason?: string }>): string[] {
  return outcomes.flatMap(outcome => (outcome.ok ? [] : (outcome.reason ?? 'unnamed')))
}
