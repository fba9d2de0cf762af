import type { Engine } from '../connect.ts'

/** The picture beside an office's name, and one that is looked at before it is used. */
export function createLogos(engine: Engine): string[] {
  const [key, bytes] = engine === 'sqlite' ? ['integer', 'blob'] : ['bigint', 'bytea']
  return [
    `create table logos (
      office_id ${key} not null references offices (id),
      state text not null check (state in ('draft', 'used')),
      hash text not null,
      kind text not null check (kind in ('png', 'jpeg')),
      width integer not null check (width > 0),
      height integer not null check (height > 0),
      bytes ${bytes} not null,
      alt text,
      primary key (office_id, state),
      check (state = 'draft' or alt is not null)
    ${engine === 'sqlite' ? ') strict, without rowid' : ')'}`,
  ]
}
