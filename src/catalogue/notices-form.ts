import type { Form } from '../http/forms.ts'
import { isAllowedNotice, type NoticeNumber, noticeNumbers, type NoticeRules } from '../offices/notices.ts'

/** When the office writes by itself, as it was typed. */
export type TypedNotices = Record<NoticeNumber, string> & Record<'isHoursBefore' | 'isNearMailed', boolean>

export function typedNotices(form: Form): TypedNotices {
  const typed = (name: NoticeNumber) => form.one(name).normalize('NFKC').trim()
  return {
    daysBefore: typed('daysBefore'),
    hour: typed('hour'),
    isHoursBefore: form.one('isHoursBefore') === 'yes',
    nearPeople: typed('nearPeople'),
    nearMinutes: typed('nearMinutes'),
    isNearMailed: form.one('isNearMailed') === 'yes',
  }
}

export function typedFrom(notices: NoticeRules): TypedNotices {
  const { daysBefore, hour, nearPeople, nearMinutes, ...same } = notices
  return {
    ...same,
    ...{ daysBefore: String(daysBefore), hour: String(hour) },
    ...{ nearPeople: String(nearPeople), nearMinutes: String(nearMinutes) },
  }
}

type Parsed = { ok: true; notices: NoticeRules } | { ok: false; wrong: NoticeNumber[] }

/** The rules that were typed, or each number that no office may choose. */
export function parseNotices(typed: TypedNotices): Parsed {
  const number = (name: NoticeNumber) => (/^\d{1,3}$/.test(typed[name]) ? Number(typed[name]) : Number.NaN)
  const notices = {
    ...{ daysBefore: number('daysBefore'), hour: number('hour'), isHoursBefore: typed.isHoursBefore },
    ...{ nearPeople: number('nearPeople'), nearMinutes: number('nearMinutes') },
    isNearMailed: typed.isNearMailed,
  }
  const wrong = noticeNumbers.filter(name => !isAllowedNotice(name, notices[name]))
  return wrong.length > 0 ? { ok: false, wrong } : { ok: true, notices }
}
