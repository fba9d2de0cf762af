import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { buildProgram, newFolder } from '../support/program.ts'
import { startServer } from './server.ts'

beforeAll(buildProgram)

const entry = join(import.meta.dirname, '../../dist/src/madoguchi.js')
const SAMPLE_NOW = '2026-12-01T09:00:00+09:00'

function run(folder: string, ...args: string[]) {
  const { status, stderr } = spawnSync(process.execPath, [entry, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', SAMPLE_NOW },
    encoding: 'utf8',
  })
  return { status, stderr }
}

test('a second server on one file is refused while the first one lives, and starts when that was killed', async () => {
  const folder = newFolder()
  const first = await startServer(folder, { SAMPLE_NOW })
  try {
    await expect(startServer(folder, { SAMPLE_NOW })).rejects.toThrow(
      /^the server ended with 1: madoguchi: DATABASE_URL: another Madoguchi is running on data\/madoguchi\.db: [^\n]*\n$/,
    )
    expect((await fetch(`${first.url}/mihon`)).status).toBe(200)
  } finally {
    await first.kill()
  }

  const second = await startServer(folder, { SAMPLE_NOW })
  expect((await fetch(`${second.url}/mihon`)).status).toBe(200)
  await second.kill()
})

test('beside a server its data are backed up and looked at, and neither replaced nor changed as a whole', async () => {
  const folder = newFolder()
  const server = await startServer(folder, { SAMPLE_NOW })
  try {
    expect(run(folder, 'backup', '--to', 'backups')).toEqual({ status: 0, stderr: '' })
    const [backup = ''] = readdirSync(join(folder, 'backups'))
    for (const beside of [['doctor'], ['verify'], ['verify', `backups/${backup}`], ['admin', 'accounts']])
      expect({ beside, ...run(folder, ...beside) }).toEqual({ beside, status: 0, stderr: '' })

    for (const alone of [['migrate'], ['restore', `backups/${backup}`, '--replace']]) {
      const { status, stderr } = run(folder, ...alone)
      expect({ alone, status }).toEqual({ alone, status: 2 })
      expect(stderr).toMatch(/is running on|is in use/)
    }
  } finally {
    await server.kill()
  }
})
