import type { Instant, LocalDate } from '../clock.ts'
import { type StaffMember, worksAt, worksIn } from '../staff/staff-member.ts'

/** What an opinion is about, in the order in which forms and tables show it. */
export const categories = ['manners', 'waiting', 'procedures', 'facilities', 'booking', 'other'] as const
export type Category = (typeof categories)[number]

/** The ways in which staff enter one for somebody; `web` and `api` come by themselves. */
export const deskChannels = ['paper', 'phone', 'desk'] as const
export const channels = ['web', 'api', ...deskChannels] as const
export type Channel = (typeof channels)[number]

export const states = ['new', 'in_progress', 'answered', 'published', 'closed'] as const
export type OpinionState = (typeof states)[number]

/** How an answer reaches the writer; `noted`: nobody waits for one, what was done is only written down. */
export const answerWays = ['email', 'phone', 'letter', 'in_person', 'noted'] as const
export type AnswerWay = (typeof answerWays)[number]

/** Why one is closed without an answer. */
export const closeReasons = [
  ...(['duplicate', 'elsewhere', 'no_opinion'] as const),
  ...(['abusive', 'withdrawn', 'other'] as const),
] as const
export type CloseReason = (typeof closeReasons)[number]

/** What stands for the whole office where a counter is chosen; no counter has such a slug. */
export const wholeOffice = '-'

export const opinionLettersMax = 1000
export const answerLettersMax = 2000

/** An opinion without who wrote it: of that only whether there is a way to answer. */
export type Opinion = {
  id: number
  officeId: number
  receipt: string
  channel: Channel
  category: Category
  counterId: number | null
  language: string
  text: string
  wantsAnswer: boolean
  receivedDate: LocalDate
  state: OpinionState
  version: number
  takenBy: string | null
  answer: string | null
  answeredBy: AnswerWay | null
  answeredAt: Instant | null
  closeReason: CloseReason | null
  publishedText: string | null
  publishedAnswer: string | null
  publishedAt: Instant | null
  hasContact: boolean
  hasEmail: boolean
  /** It was answered by mail, and that did not arrive. */
  isMailFailed: boolean
}

export type OpinionDeed =
  | 'received'
  | 'entered'
  | 'taken'
  | 'drafted'
  | 'handed_on'
  | 'answered'
  | 'closed'
  | 'published'
  | 'unpublished'

export type OpinionEvent = {
  at: Instant
  deed: OpinionDeed
  /** Null: the writer. */
  pseudonym: string | null
  details: { by?: AnswerWay; reason?: CloseReason; from?: number | null; to?: number | null }
}

export type OpinionRefusal =
  'not_open' | 'not_answered' | 'not_published' | 'same_counter' | 'way_not_possible'

/** Still in work: no answer was given and it was not closed. */
export function isInWork({ state }: Pick<Opinion, 'state'>): boolean {
  return state === 'new' || state === 'in_progress'
}

/** Taking over: what is new, what a colleague has, and what was closed by mistake. */
export function refuseTaking(opinion: Pick<Opinion, 'state'>): OpinionRefusal | null {
  return isInWork(opinion) || opinion.state === 'closed' ? null : 'not_open'
}

/** Drafts, handing on and closing end with an answer, even with one that did not arrive. */
export function refuseWork(opinion: Pick<Opinion, 'state'>): OpinionRefusal | null {
  return isInWork(opinion) ? null : 'not_open'
}

export function refuseHandOn(
  opinion: Pick<Opinion, 'state' | 'counterId'>,
  toCounterId: number | null,
): OpinionRefusal | null {
  return refuseWork(opinion) ?? (opinion.counterId === toCounterId ? 'same_counter' : null)
}

/** The ways of answering that there are: to whoever waits, by mail only with an address that works; else none. */
export function answerWaysOf(
  opinion: Pick<Opinion, 'wantsAnswer' | 'hasEmail' | 'isMailFailed'>,
): AnswerWay[] {
  if (!opinion.wantsAnswer) return ['noted']
  const byHand = answerWays.filter(way => way !== 'email' && way !== 'noted')
  return opinion.hasEmail && !opinion.isMailFailed ? ['email', ...byHand] : byHand
}

/** Whether an answer can be given: once, and another way again when the mail did not arrive, published or not. */
export function isAnswerable(opinion: Pick<Opinion, 'state' | 'isMailFailed'>): boolean {
  return isInWork(opinion) || (opinion.state !== 'closed' && opinion.isMailFailed)
}

export function refuseAnswer(
  opinion: Pick<Opinion, 'state' | 'wantsAnswer' | 'hasEmail' | 'isMailFailed'>,
  by: AnswerWay,
): OpinionRefusal | null {
  if (!isAnswerable(opinion)) return 'not_open'
  return answerWaysOf(opinion).includes(by) ? null : 'way_not_possible'
}

/** Publishing again is how a wording is corrected. */
export function refusePublishing({ state }: Pick<Opinion, 'state'>): OpinionRefusal | null {
  return state === 'answered' || state === 'published' ? null : 'not_answered'
}

export function refuseUnpublishing({ state }: Pick<Opinion, 'state'>): OpinionRefusal | null {
  return state === 'published' ? null : 'not_published'
}

const everywhere: readonly string[] = ['reception', 'supervisor', 'administrator']

/**
 * Whose it is to read: those of the counters somebody works at; what is about the whole office belongs to those
 * who work everywhere, to reception and to supervisors.
 */
export function mayRead(
  staff: StaffMember,
  { officeId, counterId }: Pick<Opinion, 'officeId' | 'counterId'>,
): boolean {
  if (counterId !== null) return worksAt(staff, { officeId, counterId })
  return worksIn(staff, officeId) && (staff.counterIds.length === 0 || everywhere.includes(staff.role))
}
