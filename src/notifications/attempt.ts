import type { Instant } from '../clock.ts'

/** What came of one attempt to send. `answer` is a code only: a server's words may hold an address. */
export type Verdict = {
  answer: string
  isFinal: boolean
  /** The server does not know the recipient. */
  isAddressRefused: boolean
  /** The server refuses us, whatever the message: no use in trying the others now. */
  isRelayRefusing: boolean
  /** Somebody has to look at our side. */
  isOurFault: boolean
  /** How long the server asks us to wait. */
  waitMilliseconds?: number
}

const minute = 60_000
const backOffMinutes = [1, 5, 15, 30, 60]
const greylistMinutesMin = 5
const triedMilliseconds = 48 * 60 * minute

/** One attempt is given up after this: more than the five minutes a server may take for its last answer. */
export const sendMillisecondsMax = 10 * minute

/** Nothing is put off for longer by a clock that is right, nor by two that are a little apart. */
export const putOffMillisecondsMax = 120 * minute

/** How long nothing is sent after the server has refused us as such. */
export const relayPauseMilliseconds = minute

/**
 * After this instant a message is pointless: tried for two days, or the visit it tells about has begun, or it says
 * itself when.
 */
export function deadlineOf(message: {
  createdAt: Instant
  startsAt?: Instant
  expiresAt?: Instant
}): Instant {
  const { createdAt, startsAt = Number.POSITIVE_INFINITY, expiresAt = Number.POSITIVE_INFINITY } = message
  return Math.min(createdAt + triedMilliseconds, startsAt, expiresAt)
}

/** When to try again after so many attempts. A server that greylists (450, 451) wants five minutes. */
export function retryAt(attempts: number, answer: string, now: Instant): Instant {
  const wait = backOffMinutes[Math.min(attempts, backOffMinutes.length) - 1] ?? 1
  const isGreylisted = answer === 'smtp_450' || answer === 'smtp_451'
  return now + (isGreylisted ? Math.max(wait, greylistMinutesMin) : wait) * minute
}

/**
 * Judges an error of the transport by the server's reply code: 4xx and silence mean later, 5xx to the message
 * means never. A 5xx to our connection, encryption or password is about us: the messages stay.
 */
export function verdictOn(error: unknown): Verdict {
  const { code, responseCode, command } = smtpError(error)
  const isRelayRefusing = isAboutUs(code, responseCode, command)
  const isFinal = !isRelayRefusing && responseCode !== null && responseCode >= 500
  const isAddressRefused = isFinal && command === 'RCPT TO' && [550, 551, 553].includes(responseCode)
  const isOurFault = isRelayRefusing || (isFinal && !isAddressRefused) || code === null
  return { answer: answerOf(code, responseCode), isFinal, isAddressRefused, isRelayRefusing, isOurFault }
}

function answerOf(code: string | null, responseCode: number | null): string {
  if (responseCode !== null) return `smtp_${responseCode}`
  if (code === null) return 'not_composed'
  return code === 'EAUTH' || code === 'ETLS' ? code.slice(1).toLowerCase() : 'no_answer'
}

const refusalsOfUs = ['EAUTH', 'ETLS', 'EOAUTH2', 'ENOAUTH', 'ECONFIG']
const messageCommands = ['MAIL FROM', 'RCPT TO', 'DATA']

function isAboutUs(code: string | null, responseCode: number | null, command: string | null): boolean {
  if (code !== null && refusalsOfUs.includes(code)) return true
  if (responseCode === 530 || responseCode === 535) return true
  return responseCode !== null && responseCode >= 500 && !messageCommands.includes(command ?? '')
}

function smtpError(error: unknown) {
  const given: Record<string, unknown> = typeof error === 'object' && error !== null ? { ...error } : {}
  return {
    code: typeof given.code === 'string' ? given.code : null,
    responseCode: typeof given.responseCode === 'number' ? given.responseCode : null,
    command: typeof given.command === 'string' ? given.command : null,
  }
}
