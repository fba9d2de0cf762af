import type { Db } from '#db/store.ts'
import type { Instant, LocalDate } from '../clock.ts'
import type { Localized } from '../offices/office.ts'

type Days = { from: LocalDate; to: LocalDate }

/** Whose tickets: those of these counters, of the days of check-in from `from` to `to`. */
export type TicketsQuestion = Days & { counterIds: readonly number[] }

export async function countTickets(db: Db, { counterIds, from, to }: TicketsQuestion): Promise<number> {
  if (counterIds.length === 0) return 0
  const { count } = await db
    .selectFrom('ticket_facts')
    .select(eb => eb.fn.countAll<number | string>().as('count'))
    .where('counter_id', 'in', counterIds)
    .where('business_date', '>=', from)
    .where('business_date', '<=', to)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** How many tickets had each language and priority: by these alone somebody might be recognised. */
export function countTraits(db: Db, { counterIds, from, to }: TicketsQuestion) {
  return db
    .selectFrom('ticket_facts')
    .select(['language', 'is_priority'])
    .select(eb => eb.fn.countAll<number | string>().as('count'))
    .where('counter_id', 'in', counterIds)
    .where('business_date', '>=', from)
    .where('business_date', '<=', to)
    .groupBy(['language', 'is_priority'])
    .execute()
}

/** The numbers of an office's windows by their ids. */
export async function windowNumbers(db: Db, officeId: number): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('windows')
    .select(['id', 'number'])
    .where('office_id', '=', officeId)
    .execute()
  return new Map(rows.map(({ id, number }) => [id, number]))
}

/** The places of a day as its rules offered them, slot by slot. */
export function slotsOfDay(db: Db, counterIds: readonly number[], date: LocalDate) {
  return db
    .selectFrom('slot_facts')
    .select(['counter_id as counterId', 'starts_at as startsAt', 'offered', 'blocked'])
    .where('counter_id', 'in', counterIds)
    .where('business_date', '=', date)
    .execute()
}

/** What became of each booking that was to begin in a span of instants. */
export function bookedLegs(
  db: Db,
  counterIds: readonly number[],
  { from, before }: { from: Instant; before: Instant },
) {
  return db
    .selectFrom('legs as leg')
    .innerJoin('appointments as appointment', 'appointment.id', 'leg.appointment_id')
    .select([
      'leg.counter_id as counterId',
      'leg.starts_at as startsAt',
      'appointment.state',
      'appointment.cancelled_by as cancelledBy',
    ])
    .select(eb => [
      // A ticket that was a trial has no facts: as in the figures, nobody has come with it.
      eb
        .exists(
          eb
            .selectFrom('tickets')
            .innerJoin('ticket_facts as facts', 'facts.ticket_id', 'tickets.id')
            .select('tickets.id')
            .whereRef('tickets.leg_id', '=', 'leg.id'),
        )
        .as('isAttended'),
      eb
        .exists(
          eb
            .selectFrom('visit_events as event')
            .select('event.id')
            .whereRef('event.leg_id', '=', 'leg.id')
            // Says what the database knows of every such event, for its index holds no others.
            .where('event.ticket_id', 'is', null)
            .where('event.type', '=', 'no_show'),
        )
        .as('isMissed'),
    ])
    .where('leg.counter_id', 'in', counterIds)
    .where('leg.starts_at', '>=', from)
    .where('leg.starts_at', '<', before)
    .where('appointment.booked_at', 'is not', null)
    .execute()
}

/** The city's rating of the fiscal years, the earliest first. */
export function starRatings(db: Db, officeId: number, years: { from: number; to: number }) {
  return db
    .selectFrom('star_ratings')
    .select(['fiscal_year as fiscalYear', 'points_tenths as pointsTenths', 'stars'])
    .where('office_id', '=', officeId)
    .where('fiscal_year', '>=', years.from)
    .where('fiscal_year', '<=', years.to)
    .orderBy('fiscal_year')
    .execute()
}

/** How auditors of the office's own found each section, criterion by criterion, in months `YYYY-MM`. */
export async function selfCheckScores(db: Db, officeId: number, months: { from: string; to: string }) {
  const rows = await db
    .selectFrom('self_check_scores as score')
    .innerJoin('self_checks as check', 'check.id', 'score.self_check_id')
    .innerJoin('divisions as division', 'division.id', 'check.division_id')
    .innerJoin('rating_criteria as criterion', 'criterion.id', 'score.criterion_id')
    .select(['check.month', 'check.auditor', 'division.name as section', 'criterion.name as criterion'])
    .select('score.score')
    .where('score.office_id', '=', officeId)
    .where('check.month', '>=', months.from)
    .where('check.month', '<=', months.to)
    .orderBy('division.id')
    .orderBy('criterion.position')
    .execute()
  return rows.map(row => ({ ...row, section: (JSON.parse(row.section) as Localized).ja }))
}
