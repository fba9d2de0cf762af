import type { Db } from '#db/store.ts'
import type { Instant, LocalDate } from '../clock.ts'
import { asLanguage } from '../languages.ts'
import { type Office, servicesByIds } from '../offices/office.ts'
import type { Entry, WaitWish } from './entry.ts'

/** The entries of an office with their services, offers and refused times, in joining order. */
async function entriesWhere(
  db: Db,
  office: Office,
  where: { id?: number; counterId?: number; states?: ReadonlyArray<Entry['state']> },
): Promise<Entry[]> {
  const { id, counterId, states } = where
  const rows = await db
    .selectFrom('waitlist_entries')
    .selectAll()
    .where('office_id', '=', office.id)
    .$if(id !== undefined, query => query.where('id', '=', id ?? 0))
    .$if(counterId !== undefined, query => query.where('counter_id', '=', counterId ?? 0))
    .$if(states !== undefined, query =>
      query.where('state', 'in', states ?? []).where('ended_at', 'is', null),
    )
    .orderBy('joined_at')
    .orderBy('id')
    .execute()
  if (rows.length === 0) return []

  const ids = rows.map(row => row.id)
  const services = Map.groupBy(
    await db
      .selectFrom('waitlist_services')
      .select(['entry_id', 'service_id'])
      .where('entry_id', 'in', ids)
      .orderBy('position')
      .execute(),
    row => row.entry_id,
  )
  const offers = Map.groupBy(
    await db
      .selectFrom('waitlist_offers')
      .select(['id', 'entry_id', 'appointment_id', 'starts_at', 'until_at', 'state'])
      .where('entry_id', 'in', ids)
      .execute(),
    row => row.entry_id,
  )
  return rows.map(row => {
    const own = offers.get(row.id) ?? []
    const open = own.find(offer => offer.state === 'open')
    const { name, email, phone } = row
    return {
      id: row.id,
      officeId: row.office_id,
      counterId: row.counter_id,
      state: row.state,
      channel: row.channel,
      language: asLanguage(row.language) ?? 'ja',
      services: servicesByIds(
        office,
        (services.get(row.id) ?? []).map(({ service_id }) => service_id),
      ),
      people: row.people,
      fromDate: row.from_date,
      toDate: row.to_date,
      fromMinute: row.from_minute,
      toMinute: row.to_minute,
      joinedAt: row.joined_at,
      person: name === null ? null : { name, email, phone },
      passed: row.passed,
      endReason: row.end_reason,
      offer: open
        ? {
            id: open.id,
            appointmentId: open.appointment_id,
            startsAt: open.starts_at,
            until: open.until_at,
          }
        : null,
      refusedStarts: own.filter(({ state }) => state !== 'open').map(offer => offer.starts_at),
    }
  })
}

export async function findEntry(db: Db, office: Office, id: number): Promise<Entry | null> {
  const [entry] = await entriesWhere(db, office, { id })
  return entry ?? null
}

/** Those who wait at a counter and have no offer, in joining order. */
export function waitingAt(db: Db, office: Office, counterId: number): Promise<Entry[]> {
  return entriesWhere(db, office, { counterId, states: ['waiting'] })
}

/** The whole line of a counter, in joining order. */
export function lineOf(db: Db, office: Office, counterId: number): Promise<Entry[]> {
  return entriesWhere(db, office, { counterId, states: ['waiting', 'offered'] })
}

type NewEntry = WaitWish & {
  officeId: number
  counterId: number
  channel: Entry['channel']
  language: string
  wishKey: string
  name: string
  email: string | null
  phone: string | null
  emailKey: string | null
  phoneKey: string | null
  joinedAt: Instant
}

/** Puts a wish at the end of its line; null when the same one waits already. */
export async function insertEntry(db: Db, entry: NewEntry): Promise<number | null> {
  const row = await db
    .insertInto('waitlist_entries')
    .values({
      office_id: entry.officeId,
      counter_id: entry.counterId,
      state: 'waiting',
      channel: entry.channel,
      language: entry.language,
      people: entry.people,
      from_date: entry.fromDate,
      to_date: entry.toDate,
      from_minute: entry.fromMinute,
      to_minute: entry.toMinute,
      wish_key: entry.wishKey,
      name: entry.name,
      email: entry.email,
      phone: entry.phone,
      email_key: entry.emailKey,
      phone_key: entry.phoneKey,
      joined_at: entry.joinedAt,
    })
    .onConflict(conflict =>
      conflict.columns(['office_id', 'wish_key']).where('ended_at', 'is', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  if (!row) return null
  for (const [position, { id }] of entry.services.entries())
    await db
      .insertInto('waitlist_services')
      .values({ entry_id: row.id, service_id: id, office_id: entry.officeId, position })
      .execute()
  return row.id
}

/** Entries of an office without an offer whose last day is near or past. */
export async function waitsUntil(db: Db, office: Office, date: LocalDate): Promise<Entry[]> {
  const waiting = await db
    .selectFrom('waitlist_entries')
    .select('id')
    .where('office_id', '=', office.id)
    .where('ended_at', 'is', null)
    .where('state', '=', 'waiting')
    .where('to_date', '<=', date)
    .orderBy('id')
    .limit(200)
    .execute()
  const entries: Entry[] = []
  for (const { id } of waiting) entries.push(...(await entriesWhere(db, office, { id })))
  return entries
}
