import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { builtProgram } from '#db/project-root.ts'

/** `tokens` are of bookings of this morning, whose people may check in. */
export type Server = {
  port: number
  tokens: readonly string[]
  /** What the invariants find wrong with its data, and how much of a processor it has taken since its start. */
  check: () => Promise<Checked>
  stop: () => Promise<void>
}

export type Checked = { faults: string[]; processorMilliseconds: number }

/** A sample ward with so many windows at each counter; in a rush with a morning's bookings and the waiting room. */
export type WardTask = {
  windows: number
  rush?: { waitingRoom: 'auto' | 'off'; checkIns: number }
  /** Each write is a commit of its own, as if there were no group commit. */
  isEachAlone?: boolean
  /** Instead of the product the least program with the same rows, which answers all with this. */
  least?: { answer: string }
}

/** The same answer from a route without anything around it; it parses a JSON body when one comes. */
export type Bare = { body: string; type: string; status: number }

/** Days of December 2026 on which a bench books: opening days within the sample's booking window. */
export const bookableDays = '02 03 04 07 08 09 10 11 14 15 16 17 18 21 22'.split(' ')

/** The bearer token of a clerk of the sample ward. */
export const clerkToken = 'token-of-a-bench-clerk'

/** What a server is started through: a command that runs it as our child, with its options. */
type Through = { through?: readonly string[] }

/** Starts a server in a process of its own: Madoguchi on a fresh sample ward, or the bare route. */
export async function startServer(
  what: 'madoguchi' | { bare: Bare },
  { windows = 0, rush, isEachAlone = false, least, through = [] }: Partial<WardTask> & Through = {},
): Promise<Server> {
  const task = what === 'madoguchi' ? ({ windows, rush, isEachAlone, least } satisfies WardTask) : what
  const [execPath, ...options] = [...through, process.execPath]
  const program = builtProgram('bench/serve')
  const child: ChildProcess = fork(program, [JSON.stringify(task)], { execPath, execArgv: options })
  const [{ port, tokens }] = (await once(child, 'message')) as [Pick<Server, 'port' | 'tokens'>]
  return {
    ...{ port, tokens },
    async check() {
      child.send('check')
      const [checked] = (await once(child, 'message')) as [Checked]
      return checked
    },
    async stop() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}
