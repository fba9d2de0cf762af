import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { beforeAll, expect, test } from 'vitest'
import { unpackDatabase } from '#src/backup/backup-file.ts'
import { restoreBackup } from '#src/backup/restore.ts'
import { backupsIn, proveContents, writeBackup } from '#src/backup/write-backup.ts'
import { runCommand } from '#src/command/command.ts'
import { purge } from '#src/retention/purge.ts'
import { buildProgram, newFolder } from '../support/program.ts'
import { anybody, instant, openWard, type Ward } from '../support/ward.ts'

beforeAll(buildProgram)

const passphrase = '見本の合言葉 — 十六文字より長い'
const now = instant('2026-12-01T02:00')
const clock = { now: () => now }
const pathOf = (ward: Ward) => ward.databaseUrl.slice('file:'.length)

async function openBookedWard() {
  const ward = await openWard()
  const booked = await ward.booked(['tennyu'], '2026-12-02T09:00')
  const folder = join(newFolder(), 'backups')
  const backUp = (more: { passphrase?: string | null; now?: number } = {}) =>
    writeBackup({ database: pathOf(ward), folder, passphrase: null, reason: 'by_hand', now, ...more })
  return { ward, booked, folder, backUp }
}

function restore(backup: string, database: string, more: Partial<Parameters<typeof restoreBackup>[0]> = {}) {
  const usual = { isReplacing: false, passphrase: null, areFaultsAccepted: false, clock }
  return restoreBackup({ backup, database, ...usual, ...more })
}

function rows(database: string, statement: string): unknown[] {
  const handle = new BetterSqlite(database, { readonly: true })
  try {
    return handle.prepare(statement).pluck().all()
  } finally {
    handle.close()
  }
}

test.for([null, passphrase])(
  'what was booked before a backup is there after its restore (%s)',
  async secret => {
    const { backUp, booked } = await openBookedWard()
    const written = await backUp({ passphrase: secret })
    const database = join(newFolder(), 'restored.db')

    const { manifest, aside } = await restore(written.path, database, { passphrase: secret })

    expect(rows(database, "select reference from appointments where state = 'booked'")).toEqual([
      booked.reference,
    ])
    expect(aside).toBe(null)
    expect(manifest).toMatchObject({ reason: 'by_hand', madeAt: '2026-11-30T17:00:00+00:00' })
    expect(manifest.tables.appointments?.rows).toBe(1)
    // Only its own account may read it: there are names in it.
    expect([statSync(written.path).mode & 0o777, statSync(database).mode & 0o777]).toEqual([0o600, 0o600])
  },
)

test('an encrypted backup shows no name, a plain one does not pretend to', async () => {
  const { backUp, folder } = await openBookedWard()
  await backUp({ passphrase })
  const [sealed = ''] = readdirSync(folder)

  const text = readFileSync(join(folder, sealed)).toString('latin1')

  expect(text.split('\n')[0]).toContain('"cipher":"aes-256-gcm"')
  expect(text).not.toContain('mihon-')
})

test('a backup that is made while people book is whole, and holds all that was confirmed before', async () => {
  const { ward, backUp } = await openBookedWard()
  let isBooking = true
  const references: string[] = []
  const booking = (async () => {
    for (let count = 0; isBooking; count += 1) {
      const hour = String(9 + (count % 8)).padStart(2, '0')
      const date = `2026-12-${String(3 + Math.floor(count / 8)).padStart(2, '0')}`
      const outcome = await ward.book(['tennyu'], `${date}T${hour}:00`, anybody())
      if (outcome.ok) references.push(outcome.reference)
      await new Promise(resolve => setImmediate(resolve))
    }
  })()
  while (references.length < 3) await new Promise(resolve => setImmediate(resolve))
  const before = [...references]

  const { path } = await backUp()
  isBooking = false
  await booking

  const database = join(newFolder(), 'restored.db')
  await restore(path, database)
  expect(rows(database, 'select reference from appointments')).toEqual(expect.arrayContaining(before))
})

