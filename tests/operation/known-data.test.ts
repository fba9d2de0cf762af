import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { lookAtDatabase } from '#db/look-at-database.ts'
import { markPath, noteKnownData, readMark, refuseLoss } from '#src/operation/known-data.ts'
import { prepareDatabase } from '#src/operation/prepare-database.ts'
import { readSettings } from '#src/settings.ts'
import { newFolder } from '../support/program.ts'
import { tamper } from '../support/tamper.ts'
import { openWard, type Ward } from '../support/ward.ts'

const nobodySaid = { isEmptyAccepted: false, isOlderAccepted: false }
const mark = { dataId: 'a', lastEntry: 10, lastEvent: 20 }
const state = (more = {}) => ({ applied: ['0001'], pending: [], unknown: [], ...mark, ...more })

test('data that have gone on are what they were, and so are data of which nothing is known', () => {
  expect(refuseLoss(state(), mark, nobodySaid)).toBe(null)
  expect(refuseLoss(state({ lastEntry: 11, lastEvent: 21 }), mark, nobodySaid)).toBe(null)
  expect(refuseLoss(state({ applied: [] }), null, nobodySaid)).toBe(null)
})

test.for<[string, object, string]>([
  ['an empty database', { applied: [] }, 'the database is empty'],
  ['other data', { dataId: 'b' }, 'the database is another one'],
  ['data from before they had a name', { dataId: null }, 'the database is another one'],
  ['an older audit', { lastEntry: 9 }, 'it ends at entry 9, and there were 10'],
  ['an older log of visits', { lastEvent: 19 }, 'the database is older'],
])('%s where others were is refused, until somebody says that they know', ([, more, line]) => {
  expect(refuseLoss(state(more), mark, nobodySaid)).toContain(line)
  expect(refuseLoss(state(more), mark, nobodySaid)).toMatch(/--accept-(empty|older)/)
  expect(refuseLoss(state(more), mark, { isEmptyAccepted: true, isOlderAccepted: true })).toBe(null)
})

test('knowing that data are empty is not knowing that they are older, and the other way round', () => {
  expect(
    refuseLoss(state({ lastEntry: 9 }), mark, { isEmptyAccepted: true, isOlderAccepted: false }),
  ).not.toBe(null)
  expect(
    refuseLoss(state({ applied: [] }), mark, { isEmptyAccepted: false, isOlderAccepted: true }),
  ).not.toBe(null)
})

const fileOf = (ward: Ward) => ward.databaseUrl.slice('file:'.length)

test('the mark follows what is booked, and is a file that holds no secret', async () => {
  const ward = await openWard()
  await noteKnownData(ward.deps)
  const before = await readMark(ward.databaseUrl)
  await ward.booked(['tennyu'], '2026-12-02T09:00')

  await noteKnownData(ward.deps)

  const after = await readMark(ward.databaseUrl)
  expect(after?.dataId).toMatch(/^[0-9a-f]{32}$/)
  expect(after?.dataId).toBe(before?.dataId)
  expect((after?.lastEntry ?? 0) - (before?.lastEntry ?? 0)).toBe(1)
  expect(Object.keys(JSON.parse(readFileSync(markPath(ward.databaseUrl), 'utf8')))).toEqual([
    ...['database', 'dataId', 'lastEntry', 'lastEvent'],
  ])
})

test('a database that has lost what was confirmed is not opened', async () => {
  const ward = await openWard()
  await ward.booked(['tennyu'], '2026-12-02T09:00')
  await noteKnownData(ward.deps)
  await tamper(ward, 'delete from audit')

  const prepared = await prepareDatabase(ward.deps.settings, nobodySaid)

  expect(prepared).toMatchObject({ ok: false, line: expect.stringContaining('the database is older') })
})

test('a database that is gone is not made anew, not even where only its backups are known', async () => {
  const ward = await openWard()
  await noteKnownData(ward.deps)
  await ward.deps.store.close()
  rmSync(fileOf(ward))
  expect(await prepareDatabase(ward.deps.settings, nobodySaid)).toMatchObject({ ok: false })
  rmSync(markPath(ward.databaseUrl))

  const folder = newFolder()
  new BetterSqlite(join(folder, 'madoguchi-20261130T170000Z.backup')).close()
  const settings = readSettings({ DATABASE_URL: ward.databaseUrl, BACKUP_DIR: folder })
  const refused = await prepareDatabase(settings, nobodySaid)
  expect(refused).toMatchObject({
    ok: false,
    line: expect.stringContaining('bring back madoguchi-20261130T170000Z'),
  })

  expect(await prepareDatabase(settings, { ...nobodySaid, isEmptyAccepted: true })).toMatchObject({
    ok: true,
  })
})

/** The newest step: one that can be taken back by dropping its table. */
const newest = { step: '0028-slot-grids', table: 'slot_grids' }

/** Takes the newest step back, as if it had never been. */
function takeBack(database: string): void {
  const handle = new BetterSqlite(database)
  handle.exec(`drop table ${newest.table}; delete from kysely_migration where name = '${newest.step}'`)
  handle.close()
}

test('an upgrade keeps what was there, and a backup of how it was', async () => {
  const ward = await openWard()
  const { reference } = await ward.booked(['tennyu'], '2026-12-02T09:00')
  await ward.deps.store.close()
  takeBack(fileOf(ward))

  const prepared = await prepareDatabase(ward.deps.settings, nobodySaid)

  expect(prepared).toMatchObject({ ok: true, steps: [newest.step] })
  const backup = prepared.ok ? (prepared.backup ?? '') : ''
  expect(readFileSync(backup).toString('latin1').split('\n')[0]).toContain('"reason":"before_upgrade"')
  const handle = new BetterSqlite(fileOf(ward))
  expect(handle.prepare('select reference from appointments').pluck().all()).toEqual([reference])
  handle.close()
  expect(await prepareDatabase(ward.deps.settings, nobodySaid)).toEqual({ ok: true, steps: [], backup: null })
})

test('an upgrade whose backup cannot be made changes nothing', async () => {
  const ward = await openWard()
  await ward.deps.store.close()
  takeBack(fileOf(ward))
  const settings = readSettings({ DATABASE_URL: ward.databaseUrl, BACKUP_DIR: `${fileOf(ward)}/backups` })

  expect(await prepareDatabase(settings, nobodySaid)).toMatchObject({ ok: false })
  expect((await lookAtDatabase(ward.databaseUrl)).pending).toEqual([newest.step])
})

test('a database of a newer program is refused before anything is changed', async () => {
  const ward = await openWard()
  await ward.deps.store.close()
  const handle = new BetterSqlite(fileOf(ward))
  handle.exec("insert into kysely_migration values ('9999-later', '2027-01-01T00:00:00Z')")
  handle.close()

  expect(await prepareDatabase(ward.deps.settings, nobodySaid)).toEqual({
    ok: false,
    line: expect.stringMatching(/^the database is of a newer Madoguchi \(it has 9999-later\)/),
  })
})
