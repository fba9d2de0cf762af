import { copyFileSync, mkdirSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { writeBackup } from '#src/backup/write-backup.ts'
import { buildProgram, newFolder } from '../support/program.ts'
import { instant, openWard } from '../support/ward.ts'
import { backupKills, brokenStates, damagedBackups, lostData, makeNewer } from './backup-kills.ts'

beforeAll(buildProgram)

test('a backup or a restore that is killed damages and loses nothing, and the next one gets to its end', async () => {
  const { cycles, unanswered, acknowledged, lost, broken, examples } = await backupKills({
    cycles: 3,
    seed: 1,
  })
  expect(examples).toEqual([])
  expect({ cycles, lost, broken }).toEqual({ cycles: 6, lost: 0, broken: 0 })
  expect(unanswered).toBeGreaterThan(0)
  expect(acknowledged).toBeGreaterThanOrEqual(6)
})

test('a backup that is half there, a file that is cut and data that are gone are found out', async () => {
  const ward = await openWard()
  const file = ward.databaseUrl.slice('file:'.length)
  const folder = newFolder()
  const [backups, database] = [join(folder, 'backups'), join(folder, 'office.db')]
  mkdirSync(backups)
  const { path, bytes } = await writeBackup({
    ...{ database: file, folder: backups, passphrase: null },
    ...{ reason: 'by_hand' as const, now: instant('2026-12-01T02:00') },
  })
  expect(await damagedBackups(backups)).toEqual([])
  truncateSync(path, bytes >> 1)
  expect(await damagedBackups(backups)).toHaveLength(1)

  await ward.deps.store.close()
  copyFileSync(file, database)
  expect([brokenStates({ database }), lostData({ folder })]).toEqual([[], ['the newer data']])
  makeNewer(database)
  expect([brokenStates({ database }), lostData({ folder })]).toEqual([[], []])
  truncateSync(database, statSync(database).size >> 1)
  expect([brokenStates({ database }), lostData({ folder })]).toEqual([
    [`${database} is not whole`],
    ['the newer data'],
  ])
})
