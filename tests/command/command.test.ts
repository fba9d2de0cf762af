import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { beforeAll, expect, test, vi } from 'vitest'
import { runCommand } from '#src/command/command.ts'
import { createWatch } from '#src/operation/watch.ts'
import { backUpWhenDue } from '#src/operation/scheduled-backup.ts'
import { readSettings } from '#src/settings.ts'
import { booking, office } from '../support/api.ts'
import { buildProgram, newFolder, startProgram } from '../support/program.ts'
import { openWard } from '../support/ward.ts'

beforeAll(buildProgram)

const entry = join(import.meta.dirname, '../../dist/src/madoguchi.js')
const sample = {
  PORT: '0',
  SAMPLE_NOW: '2026-12-01T08:30:00+09:00',
  RATE_LIMIT: 'off',
  SAMPLE_PASSWORD: 'short',
}

function run(folder: string, args: readonly string[], settings: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [entry, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', ...settings },
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

/** The same without a process of its own. */
async function tell(args: readonly string[], settings: Record<string, string>) {
  const [out, err] = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')]
  let [stdout, stderr] = ['', '']
  out.mockImplementation(text => Boolean((stdout += String(text))))
  err.mockImplementation(text => Boolean((stderr += String(text))))
  const status = await runCommand(args, settings).finally(() => {
    out.mockRestore()
    err.mockRestore()
  })
  return { status, stdout, stderr }
}

/** The address of a sample ward's database that nobody serves. */
async function closedWard(): Promise<string> {
  const ward = await openWard()
  await ward.deps.store.close()
  return ward.databaseUrl
}

const serve = (folder: string, settings: Record<string, string> = {}, ...args: string[]) =>
  startProgram({ ...sample, ...settings }, { folder, entry: 'madoguchi.js', args: ['start', ...args] })

async function stop(program: ReturnType<typeof startProgram>): Promise<void> {
  program.child.kill('SIGTERM')
  expect(await program.ended).toEqual({ code: 0, signal: null })
}

test('help tells every verb, and a word that is none is told with those that are', async () => {
  const help = run(newFolder(), ['help'])
  const wrong = await tell(['bakup'], {})

  expect([help.status, help.stderr]).toEqual([0, ''])
  for (const verb of [
    'start',
    'migrate',
    'doctor',
    'backup',
    'restore',
    'verify',
    'export-config',
    'import-config',
  ]) {
    expect(help.stdout).toContain(`\n  ${verb}`)
    expect(wrong.stderr).toContain(verb)
  }
  expect([wrong.status, wrong.stdout]).toEqual([2, ''])
})

test.for<[string[], string]>([
  [[], 'what shall it do?'],
  [['backup', '--fast'], "Unknown option '--fast'"],
  [['backup', '--to'], "Option '--to <value>' argument missing"],
  [['doctor', 'now'], '"now" is too much'],
  [['restore'], 'a word is missing'],
  [['restore', 'none.backup'], 'none.backup cannot be read: ENOENT'],
  [['restore', 'tests'], 'tests is a folder: name a backup in it'],
  [['verify', 'tests'], 'tests is a folder: name a backup in it'],
  [['verify'], 'there is no file'],
  [['backup'], 'where to?'],
  [['import-config', 'none.json'], 'none.json cannot be read: ENOENT'],
])('"%s" ends with 2 and one line', async ([args, line]) => {
  const folder = newFolder()
  const { status, stdout, stderr } = await tell(args, { DATABASE_URL: `file:${folder}/data/none.db` })

  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(/^madoguchi: [^\n]+\n$/)
  expect(stderr).toContain(line)
  expect(readdirSync(folder)).toEqual([])
})

test.for([
  ['older', "delete from kysely_migration where name = '0028-slot-grids'", 'lacks 0028-slot-grids'],
  ['newer', "insert into kysely_migration values ('9999-later', '2027')", 'is of a newer Madoguchi'],
])(
  'a database of a program that is %s is left as it is, with a word on what to do',
  async ([, change = '', says]) => {
    const DATABASE_URL = await closedWard()
    const database = new BetterSqlite(DATABASE_URL.slice('file:'.length))
    database.exec(change)
    database.close()

    for (const args of [
      ['verify'],
      ['export-config'],
      ['admin', 'accounts'],
      ['admin', 'new-code', 'admin'],
    ]) {
      const { status, stdout, stderr } = await tell(args, { DATABASE_URL })
      expect([args, status, stdout]).toEqual([args, 2, ''])
      expect(stderr).toContain(`the database ${says}`)
      expect(stderr).toMatch(/^madoguchi: [^\n]+\n$/)
    }
  },
)

test('PostgreSQL is left to its own tools, in words that lead there', async () => {
  const settings = { DATABASE_URL: 'postgres://a:secret@127.0.0.1:1/b' }

  const { status, stderr } = await tell(['backup', '--to', 'backups'], settings)

  expect(status).toBe(2)
  expect(stderr).toContain('pg_dump')
  expect(stderr).not.toContain('secret')
})

test('a day of operation: serve, back up, lose the disk, be refused, restore, and every link still works', async () => {
  const folder = newFolder()
  const key = join(folder, 'key')
  writeFileSync(key, '見本の合言葉 — 十六文字より長い\n')
  const backups = { BACKUP_DIR: 'backups', BACKUP_KEY_FILE: key }
  const first = serve(folder, backups)
  const address = await first.ready
  const answer = await fetch(`${address}/api${office}/appointments`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(booking()),
  })
  const booked = (await answer.json()) as { token: string; reference: string }

  const backup = run(folder, ['backup'], backups)
  expect([backup.status, backup.stderr]).toEqual([0, ''])
  expect(backup.stdout).toMatch(/encrypted, proved\n$/)
  const [name = ''] = readdirSync(join(folder, 'backups'))
  expect(run(folder, ['verify', `backups/${name}`], backups).stdout).toContain('whole')
  const inUse = run(folder, ['restore', `backups/${name}`, '--replace'], backups)
  expect([inUse.status, inUse.stderr]).toEqual([2, expect.stringContaining('is in use')])
  await stop(first)

  for (const file of readdirSync(join(folder, 'data')))
    if (/\.db(-wal|-shm)?$/.test(file)) rmSync(join(folder, 'data', file))
  const refused = serve(folder, backups)
  expect(await refused.ended).toEqual({ code: 1, signal: null })
  expect(refused.stderr()).toMatch(/^madoguchi: the database is empty[^\n]*--accept-empty[^\n]*\n$/)

  expect(run(folder, ['restore', `backups/${name}`]).stderr).toContain('is encrypted')
  const restored = run(folder, ['restore', `backups/${name}`], backups)
  expect([restored.status, restored.stderr]).toEqual([0, ''])
  const again = serve(folder, backups)
  const found = await fetch(`${await again.ready}/api/v1/appointments/${booked.token}`)
  expect(await found.json()).toMatchObject({ reference: booked.reference, state: 'booked' })
  await stop(again)

  const settings = { ...backups, SAMPLE_NOW: sample.SAMPLE_NOW }
  const doctor = run(folder, ['doctor', '--json'], settings)
  const lines = JSON.parse(doctor.stdout) as Array<{ name: string; state: string }>
  expect([doctor.status, lines.filter(({ state }) => state === 'bad')]).toEqual([0, []])
  expect(lines.find(({ name }) => name === 'backups')?.state).toBe('good')
})

test('whoever knows that a new office begins says so', async () => {
  const folder = newFolder()
  const first = serve(folder)
  await first.ready
  await stop(first)
  for (const file of readdirSync(join(folder, 'data')))
    if (!file.endsWith('.mark')) rmSync(join(folder, 'data', file), { recursive: true })

  const program = serve(folder, {}, '--accept-empty')

  expect(await program.ready).toMatch(/^http/)
})

test('the doctor finds a damaged file, ends with 1 and says what to do', async () => {
  const DATABASE_URL = await closedWard()
  const database = DATABASE_URL.slice('file:'.length)
  const bytes = readFileSync(database)
  bytes.fill(0xff, 40_960, 49_152)
  writeFileSync(database, bytes)

  const { status, stdout } = await tell(['doctor'], { DATABASE_URL })

  expect(status).toBe(1)
  expect(stdout).toMatch(
    /^BAD {3}file .*\n +→ stop the server, keep the file, and restore the newest backup$/m,
  )
})

test('the doctor and verify find a broken invariant, and end with 1', async () => {
  const ward = await openWard({ now: '2026-12-01T09:00' })
  await ward.booked(['tennyu'], '2026-12-02T09:00')
  await ward.deps.store.write(db => db.deleteFrom('places').execute())
  const settings = { DATABASE_URL: ward.databaseUrl, SAMPLE_NOW: sample.SAMPLE_NOW }

  const doctor = await tell(['doctor'], settings)
  const verify = await tell(['verify'], settings)

  expect([doctor.status, verify.status]).toEqual([1, 1])
  expect(doctor.stdout).toMatch(/^BAD {3}INV-5 .*has 0 places, needs 2 in a row$/m)
  expect(verify.stdout).toMatch(/^INV-5 .*faults 1: a booking has all its places/m)
})

test('the doctor tells a setting that the server would refuse', async () => {
  const DATABASE_URL = await closedWard()

  const { status, stdout } = await tell(['doctor'], { DATABASE_URL, RATE_LIMIT: 'no' })

  expect(status).toBe(1)
  expect(stdout).toMatch(/^BAD {3}settings .*RATE_LIMIT must be one of/m)
})

test('an office goes out as a file and into an empty database, where it is the same, and not into another', async () => {
  const folder = newFolder()
  const file = join(folder, 'office.json')
  const DATABASE_URL = await closedWard()
  expect((await tell(['export-config', '--to', file], { DATABASE_URL })).stdout).toContain(
    '15 counters, 42 services',
  )
  const other = { DATABASE_URL: `file:${folder}/office.db` }

  expect(await tell(['import-config', file], other)).toEqual({
    ...{ status: 0, stdout: 'office mihon: 15 counters, 42 services\n', stderr: '' },
  })

  const exported = await tell(['export-config', 'mihon'], other)
  expect(JSON.parse(exported.stdout)).toEqual(JSON.parse(readFileSync(file, 'utf8')))
  expect((await tell(['import-config', file], other)).stderr).toContain('there is an office already')
  expect((await tell(['export-config', 'none'], other)).stderr).toContain(
    'no office "none"; there are: mihon',
  )
  writeFileSync(file, JSON.stringify({ ...JSON.parse(exported.stdout), version: 2 }))
  const faulty = await tell(['import-config', file], { DATABASE_URL: `file:${folder}/third.db` })
  expect([faulty.status, faulty.stdout]).toEqual([2, 'version: not_this_version\n'])
  expect(readdirSync(folder)).not.toContain('third.db')
})

test('whoever starts an office that was made of a file is told how to become its administrator', async () => {
  const folder = newFolder()
  const file = join(folder, 'office.json')
  await tell(['export-config', '--to', file], { DATABASE_URL: await closedWard() })
  expect(run(folder, ['import-config', file]).stdout).toBe('office mihon: 15 counters, 42 services\n')

  const program = serve(folder)
  const address = await program.ready

  expect(program.stdout()).toMatch(/^first administrator: .*\/staff\/first with code \S+ \(30 minutes\)$/m)
  expect((await fetch(`${address}/staff/first`)).status).toBe(200)
})

test('migrate makes a database, and finds nothing to do the second time', async () => {
  const settings = { DATABASE_URL: `file:${newFolder()}/new.db` }

  expect((await tell(['migrate'], settings)).stdout).toMatch(/^steps done: 0001-booking, /)
  expect((await tell(['migrate'], settings)).stdout).toBe('the schema is the newest already\n')
})

test('the server makes a backup when there is none of this day, in a program of its own, and tells a failure', async () => {
  const database = await closedWard()
  const backups = join(newFolder(), 'backups')
  const errors: unknown[] = []
  const depsFor = (DATABASE_URL: string) => ({
    settings: readSettings({ DATABASE_URL, BACKUP_DIR: backups }),
    watch: { ...createWatch(), lastBackupAt: null as number | null },
    log: { error: (what: unknown) => errors.push(what) } as never,
  })

  const deps = depsFor(database)
  await backUpWhenDue(deps, Date.now())
  const [first] = readdirSync(backups)
  expect(first).toMatch(/^madoguchi-\d{8}T\d{6}Z\.backup$/)
  expect(deps.watch.lastBackupAt).not.toBe(null)
  await backUpWhenDue(deps, Date.now())
  expect(readdirSync(backups)).toHaveLength(1)

  const tomorrow = Date.now() + 25 * 3_600_000
  await expect(backUpWhenDue(depsFor('file:/nowhere/none.db'), tomorrow)).rejects.toThrow('there is no file')
  expect(errors).toHaveLength(1)
  expect(readdirSync(backups)).toEqual([first])

  // Made while a clock was ahead: until then there would be none.
  renameSync(join(backups, first ?? ''), join(backups, 'madoguchi-20991231T000000Z.backup'))
  await backUpWhenDue(deps, Date.now())
  expect(readdirSync(backups)).toHaveLength(2)
  expect(deps.watch.lastBackupAt).toBeLessThanOrEqual(Date.now())
})
