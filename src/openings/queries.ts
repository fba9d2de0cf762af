import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { CapacityRule, Closure, OpeningRule } from '../offices/office.ts'
import { hasCome } from '../visits/queries.ts'
import type { BookedVisit, HitReason } from './affected.ts'
import type { PlaceAt } from './new-times.ts'
import type { RowChange, RowHistory } from './opening-change.ts'

/** All visits of an office that are booked or held and have not begun, those booked first first. */
export async function visitsAhead(db: Db, officeId: number, now: Instant): Promise<BookedVisit[]> {
  const rows = await aheadOf(db, officeId, now)
    .leftJoin('visits as visit', join =>
      join.onRef('visit.appointment_id', '=', 'appointment.id').on(hasCome),
    )
    .select([
      'appointment.id as appointmentId',
      'appointment.state',
      'appointment.people',
      'appointment.created_at as createdAt',
      'appointment.booked_at as bookedAt',
      'leg.id as legId',
      'leg.counter_id as counterId',
      'leg.starts_at as startsAt',
      'leg.minutes',
      'visit.id as visitId',
    ])
    .select(eb =>
      eb
        .selectFrom('legs as first')
        .select('first.starts_at')
        .whereRef('first.appointment_id', '=', 'appointment.id')
        .where('first.position', '=', 0)
        .as('beginsAt'),
    )
    .orderBy('appointment.id')
    .orderBy('leg.position')
    .execute()
  const chosen = await aheadOf(db, officeId, now)
    .innerJoin('leg_services as chosen', 'chosen.leg_id', 'leg.id')
    .select(['chosen.leg_id as legId', 'chosen.service_id as serviceId'])
    .orderBy('chosen.leg_id')
    .orderBy('chosen.position')
    .execute()
  const services = Map.groupBy(chosen, ({ legId }) => legId)

  const legs = rows.map(({ appointmentId, legId, counterId, startsAt }) => ({
    ...{ appointmentId, legId, counterId, startsAt },
    serviceIds: (services.get(legId) ?? []).map(({ serviceId }) => serviceId),
  }))
  const ofVisit = Map.groupBy(legs, ({ appointmentId }) => appointmentId)
  return rows.map(({ state, createdAt, bookedAt, visitId, beginsAt, ...row }, index) => ({
    ...row,
    serviceIds: legs[index]?.serviceIds ?? [],
    others: (ofVisit.get(row.appointmentId) ?? []).filter(({ legId }) => legId !== row.legId),
    bookedAt: bookedAt ?? createdAt,
    isHold: state === 'held',
    hasArrived: visitId !== null || (beginsAt ?? 0) <= now,
  }))
}

function aheadOf(db: Db, officeId: number, now: Instant) {
  return db
    .selectFrom('legs as leg')
    .innerJoin('appointments as appointment', 'appointment.id', 'leg.appointment_id')
    .where('leg.counter_id', 'in', eb =>
      eb.selectFrom('counters').select('id').where('office_id', '=', officeId),
    )
    .where('leg.starts_at', '>', now)
    .where(eb =>
      eb.or([
        eb('appointment.state', '=', 'booked'),
        eb.and([eb('appointment.state', '=', 'held'), eb('appointment.held_until_at', '>', now)]),
      ]),
    )
}

/** Places at all counters of an office from an instant on, of bookings and of live holds. */
export async function placesAhead(
  db: Db,
  officeId: number,
  now: Instant,
): Promise<Array<PlaceAt & { legId: number }>> {
  return aheadOf(db, officeId, now)
    .innerJoin('places as place', 'place.leg_id', 'leg.id')
    .select([
      'place.counter_id as counterId',
      'place.starts_at as startsAt',
      'place.place_number as placeNumber',
      'place.leg_id as legId',
    ])
    .execute()
}

