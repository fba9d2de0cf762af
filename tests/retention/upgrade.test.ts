import BetterSqlite from 'better-sqlite3'
import { Kysely, sql, SqliteDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import { expect, test } from 'vitest'
import { migrations } from '#db/migrations/index.ts'
import { engine } from '../support/ward.ts'

/** An office with one booking above all windows, as the version before kept it. */
async function openBefore(): Promise<{ db: Kysely<unknown>; migrator: Migrator }> {
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: new BetterSqlite(':memory:') }) })
  const steps = migrations('sqlite')
  const migrator = new Migrator({ db, provider: { getMigrations: async () => steps } })
  const { error } = await migrator.migrateTo('0008-people')
  expect(error).toBeUndefined()
  await sql`insert into offices
    (id, slug, name, contact_json, time_zone, slot_minutes, hold_minutes, booking_days_ahead, is_same_day_bookable,
     lead_minute, bookable_share_percent, lunch_from_minute, lunch_to_minute, active_bookings_per_contact_max,
     services_per_booking_max, people_per_booking_max, check_in_opens_minutes_before, late_grace_minutes,
     no_show_after_minutes)
    values (1, 'mihon', '{}', '{}', 'Asia/Tokyo', 15, 10, 30, 1, 0, 50, 720, 780, 3, 3, 8, 15, 5, 30)`.execute(
    db,
  )
  await sql`insert into persons (id, office_id, name, needs_json) values (1, 1, '見本 一', '[]')`.execute(db)
  await sql`insert into appointments
    (id, office_id, state, reference, calendar_uid, sequence, person_id, language, people, channel, is_hold_extended, created_at)
    values (1, 1, 'booked', 'ABC234', 'uid', 0, 1, 'ja', 1, 'staff', 0, 0)`.execute(db)
  await sql`insert into audit (office_id, at, actor, deed, appointment_id, details_json)
    values (1, 0, 'staff:1', 'overbook', 1, '{"reason":"見本の理由","places":[]}')`.execute(db)
  return { db, migrator }
}

test.runIf(engine === 'sqlite')(
  'an office that has names when the version with erasing comes is asked first, and reasons move to their bookings',
  async () => {
    const { db, migrator } = await openBefore()

    const { error } = await migrator.migrateTo('0012-retention')

    expect(error).toBeUndefined()
    const office = await sql`select is_erasing, keep_bookings_days from offices`.execute(db)
    expect(office.rows).toEqual([{ is_erasing: 0, keep_bookings_days: 30 }])
    const booking = await sql`select overbook_reason from appointments`.execute(db)
    expect(booking.rows).toEqual([{ overbook_reason: '見本の理由' }])
    const audit = await sql`select details_json from audit`.execute(db)
    expect(audit.rows).toEqual([{ details_json: '{"places":[]}' }])
    await db.destroy()
  },
)
