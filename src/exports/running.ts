import type { Instant } from '../clock.ts'

/** A file that is being written at this moment. */
export type RunningExport = {
  staffId: number
  /** As people call them. */
  tables: readonly string[]
  startedAt: Instant
  rows: number
  /** How many of them have been written. */
  done: number
}

export type RunningExports = {
  /** Null when as many run as may at once. */
  begin: (started: Omit<RunningExport, 'done'>) => RunningExport | null
  end: (running: RunningExport) => void
  ofStaff: (staffId: number) => RunningExport[]
  /** A file that nobody reads any further is given up after this time. */
  unreadMillisecondsMax: number
}

const fiveMinutes = 300_000

/** The files that this server is writing: two at once, so that they never take it from residents. */
export function createRunningExports({
  atOnceMax = 2,
  unreadMillisecondsMax = fiveMinutes,
} = {}): RunningExports {
  const all = new Set<RunningExport>()

  return {
    unreadMillisecondsMax,
    begin(started) {
      if (all.size >= atOnceMax) return null
      const running = { ...started, done: 0 }
      all.add(running)
      return running
    },
    end(running) {
      all.delete(running)
    },
    ofStaff: staffId => [...all].filter(running => running.staffId === staffId),
  }
}
