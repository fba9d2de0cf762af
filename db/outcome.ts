/** Too many writes wait already: answered with 503 and Retry-After. */
export class StoreBusyError extends Error {
  override name = 'StoreBusyError'
}

/** Whether a deed said no, so that its transaction must leave nothing behind. */
export function isRefusal(outcome: unknown): boolean {
  return typeof outcome === 'object' && outcome !== null && 'ok' in outcome && outcome.ok === false
}
