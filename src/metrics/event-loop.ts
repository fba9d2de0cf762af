import { monitorEventLoopDelay } from 'node:perf_hooks'

export type EventLoop = {
  /** How long the event loop was held up at most since the last time this was asked; looking begins with the first. */
  longestSeconds: () => number
}

const lookEveryMilliseconds = 20

export function watchEventLoop(): EventLoop {
  let delays: ReturnType<typeof monitorEventLoopDelay> | null = null

  return {
    longestSeconds() {
      if (!delays) {
        delays = monitorEventLoopDelay({ resolution: lookEveryMilliseconds })
        delays.enable()
        return 0
      }
      // The delay is told with the interval of looking in it.
      const longest = Math.max(0, delays.max / 1_000_000 - lookEveryMilliseconds) / 1000
      delays.reset()
      return Number.isFinite(longest) ? longest : 0
    },
  }
}