test.for([null, passphrase])('a backup that is not as it was written is refused (%s)', async secret => {
  const { backUp } = await openBookedWard()
  const { path, bytes } = await backUp({ passphrase: secret })
  const whole = readFileSync(path)
  const place = newFolder()
  const changed = join(place, 'changed.backup')
  const database = join(place, 'proof.db')

  const headEnd = whole.indexOf('\n')
  const places = [headEnd - 40, headEnd + 5, bytes >> 1, bytes - 1]
  for (const at of places) {
    const bad = Buffer.from(whole)
    bad[at] = (bad[at] ?? 0) ^ 1
    writeFileSync(changed, bad)
    await expect(restore(changed, database, { passphrase: secret }), `byte ${at}`).rejects.toThrow(
      /changed\.backup/,
    )
  }
  for (const end of [0, headEnd, headEnd + 20, bytes - 1]) {
    writeFileSync(changed, whole.subarray(0, end))
    await expect(restore(changed, database, { passphrase: secret }), `cut at ${end}`).rejects.toThrow(
      /changed\.backup/,
    )
  }
  copyFileSync(path, changed)
  appendFileSync(changed, 'more')
  await expect(restore(changed, database, { passphrase: secret })).rejects.toThrow(/changed\.backup/)
  expect(readdirSync(place).toSorted()).toEqual(['changed.backup', 'proof.db.lock'])
})

test('another passphrase, and none, are told as such', async () => {
  const { backUp } = await openBookedWard()
  const { path } = await backUp({ passphrase })
  const database = join(newFolder(), 'restored.db')

  await expect(restore(path, database)).rejects.toThrow('is encrypted: give its key by --key-file')
  await expect(restore(path, database, { passphrase: `${passphrase}!` })).rejects.toThrow(
    'the key is another one',
  )
  expect(existsSync(database)).toBe(false)
})

test('rows that are not those which the manifest tells are found', async () => {
  const { backUp } = await openBookedWard()
  const { path } = await backUp()
  const database = join(newFolder(), 'proof.db')
  const manifest = await unpackDatabase(path, database, null)
  expect(() => proveContents(database, manifest)).not.toThrow()

  const handle = new BetterSqlite(database)
  handle.prepare("update persons set name = 'somebody else'").run()
  handle.close()

  expect(() => proveContents(database, manifest)).toThrow('does not hold the rows that it tells')
})

test('a restore leaves what is there alone unless told to replace it, and then moves it aside', async () => {
  const { ward, backUp } = await openBookedWard()
  const { path } = await backUp()
  await ward.booked(['tennyu'], '2026-12-02T10:00')
  const database = pathOf(ward)

  await expect(restore(path, database)).rejects.toThrow('is there already: --replace moves it aside')
  await expect(restore(path, database, { isReplacing: true })).rejects.toThrow(
    'is in use: stop the server first',
  )
  await ward.deps.store.close()
  const restored = await restore(path, database, { isReplacing: true })

  expect(rows(database, 'select count(*) from appointments')).toEqual([1])
  expect(rows(restored.aside ?? '', 'select count(*) from appointments')).toEqual([2])
  expect(restored.lostEntries).toBe(1)
})

test('a restore leaves a link in its place, and puts the database where that leads', async () => {
  const { ward, backUp } = await openBookedWard()
  const { path } = await backUp()
  await ward.booked(['tennyu'], '2026-12-02T10:00')
  const database = pathOf(ward)
  await ward.deps.store.close()
  const link = join(newFolder(), 'linked.db')
  symlinkSync(database, link)

  const { aside } = await restore(path, link, { isReplacing: true })

  expect(realpathSync(link)).toBe(database)
  expect(rows(database, 'select count(*) from appointments')).toEqual([1])
  expect(rows(aside ?? '', 'select count(*) from appointments')).toEqual([2])
})

test('two restores within one second keep both of what was there', async () => {
  const { ward, backUp } = await openBookedWard()
  const { path } = await backUp()
  await ward.booked(['tennyu'], '2026-12-02T10:00')
  const database = pathOf(ward)
  await ward.deps.store.close()

  const first = await restore(path, database, { isReplacing: true })
  const second = await restore(path, database, { isReplacing: true })

  expect(second.aside).toBe(`${first.aside}-2`)
  expect(rows(first.aside ?? '', 'select count(*) from appointments')).toEqual([2])
  expect(rows(second.aside ?? '', 'select count(*) from appointments')).toEqual([1])
})

