import { spawn } from 'node:child_process'
import { mkdirSync, openSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { buildProgram, newFolder } from '../support/program.ts'

beforeAll(buildProgram)

const entry = join(import.meta.dirname, '../../dist/src/server.js')

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}

test('a disk that is full under the log alone keeps nobody from being served', async () => {
  const port = await freePort()
  const folder = newFolder()
  // The mark cannot be written there, which is the first thing that the log tells.
  mkdirSync(join(folder, 'data/madoguchi.db.mark.new'), { recursive: true })
  const child = spawn(process.execPath, [entry], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', PORT: String(port), SAMPLE_NOW: '2026-12-01T09:00:00+09:00' },
    stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))

  const status = (path: string) =>
    fetch(`http://127.0.0.1:${port}${path}`).then(
      answer => answer.status,
      () => null,
    )
  await expect.poll(() => status('/mihon'), { timeout: 30_000 }).toBe(200)
  expect(await status('/readyz')).toBe(200)
  expect(child.exitCode).toBe(null)
})
