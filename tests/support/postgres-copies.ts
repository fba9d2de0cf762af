import { Client } from 'pg'

/** What the restored database must have in common with its template: a changed row has a newer `xmin`. */
const catalogs = [
  'pg_class',
  'pg_attribute',
  'pg_attrdef',
  'pg_constraint',
  'pg_trigger',
  'pg_index',
  'pg_proc',
]

/** Bytes that rows of earlier tests may leave behind, before a fresh copy costs less than reading past them. */
const waste = 4_000_000

/**
 * Puts a copy of every table beside it, and a function that puts all back: rows that a test has changed, numbers
 * that it has taken. It answers false where it cannot: a test has changed the tables themselves, or vacuumed them.
 * Copying a row gives it a newer `xmin` than the mark, so each restoring sets the mark anew.
 */
const prepareRestoring = `
  create schema kept;
  create table kept.tables as
    select c.oid, c.relname as name, 0::bigint as size, 0::bigint as mark
    from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace;
  do $$ declare t record; begin
    for t in select * from kept.tables loop
      execute format('create table kept.%I as select * from public.%I', 'rows_' || t.name, t.name);
      execute format('update kept.tables set size = (select count(*) from public.%I) where oid = %s', t.name, t.oid);
    end loop;
  end $$;
  create table kept.sequences as
    select format('%I.%I', schemaname, sequencename)::regclass as name, coalesce(last_value, start_value) as value,
      last_value is not null as is_called
    from pg_sequences where schemaname = 'public';
  create table kept.catalogs (fingerprint text, bytes bigint);
  create function kept.fingerprint() returns text language sql as $$
    select concat_ws(' ', ${catalogs.map(name => `(select count(*) || '/' || max(xmin::text::bigint) from ${name})`).join(', ')},
      (select sum(relpages) from pg_class where relnamespace = 'public'::regnamespace)) $$;
  create function kept.restore() returns boolean language plpgsql as $$
  declare t record; is_same boolean; names text;
  begin
    if (select fingerprint <> kept.fingerprint() or pg_database_size(current_database()) > bytes + ${waste}
        from kept.catalogs)
    then return false; end if;
    set local session_replication_role = replica;
    for t in select * from kept.tables where size > 0 or pg_relation_size(oid) > 0 loop
      execute format('select count(*) = %s and coalesce(max(xmin::text::bigint), 0) <= %s from public.%I',
        t.size, t.mark, t.name) into is_same;
      if not is_same then
        select string_agg(quote_ident(attname), ', ') into names from pg_attribute
          where attrelid = t.oid and attnum > 0 and not attisdropped and attgenerated = '';
        execute format('delete from public.%I', t.name);
        execute format('insert into public.%I (%s) overriding system value select %s from kept.%I',
          t.name, names, names, 'rows_' || t.name);
        update kept.tables set mark = pg_current_xact_id()::text::bigint where oid = t.oid;
      end if;
    end loop;
    perform setval(name, value, is_called) from kept.sequences;
    return true;
  end $$;
  update kept.tables set mark = pg_current_xact_id()::text::bigint;
  insert into kept.catalogs select kept.fingerprint(), pg_database_size(current_database());
`

/** Lets copies of this database be restored. */
export async function makeRestorable(connectionString: string): Promise<void> {
  const client = new Client({ connectionString })
  await client.connect()
  await client.query(prepareRestoring).finally(() => client.end())
}

/** Databases that earlier tests of this process have left. */
const left: string[] = []

/** For the next test of this process, which restores it first. */
export function leave(databaseUrl: string): void {
  left.push(databaseUrl)
}

/** The address of a database that an earlier test has left, restored; undefined when a fresh copy is needed. */
export async function restored(): Promise<string | undefined> {
  const used = left.pop()
  return used !== undefined && (await isRestored(used)) ? used : undefined
}

const isAlone =
  'select count(*) = 0 as alone from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()'

/** Not when somebody still works in it, who might write what the next test does not expect. */
async function isRestored(connectionString: string): Promise<boolean> {
  const client = new Client({ connectionString })
  await client.connect()
  try {
    const { rows: others } = await client.query<{ alone: boolean }>(isAlone)
    if (!others[0]?.alone) return false
    const { rows } = await client.query<{ restored: boolean }>('select kept.restore() as restored')
    return rows[0]?.restored ?? false
  } finally {
    await client.end()
  }
}
