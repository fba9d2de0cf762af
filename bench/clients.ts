import { fork } from 'node:child_process'
import { once } from 'node:events'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { builtProgram } from '#db/project-root.ts'

/** What a client measured, how late its own event loop came to look, and what it took of a processor: that is not the server's. */
export type Told<T> = T & { lateP99: number; processorMilliseconds: number }

const resolution = 5

/** Runs a client in a process of its own; whatever it has to be told comes with the task. */
export async function runClient<T>(file: string, task: object): Promise<Told<T>> {
  const child = fork(builtProgram(`bench/${file}`), [JSON.stringify(task)])
  const [told] = (await once(child, 'message')) as [Told<T>]
  return told
}

/** The client's side: tells its parent what it measured, and ends. */
export async function tellParent<T>(measure: () => Promise<T>): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution })
  delay.enable()
  const measured = await measure()
  const lateP99 = Math.max(0, delay.percentile(99) / 1e6 - resolution)
  const told = { ...measured, lateP99, processorMilliseconds: ownProcessorMilliseconds() }
  process.send?.(told satisfies Told<T>, () => process.exit(0))
}

export function ownProcessorMilliseconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
