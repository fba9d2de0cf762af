import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../connect.ts'
import { createBooking } from './0001-booking.ts'
import { createQueue } from './0002-queue.ts'
import { createStatistics } from './0003-statistics.ts'
import { createSurvey } from './0004-survey.ts'
import { createIndicators } from './0005-indicators.ts'
import { createOpinions } from './0006-opinions.ts'
import { createPeople } from './0008-people.ts'
import { createOpenings } from './0009-openings.ts'
import { createClosing } from './0010-closing.ts'
import { createCatalogue } from './0011-catalogue.ts'
import { createRetention } from './0012-retention.ts'
import { createAudit } from './0013-audit.ts'
import { createDirectory } from './0014-directory.ts'
import { createOperation } from './0016-operation.ts'
import { createNotices } from './0017-notices.ts'
import { createReminders } from './0018-reminders.ts'
import { createLine } from './0019-line.ts'
import { createWaitlist } from './0020-waitlist.ts'
import { createLegs } from './0021-legs.ts'
import { createPlanner } from './0022-planner.ts'
import { addAuditDays } from './0023-audit-days.ts'
import { createLogos } from './0025-logos.ts'
import { createSlotGrids } from './0028-slot-grids.ts'

/** All steps in order. A step that has been released is never edited: the next change is a new step. */
export function migrations(engine: Engine): Record<string, Migration> {
  return {
    '0001-booking': { up: db => runAll(db, createBooking(engine)) },
    '0002-queue': { up: db => runAll(db, createQueue(engine)) },
    '0003-statistics': { up: db => runAll(db, createStatistics(engine)) },
    '0004-survey': { up: db => runAll(db, createSurvey(engine)) },
    '0005-indicators': { up: db => runAll(db, createIndicators(engine)) },
    '0006-opinions': { up: db => runAll(db, createOpinions(engine)) },
    '0008-people': { up: db => runAll(db, createPeople(engine)) },
    '0009-openings': { up: db => runAll(db, createOpenings(engine)) },
    '0010-closing': { up: db => runAll(db, createClosing(engine)) },
    '0011-catalogue': { up: db => runAll(db, createCatalogue(engine)) },
    '0012-retention': { up: db => runAll(db, createRetention(engine)) },
    '0013-audit': { up: db => runAll(db, createAudit(engine)) },
    '0014-directory': { up: db => runAll(db, createDirectory(engine)) },
    '0016-operation': { up: db => runAll(db, createOperation(engine)) },
    '0017-notices': { up: db => runAll(db, createNotices(engine)) },
    '0018-reminders': { up: db => runAll(db, createReminders(engine)) },
    '0019-line': { up: db => runAll(db, createLine(engine)) },
    '0020-waitlist': { up: db => runAll(db, createWaitlist(engine)) },
    '0021-legs': { up: db => runAll(db, createLegs) },
    '0022-planner': { up: db => runAll(db, createPlanner(engine)) },
    '0023-audit-days': { up: db => runAll(db, addAuditDays) },
    '0025-logos': { up: db => runAll(db, createLogos(engine)) },
    '0028-slot-grids': { up: db => runAll(db, createSlotGrids(engine)) },
  }
}

async function runAll(db: Kysely<unknown>, statements: string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
