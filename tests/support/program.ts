import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { inject, onTestFinished } from 'vitest'

const projectFolder = join(import.meta.dirname, '../..')
const built = join(projectFolder, 'dist/src')

export type Program = {
  child: ChildProcess
  stdout: () => string
  stderr: () => string
  /** The address of the last line printed; rejects when the program ends before it. */
  ready: Promise<string>
  ended: Promise<{ code: number | null; signal: string | null }>
}

/** Compiles the sources, as `npm start` does first: once in a run, whichever test needs it first. */
export async function buildProgram(): Promise<void> {
  const claim = join(inject('templateFolder'), 'build')
  const done = join(claim, 'done')
  if (isMadeNow(claim)) {
    execFileSync('npm', ['run', '-s', 'build'], { cwd: projectFolder, stdio: 'inherit' })
    writeFileSync(done, '')
  }
  while (!existsSync(done)) await setTimeout(50)
}

/** Whether this call made the folder, and no other before it. */
function isMadeNow(folder: string): boolean {
  try {
    mkdirSync(folder)
    return true
  } catch {
    return false
  }
}

/** A folder of its own to run in: `data/` is made there. It is gone when the test ends. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-start-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

type Running = { folder?: string; node?: string; entry?: string; args?: readonly string[] }

/** Starts the program with these settings and no others; it is ended when the test ends. */
export function startProgram(
  settings: Record<string, string>,
  { folder = newFolder(), node = process.execPath, entry = 'server.js', args = [] }: Running = {},
): Program {
  const child = spawn(node, [join(built, entry), ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', ...settings },
  })
  onTestFinished(() => {
    if (child.exitCode === null) child.kill('SIGKILL')
  })
  let [stdout, stderr] = ['', '']
  child.stderr.on('data', part => (stderr += String(part)))
  const ended = new Promise<{ code: number | null; signal: string | null }>(resolve => {
    child.on('close', (code, signal) => resolve({ code, signal }))
  })
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', part => {
      stdout += String(part)
      const address = /^ready (\S+)$/m.exec(stdout)?.[1]
      if (address) resolve(address)
    })
    void ended.then(({ code }) => reject(new Error(`ended with ${code}: ${stderr}`)))
  })
  // Whoever waits for the end alone does not hear of this.
  ready.catch(() => {})
  return { child, stdout: () => stdout, stderr: () => stderr, ready, ended }
}
