import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Store } from '#db/store.ts'
import { isAskedFor, keyOf, listedIn, type LogFilter, type LogKey, type LogRow } from './log.ts'
import { lifeOfAppointment, listRows, logRows, type LogSpan, rowsOfAppointment } from './log-queries.ts'

const partSize = 500
const dayMilliseconds = 86_400_000

type Asked = { below: LogKey | null; countMax: number }
type Page = { rows: LogRow[]; next: LogKey | null }

/**
 * A page of the log, the newest rows first. What is rare is looked for part by part, so that others are answered
 * meanwhile; about one appointment all is told at once.
 */
export async function readLog(
  store: Pick<Store, 'read'>,
  officeId: number,
  filter: LogFilter,
  { below, countMax }: Asked,
): Promise<Page> {
  if (filter.appointmentId !== null)
    return { rows: await readOfAppointment(store, officeId, filter, filter.appointmentId), next: null }

  const size = filter.actor === null && filter.deed === null ? countMax + 1 : partSize
  const rows: LogRow[] = []
  for (let key = below; ;) {
    const from = key
    const part = await store.read(db => logRows(db, officeId, filter, { below: from, countMax: size }))
    rows.push(...part.filter(row => isAskedFor(row, filter)))
    const [last] = rows.slice(countMax - 1)
    if (last && rows.length > countMax) return { rows: rows.slice(0, countMax), next: keyOf(last) }
    const end = part.at(-1)
    if (!end || part.length < size) return { rows, next: null }
    key = keyOf(end)
    await nextTurn()
  }
}

/** Rows of the appointment itself, and of the lists in which it stood: from its booking to the day after its time. */
async function readOfAppointment(
  store: Pick<Store, 'read'>,
  officeId: number,
  filter: LogFilter,
  appointmentId: number,
): Promise<LogRow[]> {
  const { own, life } = await store.read(async db => ({
    own: await rowsOfAppointment(db, officeId, filter, appointmentId),
    life: await lifeOfAppointment(db, officeId, appointmentId),
  }))
  const rows = own.filter(row => isAskedFor(row, filter))
  if (life) {
    const span = {
      from: Math.max(filter.from, life.createdAt),
      before: Math.min(filter.before, life.startsAt + 2 * dayMilliseconds),
    }
    for await (const list of readLists(store, officeId, span))
      if (isAskedFor(list, filter) && listedIn(list).includes(appointmentId)) rows.push(list)
  }
  return rows.toSorted((a, b) => b.at - a.at || b.id - a.id)
}

/** All lists that were shown in a span, the newest first. */
async function* readLists(
  store: Pick<Store, 'read'>,
  officeId: number,
  span: LogSpan,
): AsyncGenerator<LogRow> {
  for (let below: LogKey | null = null; ;) {
    const from: LogKey | null = below
    const part = await store.read(db => listRows(db, officeId, span, { below: from, countMax: partSize }))
    yield* part
    const end = part.at(-1)
    if (!end || part.length < partSize) return
    below = keyOf(end)
    await nextTurn()
  }
}
