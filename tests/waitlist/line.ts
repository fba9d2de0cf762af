import { randomUUID } from 'node:crypto'
import { cancel } from '#src/booking/cancel.ts'
import type { BookOutcome } from '#src/booking/book.ts'
import { isoOf } from '#src/clock.ts'
import type { Entry, Span } from '#src/waitlist/entry.ts'
import { declineOffer, leave } from '#src/waitlist/decline.ts'
import { join, type JoinOutcome } from '#src/waitlist/join.ts'
import { createOfferJob } from '#src/waitlist/offer-freed.ts'
import { findEntry, lineOf as activeEntries } from '#src/waitlist/entry-queries.ts'
import { takeOffer } from '#src/waitlist/take.ts'
import { openCheckedWard } from '../support/invariants.ts'
import { openSite, type Site } from '../support/site.ts'
import { anybody, type Ward } from '../support/ward.ts'

/** The day of these tests: a counter with one window is open for four slots of 15 minutes, and closed from the next on. */
export const theDay = '2026-12-03'
export const starts = ['09:00', '09:15', '09:30', '09:45'] as const
/** A service of one slot, and one of two. */
export const short = 'setai'
export const long = 'tennyu'

export type Line = {
  ward: Ward
  counterId: number
  /** Waits for the day. */
  join: (more?: JoinMore) => Promise<JoinOutcome>
  /** The same, and fails the test when that is refused. */
  joined: (more?: JoinMore) => Promise<number>
  /** Lets the jobs look once. */
  look: () => Promise<void>
  entry: (id: number) => Promise<Entry>
  /** All who wait or have an offer. */
  active: () => Promise<Entry[]>
  /** The time offered to an entry, as `09:00`; null without one. */
  offered: (id: number) => Promise<string | null>
  take: (id: number, key?: string) => Promise<BookOutcome>
  decline: (id: number) => ReturnType<typeof declineOffer>
  leave: (id: number) => ReturnType<typeof leave>
  /** Books a time of the day and answers the id of the booking. */
  book: (time: string, service?: string) => Promise<number>
  cancel: (appointmentId: number) => Promise<void>
  /** Kinds of all messages to those who wait, in order. */
  messages: () => Promise<string[]>
}

type JoinMore = Partial<Span> & {
  name?: string
  service?: string
  email?: string | null
  phone?: string | null
  channel?: Entry['channel']
  key?: string
}

/** A counter whose whole day is taken, and nobody waits. */
export async function openLine({ now = '2026-12-01T09:00', isFull = true } = {}): Promise<
  Line & { booked: number[] }
> {
  const ward = await openCheckedWard({ now })
  await narrow(ward)
  const line = lineOf(ward)
  const booked: number[] = []
  if (isFull) for (const time of starts) booked.push(await line.book(time))
  return { ...line, booked }
}

/** The same as a site, with browsers to look at it. */
export async function openLineSite(): Promise<Line & { site: Site; booked: number[] }> {
  const site = await openSite({ now: '2026-12-01T09:00' })
  await narrow(site)
  const line = lineOf(site)
  const booked: number[] = []
  for (const time of starts) booked.push(await line.book(time))
  return { ...line, site, booked }
}

export function lineOf(ward: Ward): Line {
  const { deps } = ward
  const current = () => deps.store.read(db => deps.offices.current(db, ward.office.id))
  const job = createOfferJob(deps)
  const entryOf = async (id: number) => {
    const office = await current()
    const entry = await deps.store.read(db => findEntry(db, office, id))
    if (!entry) throw new Error(`no entry ${id}`)
    return entry
  }
  const joinLine: Line['join'] = async ({ service = short, key = randomUUID(), ...more } = {}) => {
    const office = await current()
    const services = office.services.filter(({ slug }) => slug === service)
    const { name = 'ミホン', email = anybody().email, phone = null, channel = 'web', ...span } = more
    const wish = {
      services,
      people: 1,
      fromDate: theDay,
      toDate: theDay,
      fromMinute: 0,
      toMinute: 1440,
      ...span,
    }
    const joiner = { name, email, phone, language: 'ja', channel } as const
    const actor = channel === 'staff' ? ('staff:1' as const) : channel
    return join(deps, office, { wish, joiner, actor }, { key, scope: 'join', body: span })
  }
  return {
    ward,
    counterId: counterOf(ward),
    join: joinLine,
    async joined(more) {
      const outcome = await joinLine(more)
      if (!outcome.ok) throw new Error(`not joined: ${outcome.reason}`)
      return outcome.entryId
    },
    look: async () => job(await current()),
    entry: entryOf,
    async active() {
      const office = await current()
      return deps.store.read(db => activeEntries(db, office, counterOf(ward)))
    },
    async offered(id) {
      const { offer } = await entryOf(id)
      return offer && isoOf(offer.startsAt, ward.office.timeZone).slice(11, 16)
    },
    take: async (id, key = randomUUID()) =>
      takeOffer(deps, await current(), { entryId: id, actor: 'web' }, { key, scope: 'take', body: id }),
    decline: async id => declineOffer(deps, await current(), { entryId: id, actor: 'web' }),
    leave: async id => leave(deps, await current(), { entryId: id, actor: 'web', reason: 'left' }),
    book: async (time, service = short) => (await ward.booked([service], `${theDay}T${time}`)).appointmentId,
    async cancel(appointmentId) {
      const outcome = await cancel(deps, await current(), appointmentId, 'web', intent())
      if (!outcome.ok) throw new Error(`not cancelled: ${outcome.reason}`)
    },
    messages: () =>
      deps.store.read(async db => {
        const rows = await db
          .selectFrom('outbox')
          .select('kind')
          .where('waitlist_entry_id', 'is not', null)
          .orderBy('id')
          .execute()
        return rows.map(({ kind }) => kind)
      }),
  }
}

const intent = () => ({ key: randomUUID(), scope: 'test', body: null })

/** One window, open for an hour of that day. */
async function narrow(ward: Ward): Promise<void> {
  const office_id = ward.office.id
  const counter_id = counterOf(ward)
  const always = { valid_from_date: '2026-01-01', valid_to_date: '9999-12-31' }
  await ward.change(async db => {
    await db
      .insertInto('closures')
      .values({
        ...{ office_id, counter_id, kind: 'special', reason: '{"ja":"ミホン"}' },
        ...{ from_date: '2026-12-04', to_date: '2027-12-31' },
      })
      .execute()
    await db
      .insertInto('opening_rules')
      .values({
        ...{ office_id, counter_id, kind: 'special', session: 'day', on_date: theDay },
        ...{ weekday: null, nth: null, service_id: null, opens_minute: 540, closes_minute: 600, ...always },
      })
      .execute()
    await db.deleteFrom('capacity_rules').where('counter_id', '=', counter_id).execute()
    await db
      .insertInto('capacity_rules')
      .values({
        ...{ office_id, counter_id, weekday: null, share_percent: 100, windows: 1 },
        ...{ from_minute: 0, to_minute: 1440, ...always },
      })
      .execute()
    await db.updateTable('services').set({ duration_minutes: 15 }).where('slug', '=', short).execute()
  })
}

function counterOf({ office }: Ward): number {
  return office.counters.find(({ slug }) => slug === 'ido')?.id ?? 0
}
