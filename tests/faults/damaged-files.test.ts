import { copyFileSync, mkdirSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { noteKnownData } from '#src/operation/known-data.ts'
import { prepareDatabase } from '#src/operation/prepare-database.ts'
import { readSettings } from '#src/settings.ts'
import { buildProgram, newFolder } from '../support/program.ts'
import { openWard } from '../support/ward.ts'
import { canMount, onReadOnly } from './machine.ts'
import { startServer } from './server.ts'

beforeAll(buildProgram)

const nothingAccepted = { isEmptyAccepted: false, isOlderAccepted: false }

/** The files of a ward with a booking in its log, as a crash leaves them, and the mark beside them. */
async function leftByCrash() {
  const ward = await openWard()
  const file = ward.databaseUrl.slice('file:'.length)
  // What was written long ago is in the file itself, what is new only in its log.
  await ward.booked(['tennyu'], '2026-12-02T09:00')
  await noteKnownData(ward.deps)
  const copy = join(newFolder(), 'office.db')
  for (const end of ['', '-wal', '.mark']) copyFileSync(file + end, copy + end)
  return { copy, settings: readSettings({ DATABASE_URL: `file:${copy}` }) }
}

test('a crash that leaves its log is no loss', async () => {
  const { settings } = await leftByCrash()

  expect(await prepareDatabase(settings, nothingAccepted)).toMatchObject({ ok: true })
})

test('a database whose log has gone missing is not opened as if nothing had been booked', async () => {
  const { copy, settings } = await leftByCrash()
  truncateSync(`${copy}-wal`)

  const prepared = await prepareDatabase(settings, nothingAccepted)

  expect(prepared.ok ? '' : prepared.line).toContain('older than it was')
})

test('a database that was cut short is not opened', async () => {
  const { copy, settings } = await leftByCrash()
  truncateSync(`${copy}-wal`)
  truncateSync(copy, 40_960)

  const prepared = await prepareDatabase(settings, nothingAccepted)

  expect(prepared.ok ? '' : prepared.line).toMatch(/cannot be opened|older than it was/)
})

test.skipIf(!canMount())('a folder that cannot be written ends the start with one line', async () => {
  const folder = newFolder()
  const locked = join(folder, 'data')
  mkdirSync(locked)

  const start = startServer(
    folder,
    { DATABASE_URL: `file:${join(locked, 'office.db')}` },
    { through: onReadOnly(locked) },
  )

  await expect(start).rejects.toThrow(/^the server ended with 1: madoguchi: DATABASE_URL [^\n]*\n$/)
})
