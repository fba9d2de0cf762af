import type { Db } from '#db/store.ts'
import { word, words } from '#db/words.ts'
import type { Instant } from '../clock.ts'
import type { Office } from '../offices/office.ts'

/** The accounts that were changed since an instant. */
export async function accountsChangedSince(db: Db, officeId: number, since: Instant): Promise<Set<number>> {
  const found = await db
    .selectFrom('audit')
    .select('details_json as details')
    .where('office_id', '=', officeId)
    .where('at', '>=', since)
    .where('deed', '=', word('person_changed'))
    .execute()
  return new Set(found.map(({ details }) => (JSON.parse(details) as { staffId: number }).staffId))
}

/** The longest days for which an office has kept each kind since an instant; without end while it did not erase. */
export async function longestKept(
  db: Db,
  { id, retention }: Pick<Office, 'id' | 'retention'>,
  since: Instant,
): Promise<Record<'bookings' | 'contacts', number>> {
  const found = await db
    .selectFrom('audit')
    .select(['deed', 'details_json as details'])
    .where('office_id', '=', id)
    .where('at', '>=', since)
    .where('deed', 'in', words('retention_changed', 'erasing_started'))
    .execute()
  const isWithoutEnd = !retention.isErasing || found.some(({ deed }) => deed === 'erasing_started')
  const before = found.map(({ details }) => JSON.parse(details) as Record<string, { from?: number }>)
  const longest = (kind: 'bookings' | 'contacts') =>
    isWithoutEnd
      ? Number.POSITIVE_INFINITY
      : Math.max(retention.days[kind], ...before.map(changed => changed[kind]?.from ?? 0))
  return { bookings: longest('bookings'), contacts: longest('contacts') }
}

export type HeldRow = {
  id: number
  reference: string
  counterId: number | null
  createdAt: Instant
  /** Of a booking: its time. */
  startsAt: Instant | null
  isHeld: boolean
  name: string | null
  email: string | null
  phone: string | null
}

type Ids = { after: number; last: number }

/** Bookings of some ids that were there before an instant and whose person was, or may have been, kept then. */
export async function heldBookings(
  db: Db,
  officeId: number,
  { after, last }: Ids,
  { madeBefore, erasedSince }: { madeBefore: Instant; erasedSince: Instant },
): Promise<HeldRow[]> {
  const found = await db
    .selectFrom('appointments as appointment')
    .innerJoin('legs as leg', join =>
      join.onRef('leg.appointment_id', '=', 'appointment.id').on('leg.position', '=', 0),
    )
    .leftJoin('persons as person', 'person.id', 'appointment.person_id')
    .select([
      ...(['appointment.id', 'appointment.reference', 'appointment.created_at as createdAt'] as const),
      ...(['leg.counter_id as counterId', 'leg.starts_at as startsAt'] as const),
      ...(['person.id as personId', 'person.name', 'person.email', 'person.phone'] as const),
    ])
    .where('appointment.id', '>', after)
    .where('appointment.id', '<=', last)
    .where('appointment.office_id', '=', officeId)
    .where('appointment.state', '!=', 'held')
    .where('appointment.created_at', '<', madeBefore)
    .where(eb => eb.or([eb('person.id', 'is not', null), eb('leg.starts_at', '>=', erasedSince)]))
    .orderBy('appointment.id')
    .execute()
  return found.map(({ personId, reference, ...row }) => ({
    ...{ ...row, reference: reference ?? '' },
    isHeld: personId !== null,
  }))
}

/** Opinions in the same way; who wished for no answer has told nothing of themselves. */
export async function heldOpinions(
  db: Db,
  officeId: number,
  { after, last }: Ids,
  { madeBefore, erasedSince }: { madeBefore: Instant; erasedSince: Instant },
): Promise<HeldRow[]> {
  const found = await db
    .selectFrom('opinions as opinion')
    .leftJoin('opinion_contacts as contact', 'contact.opinion_id', 'opinion.id')
    .select([
      ...(['opinion.id', 'opinion.receipt as reference', 'opinion.counter_id as counterId'] as const),
      ...(['opinion.created_at as createdAt', 'contact.opinion_id as contactId'] as const),
      ...(['contact.name', 'contact.email', 'contact.phone'] as const),
    ])
    .where('opinion.id', '>', after)
    .where('opinion.id', '<=', last)
    .where('opinion.office_id', '=', officeId)
    .where('opinion.wants_answer', '=', 1)
    .where('opinion.created_at', '<', madeBefore)
    .where(eb =>
      eb.or([
        eb('contact.opinion_id', 'is not', null),
        eb(eb.fn.coalesce('opinion.answered_at', 'opinion.closed_at'), '>=', erasedSince),
      ]),
    )
    .orderBy('opinion.id')
    .execute()
  return found.map(({ contactId, ...row }) => ({ ...row, startsAt: null, isHeld: contactId !== null }))
}

/** The highest ids there are. */
export async function lastIds(db: Db): Promise<{ booking: number; opinion: number }> {
  const booking = await db
    .selectFrom('appointments')
    .select(eb => eb.fn.max('id').as('id'))
    .executeTakeFirst()
  const opinion = await db
    .selectFrom('opinions')
    .select(eb => eb.fn.max('id').as('id'))
    .executeTakeFirst()
  return { booking: booking?.id ?? 0, opinion: opinion?.id ?? 0 }
}
