import { setTimeout as sleep } from 'node:timers/promises'

/** How long a work took, and the longest time of it in which nothing else on the event loop had a turn. */
export type Watched = {
  seconds: number
  blockMilliseconds: number
  /** The longest by the processor's time of this thread alone: what other programs take from it is not in it. */
  busyMilliseconds: number
}

/** So long a turn of the loop is waited for before and after a work, so that its first and last part count too. */
const aroundMilliseconds = 5

/** Watches the event loop while a work goes on in this thread: a timer of a millisecond tells when it came late. */
export async function watchLoop(work: () => Promise<unknown>): Promise<Watched> {
  let last = standing()
  let longest = { at: 0, busy: 0 }
  const timer = setInterval(() => {
    const now = standing()
    longest = {
      at: Math.max(longest.at, now.at - last.at),
      busy: Math.max(longest.busy, now.busy - last.busy),
    }
    last = now
  }, 1)
  try {
    await sleep(aroundMilliseconds)
    longest = { at: 0, busy: 0 }
    const since = performance.now()
    await work()
    const seconds = (performance.now() - since) / 1000
    await sleep(aroundMilliseconds)
    return { seconds, blockMilliseconds: longest.at, busyMilliseconds: longest.busy }
  } finally {
    clearInterval(timer)
  }
}

/** Milliseconds by the clock, and of the processor's time that this thread has had. */
function standing(): { at: number; busy: number } {
  const { user, system } = process.threadCpuUsage()
  return { at: performance.now(), busy: (user + system) / 1000 }
}
