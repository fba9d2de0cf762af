import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { builtProgram } from '#db/project-root.ts'

export type Running = { port: number; pid: number; stop: () => Promise<void> }

/** The program as `npm start` runs it, in a folder of its own and with these settings besides the usual ones. */
export async function startProgram(folder: string, settings: Record<string, string>): Promise<Running> {
  const child = spawn(process.execPath, [builtProgram('src/server')], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH ?? '', PORT: '0', RATE_LIMIT: 'off', ...settings },
  })
  let text = ''
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', part => {
      text += String(part)
      const ready = /^ready \S+:(\d+)$/m.exec(text)?.[1]
      if (ready) resolve(ready)
    })
    child.once('exit', code => reject(new Error(`the server ended with ${code}`)))
  })
  const ended = once(child, 'exit')
  return {
    port: Number(address),
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Memory of a running program in kB. */
export function memory(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
}