test('the log of a database that somebody has removed is not taken for that of the restored one', async () => {
  const { ward, backUp } = await openBookedWard()
  const { path } = await backUp()
  await ward.booked(['tennyu'], '2026-12-02T10:00')
  const database = join(newFolder(), 'restored.db')
  copyFileSync(`${pathOf(ward)}-wal`, `${database}-wal`)
  expect(statSync(`${database}-wal`).size).toBeGreaterThan(0)

  const { aside } = await restore(path, database)

  expect(rows(database, 'select count(*) from appointments')).toEqual([1])
  expect(aside).toBe(null)
  expect(readdirSync(join(database, '..')).filter(name => /\.replaced-\w+-wal$/.test(name))).toHaveLength(1)
})

test('whoever was erased since a backup is gone again when the command has said that it is restored', async () => {
  const { ward, backUp } = await openBookedWard()
  const { path } = await backUp()
  const folder = newFolder()
  ward.deps.settings.ledgerFolder = folder
  ward.setNow('2027-12-02T03:30')
  await purge(ward.deps)
  const database = join(folder, 'restored.db')

  const code = await runCommand(['restore', path], {
    DATABASE_URL: `file:${database}`,
    SAMPLE_NOW: '2027-12-02T04:00+09:00',
  })

  expect(code).toBe(0)
  expect(rows(database, 'select count(*) from appointments')).toEqual([1])
  expect(rows(database, 'select count(*) from persons')).toEqual([0])
  const another = join(newFolder(), 'restored.db')
  await restore(path, another)
  expect(rows(another, 'select count(*) from persons')).toEqual([1])
})

test('a backup in which something does not hold is restored only by somebody who knows', async () => {
  const { ward, backUp } = await openBookedWard()
  await ward.deps.store.write(db => db.deleteFrom('places').execute())
  const { path } = await backUp()
  const database = join(newFolder(), 'restored.db')

  await expect(restore(path, database)).rejects.toThrow('INV-5 does not hold in the backup')
  expect(existsSync(database)).toBe(false)
  await restore(path, database, { areFaultsAccepted: true })
  expect(existsSync(database)).toBe(true)
})

test('what a program has left behind that was ended while it wrote is cleared away, and never counts', async () => {
  const { backUp, folder } = await openBookedWard()
  mkdirSync(join(folder, '.making-999999999'), { recursive: true })
  writeFileSync(join(folder, '.making-999999999', 'packed'), 'half')
  expect(await backupsIn(folder)).toEqual([])

  await backUp()

  expect(readdirSync(folder)).toEqual(['madoguchi-20261130T170000Z.backup'])
})

test('a disk that is full leaves the backups that are there whole, and nothing half', async () => {
  const { ward, backUp, folder } = await openBookedWard()
  const { path } = await backUp()
  const before = readFileSync(path)
  const entry = join(import.meta.dirname, '../../dist/src/madoguchi.js')

  // Files beyond 200 kB cannot be written: the copy does not fit.
  const full = spawnSync(
    'bash',
    ['--norc', '-c', `trap '' XFSZ; ulimit -f 200; exec "$0" "$1" backup`, process.execPath, entry],
    {
      env: { PATH: process.env.PATH ?? '', DATABASE_URL: ward.databaseUrl, BACKUP_DIR: folder },
      encoding: 'utf8',
    },
  )

  expect([full.status, full.stdout]).toEqual([2, ''])
  expect(full.stderr).toMatch(/^madoguchi: [^\n]+\n$/)
  expect(readdirSync(folder)).toEqual(['madoguchi-20261130T170000Z.backup'])
  expect(readFileSync(path).equals(before)).toBe(true)
})

test('a damaged database gives no backup', async () => {
  const { ward, backUp, folder } = await openBookedWard()
  await ward.deps.store.close()
  const bytes = readFileSync(pathOf(ward))
  bytes.fill(0xff, 8192, 8192 + 65_536)
  writeFileSync(pathOf(ward), bytes)

  await expect(backUp()).rejects.toThrow(/malformed|damaged/)
  expect(readdirSync(folder)).toEqual([])
})
