/** Too many writes wait already: answered with 503 and Retry-After. */
export class StoreBusyError extends Error {
  override name = 'StoreBusyError'
}

/** The disk is full or broken: answered like a busy store, and told to the operator. */
export class StoreUnwritableError extends StoreBusyError {
  override name = 'StoreUnwritableError'
  /** What the database called it, such as `SQLITE_FULL`. */
  code = ''
}

/** Whether a deed said no, so that its transaction must leave nothing behind. */
export function isRefusal(outcome: unknown): boolean {
  return typeof outcome === 'object' && outcome !== null && 'ok' in outcome && outcome.ok === false
}
