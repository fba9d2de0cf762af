import type { Db } from '#db/store.ts'
import type { CapacityRule, Closure, OpeningRule } from '../offices/office.ts'
import type { RowChange } from './opening-change.ts'

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
