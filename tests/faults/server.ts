import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const entry = join(import.meta.dirname, '../../dist/src/server.js')

/** The password of the sample ward's accounts in these runs. */
export const password = '停電のあとに使う長い合言葉 7'

export type RunningServer = {
  url: string
  pid: number
  /** Ends it at once, or by telling it to stop; answers its exit code, null when a signal ended it. */
  kill: () => Promise<number | null>
  stop: () => Promise<number | null>
  /** What it has written on its error output: its log. */
  log: () => string
}

type Start = {
  /** Program and arguments that start the server as their last argument: `strace …`. They must become it. */
  through?: readonly string[]
  entry?: string
}

/** Starts the built program on the database of a folder; rejects with what it printed when it does not get ready. */
export async function startServer(
  folder: string,
  settings: Record<string, string>,
  { through = [], entry: program = entry }: Start = {},
): Promise<RunningServer> {
  const [command, ...args] = [...through, process.execPath, program]
  const child = spawn(command, args, {
    cwd: folder,
    env: {
      ...{ PATH: process.env.PATH ?? '', PORT: '0', RATE_LIMIT: 'off', SAMPLE_PASSWORD: password },
      ...settings,
    },
  })
  let [printed, log] = ['', '']
  child.stdout.on('data', part => (printed += String(part)))
  // Its log goes where its lines do: outside production that is the standard output.
  child.stderr.on('data', part => (log += String(part)))
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit')
      child.kill(signal)
      await exited
    }
    return child.exitCode
  }
  return {
    url: await readyUrl(child, () => printed + log),
    pid: child.pid ?? 0,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    log: () => printed + log,
  }
}

function readyUrl(child: ChildProcess, told: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', () => {
      const url = /^ready (\S+)$/m.exec(told())?.[1]
      if (url) resolve(url)
    })
    child.once('error', reject)
    child.once('exit', code => reject(new Error(`the server ended with ${code}: ${told().slice(-2000)}`)))
  })
}
