import type { Instant } from '../clock.ts'
import type { NoticeRules } from '../offices/notices.ts'
import type { Estimate } from '../queue/estimate.ts'

/** Whoever has just got their number sees on it how many are ahead: they are told from a minute later on. */
const settledMilliseconds = 60_000

/** After half an hour the line has moved on, and the notice would mislead. */
export const noticeMilliseconds = 30 * 60_000

type Place = {
  /** How many will be called before. */
  ahead: number
  windowsOpen: number
  estimate: Pick<Estimate, 'fromMinutes'> | null
}

/**
 * Whether somebody's turn is near: few are ahead, or the call may come soon. For that the early end of the estimate
 * counts, which one call in ten undercuts, so that nobody is told too late. While no window is open no turn is near.
 */
export function isNear({ ahead, windowsOpen, estimate }: Place, rules: NoticeRules): boolean {
  if (windowsOpen === 0) return false
  return ahead <= rules.nearPeople || (estimate !== null && estimate.fromMinutes < rules.nearMinutes)
}

/** Whether a ticket has been in line long enough to be told. */
export function isSettled({ checkedInAt }: { checkedInAt: Instant }, now: Instant): boolean {
  return checkedInAt <= now - settledMilliseconds
}
