import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type ServerProcess = {
  /** Where it listens. */
  address: string
  /** Resolves when it has ended, however that came. */
  ended: Promise<void>
  stop: () => Promise<void>
}

const entry = join(import.meta.dirname, '../server.js')

/** Starts the product on a fresh sample ward in a folder that is gone when it ends. Rejects when it cannot start. */
export async function startServer(settings: Record<string, string>): Promise<ServerProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-demo-'))
  // A group of its own: Ctrl-C is for the demo, which then ends it in order.
  const child = spawn(process.execPath, [entry], {
    cwd: folder,
    env: settings,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const forget = () => {
    child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  process.on('exit', forget)
  const ended = new Promise<void>(resolve => {
    child.once('close', () => resolve())
    child.once('error', () => resolve())
  }).then(() => {
    process.off('exit', forget)
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    address: await readyAddress(child, ended),
    ended,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

function readyAddress({ stdout }: ChildProcess, ended: Promise<void>): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    stdout?.on('data', part => {
      printed += String(part)
      const address = /^ready (\S+)$/m.exec(printed)?.[1]
      if (address) resolve(address)
    })
    void ended.then(() => reject(new Error('the server has not started')))
  })
}
