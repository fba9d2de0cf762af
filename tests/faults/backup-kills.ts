import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import BetterSqlite from 'better-sqlite3'
import { unpackDatabase } from '#src/backup/backup-file.ts'
import { backupsIn, proveContents } from '#src/backup/write-backup.ts'
import { randomNumbers } from '../support/random.ts'
import { type Figures, newFigures, note } from './figures.ts'
import { startServer } from './server.ts'

const entry = join(import.meta.dirname, '../../dist/src/madoguchi.js')
const sampleNow = '2026-12-01T09:00:00+09:00'
/** A program takes half of its time to start: it is killed after that. */
const begunShare = 0.4

type Place = { folder: string; database: string; backups: string }

/**
 * Kills a backup, and the restore of one over newer data, at a random moment, so many times each. Afterwards every
 * backup that has its name must be whole and those of before unchanged; the newer data must lie whole at their name or
 * aside; what is at their name must be one of the two; and the same command must get to its end.
 */
export async function backupKills({ cycles, seed }: { cycles: number; seed: number }): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-backup-kills-'))
  const place = { folder, database: join(folder, 'office.db'), backups: join(folder, 'backups') }
  const [figures, random] = [newFigures(), randomNumbers(seed)]
  try {
    const server = await startServer(folder, {
      DATABASE_URL: `file:${place.database}`,
      SAMPLE_NOW: sampleNow,
    })
    await server.stop()
    const first = await run(place, ['backup'])
    for (let cycle = 0; cycle < cycles; cycle += 1) {
      await killBackup(place, { figures, after: first.milliseconds * between(random()) })
      figures.cycles += 1
    }

    const backup = join(place.backups, (await backupsIn(place.backups))[0]?.name ?? '')
    makeNewer(place.database)
    const newer = join(folder, 'newer.db')
    copyFileSync(place.database, newer)
    const second = await run(place, ['restore', '--replace', backup])
    for (let cycle = 0; cycle < cycles; cycle += 1) {
      for (const name of databasesIn(folder)) rmSync(join(folder, name))
      copyFileSync(newer, place.database)
      await killRestore(place, { figures, backup, after: second.milliseconds * between(random()) })
      figures.cycles += 1
    }
    return figures
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type Kill = { figures: Figures; after: number }

async function killBackup(place: Place, { figures, after }: Kill): Promise<void> {
  const before = await bytesOfBackups(place)
  count(figures, await run(place, ['backup'], after))
  note(figures, 'broken', await damagedBackups(place.backups))
  // Of one day the newest is kept: the one of before goes only when the new one has its name.
  const now = await bytesOfBackups(place)
  const changed = [...before].filter(([name, bytes]) => now.get(name)?.equals(bytes) === false)
  note(figures, 'lost', [...changed.map(([name]) => name), ...(now.size === 0 ? ['all backups'] : [])])

  const again = await run(place, ['backup'])
  count(figures, again)
  if (again.code !== 0) note(figures, 'broken', [`the backup after it: ${again.stderr}`])
  const left = readdirSync(place.backups).filter(name => name.startsWith('.'))
  note(figures, 'broken', left)
}

async function killRestore(
  place: Place,
  { figures, after, backup }: Kill & { backup: string },
): Promise<void> {
  const order = ['restore', '--replace', backup]
  count(figures, await run(place, order, after))
  note(figures, 'broken', brokenStates(place))
  note(figures, 'lost', lostData(place))

  const again = await run(place, order)
  count(figures, again)
  if (again.code !== 0) note(figures, 'broken', [`the restore after it: ${again.stderr}`])
  if (stateOf(place.database) !== 'older')
    note(figures, 'broken', ['restored, and yet not what the backup holds'])
  note(figures, 'lost', lostData(place))
}

/** Backups that have their name and are not what they tell. */
export async function damagedBackups(folder: string): Promise<string[]> {
  const damaged: string[] = []
  const proof = join(folder, '..', 'proof.db')
  for (const { name } of await backupsIn(folder)) {
    try {
      proveContents(proof, await unpackDatabase(join(folder, name), proof, null))
    } catch (error) {
      damaged.push(`${name}: ${String(error)}`)
    }
    rmSync(proof, { force: true })
  }
  return damaged
}

/** What is at the name of the database and is neither of the two that were whole. */
export function brokenStates({ database }: Pick<Place, 'database'>): string[] {
  return existsSync(database) && stateOf(database) === null ? [`${database} is not whole`] : []
}

/** Whether the newer data, which nobody has agreed to lose, are nowhere any more. */
export function lostData({ folder }: Pick<Place, 'folder'>): string[] {
  const isThere = databasesIn(folder).some(name => stateOf(join(folder, name)) === 'newer')
  return isThere ? [] : ['the newer data']
}

/** The database and what was moved aside, without the companions of either. */
function databasesIn(folder: string): string[] {
  return readdirSync(folder).filter(
    name => /^office\.db(\.replaced-[\w-]+?)?$/.test(name) && !/-(wal|shm)$/.test(name),
  )
}

const newerRevision = 1_000_000

/** Shows later by itself which of two states a file holds. */
export function makeNewer(database: string): void {
  const handle = new BetterSqlite(database)
  handle.pragma('journal_mode = DELETE')
  handle.prepare('update offices set revision = ?').run(newerRevision)
  handle.close()
}

function stateOf(database: string): 'older' | 'newer' | null {
  try {
    const handle = new BetterSqlite(database, { readonly: true })
    const isWhole = handle.pragma('integrity_check', { simple: true }) === 'ok'
    const revision = handle.prepare('select min(revision) from offices').pluck().get() as number
    handle.close()
    return isWhole ? (revision < newerRevision ? 'older' : 'newer') : null
  } catch {
    return null
  }
}

type Ran = { code: number | null; stderr: string; milliseconds: number }

/** Runs the command to its end, or kills it after some milliseconds. */
async function run(place: Place, args: readonly string[], killAfter?: number): Promise<Ran> {
  const since = performance.now()
  const child = spawn(process.execPath, [entry, ...args], {
    cwd: place.folder,
    env: {
      ...{ PATH: process.env.PATH ?? '', SAMPLE_NOW: sampleNow },
      ...{ DATABASE_URL: `file:${place.database}`, BACKUP_DIR: place.backups },
    },
  })
  let stderr = ''
  child.stderr.on('data', part => (stderr += String(part)))
  const ended = once(child, 'close')
  if (killAfter !== undefined) void sleep(killAfter).then(() => child.kill('SIGKILL'))
  await ended
  return { code: child.exitCode, stderr, milliseconds: performance.now() - since }
}

function count(figures: Figures, { code }: Ran): void {
  if (code === 0) figures.acknowledged += 1
  else if (code === null) figures.unanswered += 1
  else figures.refused += 1
}

function between(random: number): number {
  return begunShare + random * (1 - begunShare)
}

async function bytesOfBackups({ backups }: Place): Promise<Map<string, Buffer>> {
  return new Map((await backupsIn(backups)).map(({ name }) => [name, readFileSync(join(backups, name))]))
}
