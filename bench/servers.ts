import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** `tokens` are of bookings of this morning, whose people may check in. */
export type Server = { port: number; tokens: readonly string[]; stop: () => Promise<void> }

/** A sample ward with so many windows at each counter; in a rush with a morning's bookings and the waiting room. */
export type WardTask = { windows: number; rush?: { waitingRoom: 'auto' | 'off'; checkIns: number } }

/** The same answer from a route without anything around it; it parses a JSON body when one comes. */
export type Bare = { body: string; type: string; status: number }

/** Days of December 2026 on which a bench books: opening days within the sample's booking window. */
export const bookableDays = '02 03 04 07 08 09 10 11 14 15 16 17 18 21 22'.split(' ')

/** The bearer token of a clerk of the sample ward. */
export const clerkToken = 'token-of-a-bench-clerk'

/** Starts a server in a process of its own: Madoguchi on a fresh sample ward, or the bare route. */
export async function startServer(
  what: 'madoguchi' | { bare: Bare },
  windows = 0,
  rush?: WardTask['rush'],
): Promise<Server> {
  const child: ChildProcess = fork(join(import.meta.dirname, 'serve.js'), [
    what === 'madoguchi' ? JSON.stringify({ windows, rush } satisfies WardTask) : JSON.stringify(what),
  ])
  const [{ port, tokens }] = (await once(child, 'message')) as [Pick<Server, 'port' | 'tokens'>]
  return {
    ...{ port, tokens },
    async stop() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}
