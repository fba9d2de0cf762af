import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const entry = join(import.meta.dirname, '../../dist/src/server.js')

/** The password of the sample ward's accounts in these runs. */
export const password = '停電のあとに使う長い合言葉 7'

export type RunningServer = { url: string; kill: () => Promise<void>; stop: () => Promise<void> }

/** Starts the built program on the database of a folder; rejects with what it printed when it does not get ready. */
export async function startServer(folder: string, settings: Record<string, string>): Promise<RunningServer> {
  const child = spawn(process.execPath, [entry], {
    cwd: folder,
    env: {
      ...{ PATH: process.env.PATH ?? '', PORT: '0', RATE_LIMIT: 'off', SAMPLE_PASSWORD: password },
      ...settings,
    },
  })
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    child.kill(signal)
    await exited
  }
  return {
    url: await readyUrl(child),
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  }
}

function readyUrl(child: ChildProcess): Promise<string> {
  let printed = ''
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', part => {
      printed += String(part)
      const url = /^ready (\S+)$/m.exec(printed)?.[1]
      if (url) resolve(url)
    })
    child.stderr?.on('data', part => (printed += String(part)))
    child.once('exit', code => reject(new Error(`the server ended with ${code}: ${printed.slice(-2000)}`)))
  })
}
