import type { Db } from '#db/store.ts'
import { newToken, tokenHash } from '../access/token.ts'
import type { Instant, LocalDate } from '../clock.ts'
import { asLanguage } from '../languages.ts'
import { type Office, servicesByIds } from '../offices/office.ts'
import type { EndReason, Entry, Span, WaitWish } from './entry.ts'

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

/** A sign of the line at each counter where somebody waits: it changes whenever the line does. */
export async function lineMarks(
  db: Db,
  officeId: number,
): Promise<Array<{ counterId: number; mark: string }>> {
  const rows = await db
    .selectFrom('waitlist_entries')
    .select(eb => [
      'counter_id',
      eb.fn.countAll<number>().as('count'),
      eb.fn.sum<number>('id').as('ids'),
      eb.fn.sum<number>('passed').as('passed'),
    ])
    .where('office_id', '=', officeId)
    .where('ended_at', 'is', null)
    .where('state', '=', 'waiting')
    .groupBy('counter_id')
    .execute()
  return rows.map(row => ({ counterId: row.counter_id, mark: `${row.count} ${row.ids} ${row.passed}` }))
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

export async function entryOfWish(db: Db, officeId: number, wishKey: string): Promise<number | null> {
  const row = await db
    .selectFrom('waitlist_entries')
    .select('id')
    .where('office_id', '=', officeId)
    .where('wish_key', '=', wishKey)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row?.id ?? null
}

/** How many wishes of a contact wait. */
export async function waitsOfContact(
  db: Db,
  officeId: number,
  { emailKey, phoneKey }: { emailKey: string | null; phoneKey: string | null },
): Promise<number> {
  const row = await db
    .selectFrom('waitlist_entries')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('office_id', '=', officeId)
    .where('ended_at', 'is', null)
    .where(eb =>
      eb.or([
        ...(emailKey === null ? [] : [eb('email_key', '=', emailKey)]),
        ...(phoneKey === null ? [] : [eb('phone_key', '=', phoneKey)]),
      ]),
    )
    .executeTakeFirstOrThrow()
  return row.count
}

/** The days for which others wait at a counter, one row for each of them, within these days. */
export function waitsDuring(
  db: Db,
  counterId: number,
  { fromDate, toDate }: Pick<Span, 'fromDate' | 'toDate'>,
) {
  return db
    .selectFrom('waitlist_entries')
    .select(['from_date as fromDate', 'to_date as toDate'])
    .where('counter_id', '=', counterId)
    .where('ended_at', 'is', null)
    .where('from_date', '<=', toDate)
    .where('to_date', '>=', fromDate)
    .execute()
}

/** How many in line before an entry wait for some of the same days and hours. */
export async function aheadOf(db: Db, entry: Entry): Promise<number> {
  const row = await before(db, entry)
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('from_date', '<=', entry.toDate)
    .where('to_date', '>=', entry.fromDate)
    .where('from_minute', '<', entry.toMinute)
    .where('to_minute', '>', entry.fromMinute)
    .executeTakeFirstOrThrow()
  return row.count
}

/** Those waiting before an entry in whose days and hours a time lies, whether it is long enough for them or not. */
export async function waitingBefore(
  db: Db,
  entry: Entry,
  { date, minute }: { date: LocalDate; minute: number },
): Promise<number[]> {
  const rows = await before(db, entry)
    .select('id')
    .where('state', '=', 'waiting')
    .where('from_date', '<=', date)
    .where('to_date', '>=', date)
    .where('from_minute', '<=', minute)
    .where('to_minute', '>', minute)
    .execute()
  return rows.map(({ id }) => id)
}

function before(db: Db, { counterId, joinedAt, id }: Entry) {
  return db
    .selectFrom('waitlist_entries')
    .where('counter_id', '=', counterId)
    .where('ended_at', 'is', null)
    .where(eb =>
      eb.or([eb('joined_at', '<', joinedAt), eb.and([eb('joined_at', '=', joinedAt), eb('id', '<', id)])]),
    )
}

/** Takes somebody out of the line for as long as an offer is theirs; false when they do not wait any more. */
export async function claimWaiting(db: Db, entryId: number): Promise<boolean> {
  const result = await db
    .updateTable('waitlist_entries')
    .set({ state: 'offered' })
    .where('id', '=', entryId)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Keeps other deeds on an entry waiting until this transaction ends; false once the wait is over. */
export async function lockEntry(db: Db, entryId: number): Promise<boolean> {
  const result = await db
    .updateTable('waitlist_entries')
    .set(eb => ({ passed: eb.ref('passed') }))
    .where('id', '=', entryId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Puts somebody back to where they stood in the line. */
export async function backInLine(db: Db, entryId: number, passed: number): Promise<void> {
  await db
    .updateTable('waitlist_entries')
    .set({ state: 'waiting', passed })
    .where('id', '=', entryId)
    .where('ended_at', 'is', null)
    .execute()
}

/** Ends a wait, and erases who it was. */
export async function endWait(
  db: Db,
  entryId: number,
  { reason, at, passed }: { reason: EndReason; at: Instant; passed?: number },
): Promise<void> {
  const state = reason === 'booked' ? 'booked' : reason === 'left' ? 'left' : 'ended'
  await db
    .updateTable('waitlist_entries')
    .set({
      ...{ state, end_reason: reason, ended_at: at, wish_key: null },
      ...{ name: null, email: null, phone: null, email_key: null, phone_key: null },
      ...(passed !== undefined && { passed }),
    })
    .where('id', '=', entryId)
    .where('ended_at', 'is', null)
    .execute()
}

type NewOffer = {
  officeId: number
  entryId: number
  appointmentId: number
  startsAt: Instant
  madeAt: Instant
  until: Instant
}

export async function insertOffer(db: Db, offer: NewOffer): Promise<void> {
  await db
    .insertInto('waitlist_offers')
    .values({
      office_id: offer.officeId,
      entry_id: offer.entryId,
      appointment_id: offer.appointmentId,
      starts_at: offer.startsAt,
      made_at: offer.madeAt,
      until_at: offer.until,
      state: 'open',
    })
    .execute()
}

/** Ends an open offer; false when it is not open any more. */
export async function closeOffer(
  db: Db,
  offerId: number,
  state: 'taken' | 'declined' | 'passed',
  now: Instant,
): Promise<boolean> {
  const result = await db
    .updateTable('waitlist_offers')
    .set({ state, ended_at: now })
    .where('id', '=', offerId)
    .where('state', '=', 'open')
    .where('until_at', state === 'passed' ? '<=' : '>', now)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Offers of an office whose deadline has passed, oldest first. */
export function dueOffers(db: Db, officeId: number, now: Instant) {
  return db
    .selectFrom('waitlist_offers')
    .select(['id', 'entry_id as entryId'])
    .where('office_id', '=', officeId)
    .where('state', '=', 'open')
    .where('until_at', '<=', now)
    .orderBy('until_at')
    .orderBy('id')
    .limit(100)
    .execute()
}

/** Whether our own mail kept somebody from hearing of an offer: its message never left. */
export async function isUntold(db: Db, entryId: number): Promise<boolean> {
  const row = await db
    .selectFrom('outbox')
    .select('state')
    .where('waitlist_entry_id', '=', entryId)
    .where('kind', '=', 'place_offered')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.state === 'waiting' || row?.state === 'expired'
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

/** Mints a token that opens an entry's page and returns it: this is the only time it is known. */
export async function grantEntry(
  db: Db,
  entry: Pick<Entry, 'id' | 'officeId'>,
  now: Instant,
): Promise<string> {
  const token = newToken()
  await db
    .insertInto('waitlist_tokens')
    .values({ token_hash: tokenHash(token), office_id: entry.officeId, entry_id: entry.id, created_at: now })
    .execute()
  return token
}

/** The entry that a token opens, with its office. */
export async function entryOpenedBy(
  db: Db,
  token: string,
): Promise<{ entryId: number; officeId: number } | null> {
  const row = await db
    .selectFrom('waitlist_tokens')
    .select(['entry_id as entryId', 'office_id as officeId'])
    .where('token_hash', '=', tokenHash(token))
    .executeTakeFirst()
  return row ?? null
}

/** Takes the ways to waits back that ended before an instant. */
export async function forgetEndedWaits(db: Db, before: Instant): Promise<void> {
  await db
    .deleteFrom('waitlist_tokens')
    .where('entry_id', 'in', eb =>
      eb.selectFrom('waitlist_entries').select('id').where('ended_at', '<=', before),
    )
    .execute()
}

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
