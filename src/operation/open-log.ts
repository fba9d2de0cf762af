import { destination, type Level, type Logger, pino } from 'pino'

/** About four thousand lines: they are written once there is room again. */
const waitingBytesMax = 1_048_576

export type OpenLog = {
  log: Logger
  /** How many lines were let go because those before them could not be written. */
  linesLost: () => number
}

/**
 * The log, on a file descriptor. A full disk under it, or nobody who reads it any more, is no reason to stop serving, and
 * none to keep all that could not be written in memory.
 */
export function openLog(level: Level, fd: number): OpenLog {
  const output = destination({ fd, sync: true, maxLength: waitingBytesMax })
  let linesLost = 0
  output.on('error', () => {})
  output.on('drop', () => (linesLost += 1))
  return { log: pino({ level }, output), linesLost: () => linesLost }
}
