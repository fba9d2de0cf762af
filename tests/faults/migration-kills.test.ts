import { spawnSync } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { expect, test } from 'vitest'
import { dialectOf } from '#db/dialect.ts'
import { migrations } from '#db/migrations/index.ts'
import { newFolder } from '../support/program.ts'

const steps = Object.keys(migrations('sqlite'))

async function migrateTo(path: string, step: string): Promise<void> {
  const db = new Kysely<unknown>({ dialect: await dialectOf({ engine: 'sqlite', path }) })
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations('sqlite') } })
  const { error } = await migrator.migrateTo(step)
  await db.destroy()
  if (error) throw error
}

/** Migrates in a program of its own that is killed after so many statements; answers how many it made. */
function migrateAndDie(path: string, after: number): { signal: string | null; statements: number } {
  const program = join(import.meta.dirname, 'migrate-and-die.ts')
  const args = ['--conditions=source', program, path, String(after)]
  const { signal, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  expect(stderr).toBe('')
  return { signal, statements: Number(stdout) }
}

/** Everything that the schema consists of, and the steps that are noted, without their times. */
function schemaOf(path: string): unknown[] {
  const handle = new BetterSqlite(path)
  const objects = handle.prepare('select type, name, sql from sqlite_schema order by type, name').all()
  const noted = objects.some(object => (object as { name: string }).name === 'kysely_migration')
  const names = noted ? handle.prepare('select name from kysely_migration order by name').pluck().all() : []
  expect(handle.pragma('integrity_check', { simple: true })).toBe('ok')
  handle.close()
  return [...objects.filter(object => !/kysely/.test((object as { name: string }).name)), ...names]
}

test('an upgrade that is killed after any of its statements has changed nothing, and the next one finishes it', async () => {
  const folder = newFolder()
  const [fresh, path, whole] = ['fresh.db', 'office.db', 'whole.db'].map(name => join(folder, name))
  if (!fresh || !path || !whole) throw new Error('three files')
  await migrateTo(fresh, steps.at(-1) ?? '')
  await migrateTo(path, '0011-catalogue')
  copyFileSync(path, whole)
  const before = schemaOf(path)
  const { statements } = migrateAndDie(whole, Number.POSITIVE_INFINITY)
  expect(statements).toBeGreaterThan(50)

  // In the middle of a step, of a later one, and with nothing left to do but the commit.
  for (const share of [0.3, 0.7, 1]) {
    expect(migrateAndDie(path, Math.floor((statements - 1) * share)).signal).toBe('SIGKILL')
    expect(schemaOf(path)).toEqual(before)
  }
  expect(migrateAndDie(path, Number.POSITIVE_INFINITY).signal).toBe(null)
  expect(schemaOf(path)).toEqual(schemaOf(fresh))
})
