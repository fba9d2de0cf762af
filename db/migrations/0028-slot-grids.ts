import type { Engine } from '../connect.ts'

/** How many minutes apart times to book begin from a day on; before the first of these days, `offices.slot_minutes`. */
export function createSlotGrids(engine: Engine): string[] {
  const key = engine === 'sqlite' ? 'integer' : 'bigint'
  return [
    `create table slot_grids (
      office_id ${key} not null references offices (id),
      from_date text not null,
      minutes integer not null check (minutes between 5 and 240),
      primary key (office_id, from_date)
    ${engine === 'sqlite' ? ') strict, without rowid' : ')'}`,
  ]
}
