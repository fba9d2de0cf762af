import type { Db } from '#db/store.ts'
import type { NoticeRules } from '../offices/notices.ts'
import { type Seen, setUnlessStale } from './version-queries.ts'

/** Gives an office's pages another colour; false when it has changed since it was seen. */
export function saveColour(db: Db, office: Seen, colour: string | null): Promise<boolean> {
  return setUnlessStale(db, 'offices', office, { key_colour: colour })
}

/** Changes when an office writes to people by itself. */
export function saveNotices(db: Db, office: Seen, notices: NoticeRules): Promise<boolean> {
  return setUnlessStale(db, 'offices', office, {
    reminder_days_before: notices.daysBefore,
    reminder_hour: notices.hour,
    is_reminded_hours_before: notices.isHoursBefore ? 1 : 0,
    near_turn_people: notices.nearPeople,
    near_turn_minutes: notices.nearMinutes,
    is_near_turn_mailed: notices.isNearMailed ? 1 : 0,
  })
}
