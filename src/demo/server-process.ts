import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { builtProgram } from '#db/project-root.ts'

export type ServerProcess = {
  /** Where it listens. */
  address: string
  /** Resolves when it has ended, however that came. */
  ended: Promise<void>
  stop: () => Promise<void>
}

/** A program of the product, compiled, with its options: `['server']`. */
type Program = readonly [name: string, ...options: string[]]

/**
 * Starts the product in a folder that is gone when it ends, once the programs that come before have ended well.
 * Rejects when it cannot start, or is stopped before.
 */
export async function startServer(
  settings: Record<string, string>,
  before: readonly Program[],
  signal: AbortSignal,
): Promise<ServerProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-demo-'))
  const removeFolder = () => rmSync(folder, { recursive: true, force: true })
  process.on('exit', removeFolder)
  const end = () => {
    process.off('exit', removeFolder)
    removeFolder()
  }
  try {
    for (const program of before) await runToEnd(program, { folder, settings, signal })
  } catch (error) {
    end()
    throw error
  }

  const child = spawnProgram(['server'], { folder, settings, stdout: 'pipe' })
  const kill = () => child.kill('SIGKILL')
  process.prependListener('exit', kill)
  const ended = endOf(child).then(() => {
    process.off('exit', kill)
    end()
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

type Place = { folder: string; settings: Record<string, string> }

/** In a group of its own: Ctrl-C is for the demo, which then ends it in order. */
function spawnProgram(
  [name, ...options]: Program,
  { folder, settings, stdout }: Place & { stdout: 'pipe' | 'inherit' },
): ChildProcess {
  return spawn(process.execPath, [builtProgram(`src/${name}`), ...options], {
    cwd: folder,
    env: settings,
    detached: true,
    stdio: ['ignore', stdout, 'inherit'],
  })
}

function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise(resolve => {
    child.once('close', resolve)
    child.once('error', () => resolve(null))
  })
}

async function runToEnd(
  program: Program,
  { signal, ...place }: Place & { signal: AbortSignal },
): Promise<void> {
  signal.throwIfAborted()
  const child = spawnProgram(program, { ...place, stdout: 'inherit' })
  const kill = () => child.kill('SIGKILL')
  signal.addEventListener('abort', kill)
  const code = await endOf(child)
  signal.removeEventListener('abort', kill)
  if (code !== 0) throw new Error(`${program[0]} has ended with ${code ?? 'a signal'}`)
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
