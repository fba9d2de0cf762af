/** When an office writes to people by itself: before their visit, and before their turn. */
export type NoticeRules = {
  /** How many days before a visit its reminder goes; 0: none does. */
  daysBefore: number
  /** The full hour of that day. */
  hour: number
  /** Whether another goes two hours before. */
  isHoursBefore: boolean
  /** A turn is near when at most so many will be called before, */
  nearPeople: number
  /** or when the call may come within so many minutes. */
  nearMinutes: number
  /** Whether those in line with an address are told of it by e-mail. */
  isNearMailed: boolean
}

/** What an office begins with. */
export const usualNotices: NoticeRules = {
  daysBefore: 1,
  hour: 18,
  isHoursBefore: true,
  nearPeople: 3,
  nearMinutes: 10,
  isNearMailed: true,
}

/** Between what it may choose: nobody is written to at night. */
export const noticeLimits = {
  daysBefore: { min: 0, max: 14 },
  hour: { min: 8, max: 20 },
  nearPeople: { min: 1, max: 20 },
  nearMinutes: { min: 5, max: 60 },
} as const

export type NoticeNumber = keyof typeof noticeLimits
export const noticeNumbers = ['daysBefore', 'hour', 'nearPeople', 'nearMinutes'] as const

/** Whether an office may choose this number. */
export function isAllowedNotice(name: NoticeNumber, value: number): boolean {
  const { min, max } = noticeLimits[name]
  return Number.isInteger(value) && value >= min && value <= max
}
