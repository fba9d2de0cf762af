import { expect, test } from 'vitest'
import { examine } from '#src/doctor/examine.ts'
import { readSettings } from '#src/settings.ts'
import { engine, openWard } from '../support/ward.ts'

/** PostgreSQL is backed up by its own tools, and the start refuses BACKUP_DIR there. */
const told = {
  sqlite: { state: 'warning', todo: expect.stringContaining('BACKUP_DIR') },
  postgres: { state: 'good', says: expect.stringContaining('pg_dump'), todo: null },
}

test('where the server makes no backups, the doctor names a way that it takes', async () => {
  const { databaseUrl } = await openWard()

  const lines = await examine(readSettings({ DATABASE_URL: databaseUrl }))

  expect(lines.find(({ name }) => name === 'backups')).toMatchObject(told[engine])
})