/** A booking as staff see it in a list; the name is empty for those who see no names. */
export type BookingShown = {
  appointmentId: number
  reference: string
  name: string
  /** Whether a message reaches its person by e-mail, or somebody has to telephone. */
  hasEmail: boolean
  phone: string | null
  language: string
}

const idsAtOnce = 500
const rowsAtOnce = 100

export async function bookingsShown(
  db: Db,
  appointmentIds: readonly number[],
  withNames: boolean,
): Promise<Map<number, BookingShown>> {
  const shown = new Map<number, BookingShown>()
  for (let at = 0; at < appointmentIds.length; at += idsAtOnce) {
    const rows = await db
      .selectFrom('appointments as appointment')
      .leftJoin('persons as person', 'person.id', 'appointment.person_id')
      .select(['appointment.id', 'appointment.reference', 'appointment.language'])
      .select(['person.name', 'person.email', 'person.phone', 'person.mail_failed_at as failedAt'])
      .where('appointment.id', 'in', appointmentIds.slice(at, at + idsAtOnce))
      .execute()
    for (const { id, reference, language, name, email, phone, failedAt } of rows)
      shown.set(id, {
        appointmentId: id,
        reference: reference ?? '',
        name: withNames ? (name ?? '') : '',
        hasEmail: email !== null && failedAt === null,
        phone: withNames ? phone : null,
        language,
      })
  }
  return shown
}

/** Writes what is done to one row; the caller has seen that it is there. */
export async function writeRow(db: Db, officeId: number, row: RowChange): Promise<void> {
  switch (row.kind) {
    case 'add_rule':
      await db
        .insertInto('opening_rules')
        .values({ office_id: officeId, ...ruleColumns(row.rule) })
        .execute()
      return
    case 'replace_rule':
      await db.updateTable('opening_rules').set(ruleColumns(row.rule)).where('id', '=', row.id).execute()
      return
    case 'remove_rule':
      await db.deleteFrom('opening_rules').where('id', '=', row.id).execute()
      return
    case 'add_closure':
      await db
        .insertInto('closures')
        .values({ office_id: officeId, ...closureColumns(row.closure) })
        .execute()
      return
    case 'replace_closure':
      await db.updateTable('closures').set(closureColumns(row.closure)).where('id', '=', row.id).execute()
      return
    case 'remove_closure':
      await db.deleteFrom('closures').where('id', '=', row.id).execute()
      return
    case 'add_capacity':
      await db
        .insertInto('capacity_rules')
        .values({ office_id: officeId, ...capacityColumns(row.rule) })
        .execute()
      return
    case 'replace_capacity':
      await db.updateTable('capacity_rules').set(capacityColumns(row.rule)).where('id', '=', row.id).execute()
      return
    case 'remove_capacity':
      await db.deleteFrom('capacity_rules').where('id', '=', row.id).execute()
      return
    case 'set_holiday':
      await setHoliday(db, officeId, row.date, JSON.stringify(row.name))
      return
    case 'remove_holiday':
      await db
        .deleteFrom('holidays')
        .where('office_id', '=', officeId)
        .where('on_date', '=', row.date)
        .execute()
  }
}

async function setHoliday(db: Db, office_id: number, on_date: string, name: string): Promise<void> {
  await db
    .insertInto('holidays')
    .values({ office_id, on_date, name })
    .onConflict(conflict => conflict.columns(['office_id', 'on_date']).doUpdateSet({ name }))
    .execute()
}

function ruleColumns(rule: Omit<OpeningRule, 'id'>) {
  return {
    counter_id: rule.counterId,
    service_id: rule.serviceId,
    kind: rule.kind,
    weekday: rule.weekday,
    nth: rule.nth,
    on_date: rule.onDate,
    session: rule.session,
    opens_minute: rule.opensMinute,
    closes_minute: rule.closesMinute,
    valid_from_date: rule.validFrom,
    valid_to_date: rule.validTo,
  }
}

