import { sql } from 'kysely'
import type { Engine } from '#db/connect.ts'
import { migrations } from '#db/migrations/index.ts'
import type { Db } from '#db/store.ts'
import { word } from '#db/words.ts'
import type { Instant } from '../clock.ts'
import type { Verdict } from '../invariants/invariant.ts'

/** Which data these are, and how far their logs have come. */
export async function dataNow(db: Db): Promise<{ dataId: string; lastEntry: number; lastEvent: number }> {
  const { data_id: dataId } = await db.selectFrom('data_identity').select('data_id').executeTakeFirstOrThrow()
  return { dataId, lastEntry: await lastId(db, 'audit'), lastEvent: await lastId(db, 'visit_events') }
}

async function lastId(db: Db, log: 'audit' | 'visit_events'): Promise<number> {
  const row = await db.selectFrom(log).select('id').orderBy('id', 'desc').limit(1).executeTakeFirst()
  return row?.id ?? 0
}

/** Steps of the schema that this program needs and the database lacks. */
export async function missingSteps(db: Db, engine: Engine): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db)
  const applied = new Set(rows.map(({ name }) => name))
  return Object.keys(migrations(engine)).filter(step => !applied.has(step))
}

/** When the newest entry was written, by the clock of then. */
export async function lastEntryAt(db: Db): Promise<Instant | null> {
  const row = await db.selectFrom('audit').select('at').orderBy('id', 'desc').limit(1).executeTakeFirst()
  return row?.at ?? null
}

export type JobRun = {
  job: string
  lastRunAt: Instant
  /** When the last run that ended well began; null when none has. */
  succeededAt: Instant | null
  /** How many runs in a row have failed. */
  failures: number
}

export async function saveJobRuns(db: Db, runs: readonly JobRun[]): Promise<void> {
  for (const { job, lastRunAt, succeededAt, failures } of runs) {
    const row = {
      last_run_at: lastRunAt,
      failures,
      ...(succeededAt !== null && { succeeded_at: succeededAt }),
    }
    await db
      .insertInto('job_runs')
      .values({ job, ...row })
      .onConflict(conflict => conflict.column('job').doUpdateSet(row))
      .execute()
  }
}

export async function jobRuns(db: Db): Promise<JobRun[]> {
  const rows = await db.selectFrom('job_runs').selectAll().orderBy('job').execute()
  return rows.map(row => ({
    job: row.job,
    lastRunAt: row.last_run_at,
    succeededAt: row.succeeded_at,
    failures: row.failures,
  }))
}

export type Check = { startedAt: Instant; endedAt: Instant; faults: number; verdicts: Verdict[] }

const checksKept = 30

/** Keeps what a check has found; the oldest make room. */
export async function saveCheck(db: Db, check: Check): Promise<void> {
  const row = { ended_at: check.endedAt, faults: check.faults, verdicts_json: JSON.stringify(check.verdicts) }
  await db
    .insertInto('invariant_checks')
    .values({ started_at: check.startedAt, ...row })
    .onConflict(conflict => conflict.column('started_at').doUpdateSet(row))
    .execute()
  await db
    .deleteFrom('invariant_checks')
    .where('started_at', 'not in', eb =>
      eb.selectFrom('invariant_checks').select('started_at').orderBy('started_at', 'desc').limit(checksKept),
    )
    .execute()
}

/** The last check that was begun by `now`; a clock that was ahead may have left some of days to come. */
export async function lastCheck(db: Db, now: Instant): Promise<Check | null> {
  const row = await db
    .selectFrom('invariant_checks')
    .selectAll()
    .where('started_at', '<=', now)
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row
    ? {
        startedAt: row.started_at,
        endedAt: row.ended_at,
        faults: row.faults,
        verdicts: JSON.parse(row.verdicts_json) as Verdict[],
      }
    : null
}

export type OutboxState = {
  waiting: number
  sent: number
  failed: number
  expired: number
  oldestSince: Instant | null
}

/** How many messages are in which state, and since when the oldest one that waits has been due. */
export async function outboxState(db: Db): Promise<OutboxState> {
  const rows = await db
    .selectFrom('outbox')
    .select(['state', eb => eb.fn.countAll().as('count')])
    .groupBy('state')
    .execute()
  const oldest = await db
    .selectFrom('outbox')
    .select(eb => eb.fn.min('created_at').as('at'))
    .where('state', '=', word('waiting'))
    .executeTakeFirst()
  const count = (state: string) => Number(rows.find(row => row.state === state)?.count ?? 0)
  return {
    waiting: count('waiting'),
    sent: count('sent'),
    failed: count('failed'),
    expired: count('expired'),
    oldestSince: oldest?.at ?? null,
  }
}

/** Bookings and live holds: how many there are now. */
export async function appointmentCounts(db: Db, now: Instant): Promise<{ booked: number; held: number }> {
  const booked = await db
    .selectFrom('legs')
    .innerJoin('appointments as appointment', 'appointment.id', 'legs.appointment_id')
    .select(eb => eb.fn.countAll().as('count'))
    .where('appointment.state', '=', 'booked')
    .where('legs.position', '=', 0)
    .where('legs.starts_at', '>', now)
    .executeTakeFirst()
  const held = await db
    .selectFrom('appointments')
    .select(eb => eb.fn.countAll().as('count'))
    .where('held_until_at', '>', now)
    .executeTakeFirst()
  return { booked: Number(booked?.count ?? 0), held: Number(held?.count ?? 0) }
}
