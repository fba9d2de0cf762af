import v8 from 'node:v8'
import { runInNewContext } from 'node:vm'

const idleShareMax = 0.1
const lookMilliseconds = 1000

/**
 * Gives back what loading has left behind, 7 MB, which V8 by itself keeps for good. That takes 70 ms: it waits for a
 * second in which hardly anything was done.
 */
export function collectOnceIdle(): void {
  let before = performance.eventLoopUtilization()
  const timer = setInterval(() => {
    const sofar = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(sofar, before)
    before = sofar
    if (utilization > idleShareMax) return
    clearInterval(timer)
    collect()
  }, lookMilliseconds).unref()
}

/** Node.js has no other way to ask for it from inside. */
function collect(): void {
  v8.setFlagsFromString('--expose-gc')
  const collectGarbage = runInNewContext('gc') as (how: object) => void
  v8.setFlagsFromString('--no-expose-gc')
  collectGarbage({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}
