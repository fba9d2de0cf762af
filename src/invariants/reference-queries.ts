import { sql } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { Db } from '#db/store.ts'

export type Table = keyof Database

/** Rows of `table`, in the order of `key`, refer by `column` to rows of `to`: both say which office they are of. */
export type Reference = { table: Table; key: string; column: string; to: Table }

const refersTo = (table: Table, to: Table, column: string, key = 'id'): Reference => ({
  ...{ table, key, column, to },
})

export const references: readonly Reference[] = [
  refersTo('counters', 'divisions', 'division_id'),
  refersTo('windows', 'counters', 'counter_id'),
  refersTo('services', 'counters', 'counter_id'),
  refersTo('appointments', 'persons', 'person_id'),
  refersTo('legs', 'appointments', 'appointment_id'),
  refersTo('legs', 'counters', 'counter_id'),
  refersTo('leg_services', 'services', 'service_id', 'leg_id'),
  refersTo('places', 'legs', 'leg_id', 'leg_id'),
  refersTo('access_tokens', 'appointments', 'appointment_id', 'appointment_id'),
  refersTo('outbox', 'appointments', 'appointment_id'),
  refersTo('outbox', 'opinions', 'opinion_id'),
  refersTo('outbox', 'waitlist_entries', 'waitlist_entry_id'),
  refersTo('waitlist_entries', 'counters', 'counter_id'),
  refersTo('waitlist_services', 'services', 'service_id', 'entry_id'),
  refersTo('waitlist_services', 'waitlist_entries', 'entry_id', 'entry_id'),
  refersTo('waitlist_tokens', 'waitlist_entries', 'entry_id', 'entry_id'),
  refersTo('waitlist_offers', 'waitlist_entries', 'entry_id'),
  refersTo('waitlist_offers', 'appointments', 'appointment_id'),
  refersTo('visits', 'appointments', 'appointment_id'),
  refersTo('tickets', 'visits', 'visit_id'),
  refersTo('tickets', 'counters', 'counter_id'),
  refersTo('tickets', 'windows', 'window_id'),
  refersTo('ticket_services', 'services', 'service_id', 'ticket_id'),
  refersTo('visit_tokens', 'visits', 'visit_id', 'visit_id'),
  refersTo('visit_events', 'tickets', 'ticket_id'),
  refersTo('visit_events', 'windows', 'window_id'),
  refersTo('window_events', 'windows', 'window_id'),
  refersTo('opinions', 'counters', 'counter_id'),
  refersTo('opinion_events', 'opinions', 'opinion_id'),
  refersTo('banners', 'counters', 'counter_id'),
  refersTo('closings', 'opening_changes', 'change_id'),
  refersTo('closing_choices', 'closings', 'closing_id', 'closing_id'),
  refersTo('closing_choices', 'appointments', 'appointment_id', 'appointment_id'),
  refersTo('staff_counters', 'counters', 'counter_id', 'staff_id'),
]

export async function keyOfLast(db: Db, { table, key }: Reference): Promise<number> {
  const { rows } = await sql<{ last: number | null }>`
    select max(${sql.ref(key)}) as last from ${sql.table(table)}`.execute(db)
  return rows[0]?.last ?? 0
}

/** How many rows of a span of keys refer to something, and how many of them to something of another office. */
export async function countAcross(
  db: Db,
  { table, key, column, to }: Reference,
  { after, to: last }: { after: number; to: number },
): Promise<{ rows: number; across: number }> {
  const { rows } = await sql<{ rows: number; across: number }>`
    select count(*) as rows,
      coalesce(sum(case when child.office_id = parent.office_id then 0 else 1 end), 0) as across
    from ${sql.table(table)} as child
    join ${sql.table(to)} as parent on parent.id = child.${sql.ref(column)}
    where child.${sql.ref(key)} > ${after} and child.${sql.ref(key)} <= ${last}`.execute(db)
  return { rows: rows[0]?.rows ?? 0, across: rows[0]?.across ?? 0 }
}
