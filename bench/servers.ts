import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export type Server = { port: number; stop: () => Promise<void> }

/** The same answer from a route without anything around it; it parses a JSON body when one comes. */
export type Bare = { body: string; type: string; status: number }

/** The bearer token of a clerk of the sample ward. */
export const clerkToken = 'token-of-a-bench-clerk'

/** Starts a server in a process of its own: Madoguchi on a fresh sample ward, or the bare route. */
export async function startServer(what: 'madoguchi' | { bare: Bare }, windows = 0): Promise<Server> {
  const child: ChildProcess = fork(join(import.meta.dirname, 'serve.js'), [
    what === 'madoguchi' ? JSON.stringify({ windows }) : JSON.stringify(what),
  ])
  const [port] = (await once(child, 'message')) as [number]
  return {
    port,
    async stop() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}
