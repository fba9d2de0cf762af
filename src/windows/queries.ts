import { randomUUID } from 'node:crypto'
import { type Blanks, prepared } from '#db/prepared.ts'
import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { Alarm, PauseReason, Window } from './window.ts'

const columns = [
  'id',
  'office_id as officeId',
  'counter_id as counterId',
  'number',
  'state',
  'staff_id as staffId',
] as const

export async function findWindow(db: Db, id: number): Promise<Window | null> {
  const [row] = (await selectWindow(db, { id })).rows
  return row ?? null
}

const selectWindow = prepared((db, blank: Blanks<{ id: number }>) =>
  db.selectFrom('windows').select(columns).where('id', '=', blank('id')),
)

export async function windowsOfCounter(db: Db, counterId: number): Promise<Window[]> {
  return (await selectOfCounter(db, { counterId })).rows
}

const selectOfCounter = prepared((db, blank: Blanks<{ counterId: number }>) =>
  db.selectFrom('windows').select(columns).where('counter_id', '=', blank('counterId')).orderBy('number'),
)

/** The windows of an office, by counter and number. */
export function windowsOfOffice(db: Db, officeId: number): Promise<Window[]> {
  return db
    .selectFrom('windows')
    .select(columns)
    .where('office_id', '=', officeId)
    .orderBy('counter_id')
    .orderBy('number')
    .execute()
}

export async function saveWindow(
  db: Db,
  { id, state, staffId }: Pick<Window, 'id' | 'state' | 'staffId'>,
): Promise<void> {
  await db.updateTable('windows').set({ state, staff_id: staffId }).where('id', '=', id).execute()
}

/** Writes down when a window opened, paused and closed: occupancy is measured from it. */
export async function insertWindowEvent(
  db: Db,
  event: {
    officeId: number
    windowId: number
    type: 'opened' | 'closed' | 'paused' | 'resumed'
    at: Instant
    pseudonym: string | null
    reason: PauseReason | null
  },
): Promise<void> {
  await db
    .insertInto('window_events')
    .values({
      office_id: event.officeId,
      event_key: randomUUID(),
      window_id: event.windowId,
      type: event.type,
      occurred_at: event.at,
      staff_pseudonym: event.pseudonym,
      reason: event.reason,
    })
    .execute()
}

/** Windows of an office that have been open since before an instant: somebody forgot to close them. */
export function windowsOpenedBefore(db: Db, officeId: number, before: Instant): Promise<Window[]> {
  return db
    .selectFrom('windows')
    .select(columns)
    .where('office_id', '=', officeId)
    .where('state', '!=', 'closed')
    .where(eb =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('window_events as event')
            .select('event.id')
            .whereRef('event.window_id', '=', 'windows.id')
            .where('event.type', '=', 'opened')
            .where('event.occurred_at', '>=', before),
        ),
      ),
    )
    .execute()
}

/** All windows of all offices, each with the type of its last event. */
export function windowsWithLastEvent(db: Db) {
  return db
    .selectFrom('windows as window')
    .select(eb => [
      'window.id',
      'window.counter_id as counterId',
      'window.state',
      'window.staff_id as staffId',
      eb
        .selectFrom('window_events as event')
        .select('event.type')
        .whereRef('event.window_id', '=', 'window.id')
        .orderBy('event.id', 'desc')
        .limit(1)
        .as('lastEvent'),
    ])
    .orderBy('window.id')
    .execute()
}

/** Raises a window's alarm; raising it twice is one alarm. */
export async function insertAlarm(
  db: Db,
  alarm: { officeId: number; counterId: number; windowId: number; at: Instant; pseudonym: string },
): Promise<void> {
  await db
    .insertInto('alarms')
    .values({
      office_id: alarm.officeId,
      counter_id: alarm.counterId,
      window_id: alarm.windowId,
      raised_at: alarm.at,
      raised_by: alarm.pseudonym,
    })
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

export async function endAlarm(
  db: Db,
  { windowId, at, pseudonym }: { windowId: number; at: Instant; pseudonym: string },
): Promise<void> {
  await db
    .updateTable('alarms')
    .set({ ended_at: at, ended_by: pseudonym })
    .where('window_id', '=', windowId)
    .where('ended_at', 'is', null)
    .execute()
}

/** The alarms of an office that nobody has ended yet. */
export function openAlarms(db: Db, officeId: number): Promise<Alarm[]> {
  return db
    .selectFrom('alarms as alarm')
    .innerJoin('windows as window', 'window.id', 'alarm.window_id')
    .select([
      'alarm.id',
      'alarm.window_id as windowId',
      'window.number as windowNumber',
      'alarm.counter_id as counterId',
      'alarm.raised_at as raisedAt',
    ])
    .where('alarm.office_id', '=', officeId)
    .where('alarm.ended_at', 'is', null)
    .orderBy('alarm.id')
    .execute()
}