function closureColumns({ counterId, kind, from, to, reason }: Omit<Closure, 'id'>) {
  return { counter_id: counterId, kind, from_date: from, to_date: to, reason: JSON.stringify(reason) }
}

function capacityColumns(rule: Omit<CapacityRule, 'id'>) {
  return {
    counter_id: rule.counterId,
    weekday: rule.weekday,
    from_minute: rule.fromMinute,
    to_minute: rule.toMinute,
    windows: rule.windows,
    share_percent: rule.sharePercent,
    valid_from_date: rule.validFrom,
    valid_to_date: rule.validTo,
  }
}

export type NewChange = {
  officeId: number
  revision: number
  at: Instant
  pseudonym: string
  rows: readonly RowHistory[]
}

/** Keeps a change in the history; answers its id. */
export async function insertChange(db: Db, change: NewChange): Promise<number> {
  const { id } = await db
    .insertInto('opening_changes')
    .values({
      office_id: change.officeId,
      revision: change.revision,
      at: change.at,
      staff_pseudonym: change.pseudonym,
      rows_json: JSON.stringify(change.rows),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export type NewDecision = {
  changeId: number
  officeId: number
  appointmentId: number
  decision: 'keep' | 'move' | 'cancel'
  why: HitReason
  from: Instant
  to: Instant | null
  reason: string | null
}

export async function insertDecisions(db: Db, decisions: readonly NewDecision[]): Promise<void> {
  const rows = decisions.map(({ changeId, officeId, appointmentId, from, to, ...decision }) => ({
    ...{ change_id: changeId, office_id: officeId, appointment_id: appointmentId, from_at: from, to_at: to },
    ...decision,
  }))
  for (let at = 0; at < rows.length; at += rowsAtOnce)
    await db
      .insertInto('opening_decisions')
      .values(rows.slice(at, at + rowsAtOnce))
      .execute()
}

export type PastDecision = {
  reference: string
  decision: 'keep' | 'move' | 'cancel'
  from: Instant
  to: Instant | null
  reason: string | null
}

export type PastChange = {
  id: number
  at: Instant
  /** Null when the account is no longer there. */
  staffName: string | null
  login: string | null
  rows: RowHistory[]
  decisions: PastDecision[]
}

/** Changes of an office with what was decided about bookings, newest first; those before one, where it is given. */
export async function pastChanges(
  db: Db,
  officeId: number,
  count: number,
  before: number | null = null,
): Promise<PastChange[]> {
  const changes = await db
    .selectFrom('opening_changes as change')
    .leftJoin('staff', 'staff.pseudonym', 'change.staff_pseudonym')
    .select(['change.id', 'change.at', 'change.rows_json as rows', 'staff.name as staffName', 'staff.login'])
    .where('change.office_id', '=', officeId)
    .$if(before !== null, query => query.where('change.id', '<', before ?? 0))
    .orderBy('change.id', 'desc')
    .limit(count)
    .execute()
  const ids = changes.map(({ id }) => id)
  const decisions = ids.length === 0 ? [] : await decisionsOfChanges(db, ids)
  return changes.map(({ rows, ...change }) => ({
    ...change,
    rows: JSON.parse(rows),
    decisions: decisions.filter(({ changeId }) => changeId === change.id),
  }))
}

function decisionsOfChanges(db: Db, changeIds: readonly number[]) {
  return db
    .selectFrom('opening_decisions as decided')
    .leftJoin('appointments as appointment', 'appointment.id', 'decided.appointment_id')
    .select(eb => [
      'decided.change_id as changeId',
      eb.fn.coalesce('appointment.reference', eb.val('')).as('reference'),
      'decided.decision',
      'decided.from_at as from',
      'decided.to_at as to',
      'decided.reason',
    ])
    .where('decided.change_id', 'in', changeIds)
    .orderBy('decided.from_at')
    .orderBy('decided.appointment_id')
    .execute()
}
