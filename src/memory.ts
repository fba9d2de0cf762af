import v8 from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * Keeps the memory for young objects small: loading the program makes them for once, and what has been taken for them
 * is not given back.
 */
export function keepYoungMemorySmall(): void {
  v8.setFlagsFromString('--semi-space-growth-factor=1')
}

/** Lets it grow with the load again, as V8 does by itself. */
export function letYoungMemoryGrow(): void {
  v8.setFlagsFromString('--semi-space-growth-factor=2')
}

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
