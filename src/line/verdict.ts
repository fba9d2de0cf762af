import type { Verdict } from '../notifications/attempt.ts'

/** What LINE said to a message that it did not take, or that nothing was heard of it. */
type LineAnswer = {
  status: number | null
  message: string
  retryAfter: string | null
  /** It had been taken before, by the same retry key. */
  isAccepted: boolean
}

const waitMillisecondsMax = 3_600_000

/**
 * Judges an answer of the Messaging API; null when the message has been taken. 429, 5xx and silence mean later for the
 * whole channel, a used-up month and every other refusal mean never: such a message goes by mail.
 */
export function verdictOnLine(error: unknown): Verdict | null {
  const { status, message, retryAfter, isAccepted } = lineAnswer(error)
  if (status === 409 && isAccepted) return null
  const verdict = {
    ...{ answer: status === null ? 'line_no_answer' : `line_${status}` },
    ...{ isFinal: false, isAddressRefused: false, isRelayRefusing: false, isOurFault: false },
  }
  if (status === 429 && /monthly limit/i.test(message))
    return { ...verdict, answer: 'line_monthly_limit', isFinal: true, isOurFault: true }
  if (status === null || status === 429 || status >= 500)
    return { ...verdict, isRelayRefusing: true, waitMilliseconds: waitOf(retryAfter) }
  if (status === 409) return verdict
  const isAddressRefused = status === 400 && /'to'|failed to send messages/i.test(message)
  return { ...verdict, isFinal: true, isAddressRefused, isOurFault: !isAddressRefused }
}

/** Reads an error of the SDK by its shape. */
export function lineAnswer(error: unknown): LineAnswer {
  const given: Record<string, unknown> = typeof error === 'object' && error !== null ? { ...error } : {}
  const headers = given.headers instanceof Headers ? given.headers : new Headers()
  return {
    status: typeof given.status === 'number' ? given.status : null,
    message: typeof given.body === 'string' ? given.body : '',
    retryAfter: headers.get('Retry-After'),
    isAccepted: headers.has('x-line-accepted-request-id'),
  }
}

function waitOf(retryAfter: string | null): number {
  const seconds = /^\d{1,6}$/.test(retryAfter ?? '') ? Number(retryAfter) : 0
  return Math.min(seconds * 1000, waitMillisecondsMax)
}
