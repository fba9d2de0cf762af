import BetterSqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { createBooking } from '#db/migrations/0001-booking.ts'
import { createQueue } from '#db/migrations/0002-queue.ts'
import { createOpinions } from '#db/migrations/0006-opinions.ts'
import { openWard } from '../support/ward.ts'
import { sent } from './deeds.ts'

const waiting = {
  ...{ id: 7, office_id: 1, appointment_id: 3, kind: 'booked', message_id: 'm', state: 'waiting' },
  ...{ message_json: '{"to":"a"}', attempts: 2, due_at: 5, leased_until_at: 6, last_error: 'smtp_451' },
  ...{ created_at: 4, ended_at: null },
}

test('messages that wait while the database is brought up to date are all still there', () => {
  const db = new BetterSqlite(':memory:')
  // The rows that a message refers to are not what is looked at here.
  db.pragma('foreign_keys = off')
  for (const statement of [...createBooking('sqlite'), ...createQueue('sqlite')]) db.exec(statement)
  const columns = Object.keys(waiting)
  db.prepare(`insert into outbox (${columns.join()}) values (${columns.map(name => `@${name}`).join()})`).run(
    waiting,
  )

  for (const statement of createOpinions('sqlite')) db.exec(statement)

  expect(db.prepare('select * from outbox').all()).toEqual([{ ...waiting, opinion_id: null }])
  const indexes = db.prepare("select name from sqlite_master where tbl_name = 'outbox' and type = 'index'")
  expect(indexes.pluck().all()).toEqual(
    expect.arrayContaining(['outbox_waiting', 'outbox_by_appointment', 'outbox_by_opinion']),
  )
})

test('a message is about an appointment or an opinion, never both and never neither', async () => {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  const { id } = await sent(ward)
  const { appointmentId } = await ward.booked(['tennyu'], '2026-12-02T09:00')
  const put = (kind: 'booked' | 'opinion_answered', appointment: number | null, opinion: number | null) =>
    ward.deps.store.write(db =>
      db
        .insertInto('outbox')
        .values({
          ...{ office_id: ward.office.id, kind, appointment_id: appointment, opinion_id: opinion },
          ...{ message_id: 'm', state: 'waiting', message_json: '{}', attempts: 0, due_at: 0, created_at: 0 },
        })
        .execute(),
    )

  await expect(put('opinion_answered', appointmentId, id)).rejects.toThrow(/constraint/i)
  await expect(put('opinion_answered', null, null)).rejects.toThrow(/constraint/i)
  await expect(put('opinion_answered', appointmentId, null)).rejects.toThrow(/constraint/i)
  await expect(put('booked', null, id)).rejects.toThrow(/constraint/i)
  await expect(put('booked', null, null)).rejects.toThrow(/constraint/i)
  await put('booked', appointmentId, null)
  await put('opinion_answered', null, id)
})
