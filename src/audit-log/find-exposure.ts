import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Store } from '#db/store.ts'
import { anyOfficeId } from '../audit/entry-queries.ts'
import { shownMilliseconds } from '../audit/shown.ts'
import type { Instant } from '../clock.ts'
import type { Office } from '../offices/office.ts'
import { sessionMilliseconds } from '../staff/session.ts'
import type { ExposureQuestion } from './exposure-form.ts'
import { couldSee, doorDeeds, openSpans, type Reader, readersOf } from './exposure.ts'
import { keyOf, listedIn, type LogKey, type LogRow, staffIdOf } from './log.ts'
import {
  accountsChangedSince,
  heldBookings,
  heldOpinions,
  type HeldRow,
  lastIds,
  longestKept,
} from './exposure-queries.ts'
import { type LogAccount, logAccounts, logRows } from './log-queries.ts'

const dayMilliseconds = 86_400_000
const partSize = 500
const idsAtOnce = 1000

export type Exposure = {
  office: Office
  question: ExposureQuestion
  readers: Reader[]
  accounts: Map<number, LogAccount>
  /** By booking and by opinion: which accounts saw it. */
  seen: { booking: Map<number, Set<number>>; opinion: Map<number, Set<number>> }
  lastIds: { booking: number; opinion: number }
  /** What was over before had been erased by then. */
  erasedSince: { booking: Instant; opinion: Instant }
}

/** A booking or an opinion with who saw it and who could have. */
export type Exposed = HeldRow & { kind: 'booking' | 'opinion'; seenBy: LogAccount[]; couldBy: LogAccount[] }

/** Finds out from the log who was signed in in a span, and whom they saw. */
export async function findExposure(
  store: Pick<Store, 'read'>,
  office: Office,
  question: ExposureQuestion,
): Promise<Exposure> {
  const { from, to, staffId } = question
  const { accounts, changed, first, ids, kept } = await store.read(async db => ({
    accounts: await logAccounts(db, office.id),
    changed: await accountsChangedSince(db, office.id, from),
    first: (await anyOfficeId(db)) ?? office.id,
    ids: await lastIds(db),
    kept: await longestKept(db, office, from),
  }))
  const asked = accounts.filter(({ id }) => staffId === null || id === staffId)
  const seen: Exposure['seen'] = { booking: new Map(), opinion: new Map() }
  const door: LogRow[] = []
  // What those who look after all offices do at the door is written down in the first.
  for (const officeId of new Set([office.id, first]))
    for await (const row of rowsBetween(store, officeId, { from: from - sessionMilliseconds, before: to })) {
      if (officeId === office.id) noteSeen(seen, row, from)
      if (doorDeeds.includes(row.deed)) door.push(row)
    }
  const spans = openSpans(door.toSorted((a, b) => a.at - b.at || a.id - b.id))
  const readers = readersOf(spans, asked, { from, to, changed })
  return {
    ...{ office, question, readers, seen, lastIds: ids },
    erasedSince: { booking: daysBefore(from, kept.bookings), opinion: daysBefore(from, kept.contacts) },
    accounts: new Map(asked.map(account => [account.id, account])),
  }
}

function daysBefore(at: Instant, days: number): Instant {
  return Math.max(0, at - days * dayMilliseconds)
}

function noteSeen(seen: Exposure['seen'], row: LogRow, from: Instant) {
  const staffId = staffIdOf(row.actor)
  const since = row.deed === 'view_list' ? from - shownMilliseconds : from
  if (staffId === null || row.at < since) return
  const add = (map: Map<number, Set<number>>, id: number) => {
    const by = map.get(id) ?? new Set()
    map.set(id, by.add(staffId))
  }
  const isHeld = row.deed === 'person_held_viewed' || row.deed === 'person_held_exported'
  if ((row.deed === 'view' || isHeld) && row.appointmentId !== null) add(seen.booking, row.appointmentId)
  if (row.deed === 'view_list') for (const id of listedIn(row)) add(seen.booking, id)
  const { opinionId } = row.details
  if ((row.deed === 'opinion_contact_viewed' || isHeld) && typeof opinionId === 'number')
    add(seen.opinion, opinionId)
}

async function* rowsBetween(
  store: Pick<Store, 'read'>,
  officeId: number,
  span: { from: Instant; before: Instant },
): AsyncGenerator<LogRow> {
  for (let below: LogKey | null = null; ;) {
    const key: LogKey | null = below
    const part = await store.read(db => logRows(db, officeId, span, { below: key, countMax: partSize }))
    yield* part
    const end = part.at(-1)
    if (!end || part.length < partSize) return
    below = keyOf(end)
    await nextTurn()
  }
}

/** Where to go on: bookings first, then opinions, a range of ids at a time. */
export type ExposedKey = { kind: 'booking' | 'opinion'; after: number }

/** A part of what could have been seen, or was, and where the next one begins. */
export async function exposedPart(
  db: Parameters<typeof heldBookings>[0],
  { office, question, readers, accounts, seen, lastIds: last, erasedSince }: Exposure,
  { kind, after }: ExposedKey,
): Promise<{ found: Exposed[]; next: ExposedKey | null }> {
  const held = await (kind === 'booking' ? heldBookings : heldOpinions)(
    db,
    office.id,
    { after, last: after + idsAtOnce },
    { madeBefore: question.to, erasedSince: erasedSince[kind] },
  )
  const found = held.flatMap((row): Exposed[] => {
    if (question.counter && row.counterId !== question.counter.id) return []
    const saw = seen[kind].get(row.id)
    const seenBy = [...accounts.values()].filter(({ id }) => saw?.has(id))
    const couldBy = readers.filter(reader =>
      couldSee(reader, kind, row, { officeId: office.id, to: question.to }),
    )
    if (seenBy.length === 0 && couldBy.length === 0) return []
    return [{ ...row, kind, seenBy, couldBy: couldBy.map(({ account }) => account) }]
  })
  if (after + idsAtOnce < last[kind]) return { found, next: { kind, after: after + idsAtOnce } }
  return { found, next: kind === 'booking' ? { kind: 'opinion', after: 0 } : null }
}

export const firstKey: ExposedKey = { kind: 'booking', after: 0 }

export type ExposureCounts = Record<'seen' | 'could', Record<'booking' | 'opinion', number>>

/** How many were seen, and how many could have been. */
export async function countExposed(store: Pick<Store, 'read'>, exposure: Exposure): Promise<ExposureCounts> {
  const counts: ExposureCounts = { seen: { booking: 0, opinion: 0 }, could: { booking: 0, opinion: 0 } }
  for (let key: ExposedKey | null = firstKey; key;) {
    const from: ExposedKey = key
    const part = await store.read(db => exposedPart(db, exposure, from))
    for (const { kind, seenBy, couldBy } of part.found) {
      if (seenBy.length > 0) counts.seen[kind] += 1
      if (couldBy.length > 0) counts.could[kind] += 1
    }
    key = part.next
    await nextTurn()
  }
  return counts
}
