import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { contactKey } from '#src/persons/contact.ts'
import type { Ward } from '../support/ward.ts'
import { engine } from '../support/ward.ts'

/** Somebody of whom every trace is looked for. */
export type Canary = { name: string; email: string; phone: string }

export function canary(number: number): Canary {
  return {
    name: `カナリヤ見本${number}号`,
    email: `canary-${number}@example.test`,
    phone: `0901234567${number}`,
  }
}

/** What would tell of them: words, and the digests by which a contact is found. */
export function tracesOf({ office }: Ward, people: readonly Canary[]): string[] {
  return people.flatMap(({ name, email, phone }) => [
    ...[name, email, phone],
    ...[contactKey(office.id, email) ?? '', contactKey(office.id, phone) ?? ''],
  ])
}

/** Every file in which something of a person could lie, with the database's log beside it. */
export function filesOf(ward: Ward, ...folders: string[]): string[] {
  const database = ward.databaseUrl.slice('file:'.length)
  const ofDatabase =
    engine === 'sqlite'
      ? [database, `${database}-wal`, `${database}-shm`].filter(path => existsSync(path))
      : []
  const kept = folders.flatMap(folder =>
    existsSync(folder) ? readdirSync(folder).map(name => join(folder, name)) : [],
  )
  return [...ofDatabase, ...kept.filter(path => !ofDatabase.includes(path))]
}

/** Where a text stands, as UTF-8, as UTF-16 of either order, or in base64. */
export function findTraces(files: readonly string[], texts: readonly string[]): string[] {
  return files.flatMap(path => {
    const bytes = readFileSync(path)
    return texts
      .filter(text => formsOf(text).some(form => bytes.includes(form)))
      .map(text => `${path}: ${text}`)
  })
}

function formsOf(text: string): Buffer[] {
  const wide = Buffer.from(text, 'utf16le')
  const base64 = Buffer.from(text, 'utf8').toString('base64').replace(/=+$/, '')
  return [Buffer.from(text, 'utf8'), wide, Buffer.from(wide).swap16(), Buffer.from(base64, 'latin1')]
}

/** The same over every row of every table, as far as a database shows them. */
export async function findInTables({ deps }: Ward, texts: readonly string[]): Promise<string[]> {
  const names = await deps.store.read(db =>
    engine === 'sqlite'
      ? sql<{ name: string }>`select name from sqlite_schema where type = 'table'`.execute(db)
      : sql<{ name: string }>`select tablename as name from pg_tables where schemaname = 'public'`.execute(
          db,
        ),
  )
  const found: string[] = []
  for (const { name } of names.rows) {
    const { rows } = await deps.store.read(db => sql`select * from ${sql.table(name)}`.execute(db))
    const content = JSON.stringify(rows)
    found.push(...texts.filter(text => content.includes(text)).map(text => `${name}: ${text}`))
  }
  return found
}
