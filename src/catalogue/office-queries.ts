import type { Db } from '#db/store.ts'
import { flag } from '../offices/columns.ts'
import type { NoticeRules } from '../offices/notices.ts'
import type { OfficeRules } from '../offices/office-rules.ts'
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

/** Changes how an office is booked, receives people and calls them. */
export function saveOfficeRules(db: Db, office: Seen, rules: OfficeRules): Promise<boolean> {
  return setUnlessStale(db, 'offices', office, {
    booking_days_ahead: rules.daysAhead,
    is_same_day_bookable: flag(rules.isSameDayBookable),
    lead_minute: rules.leadMinute,
    bookable_share_percent: rules.sharePercent,
    hold_minutes: rules.holdMinutes,
    active_bookings_per_contact_max: rules.activePerContactMax,
    services_per_booking_max: rules.servicesMax,
    people_per_booking_max: rules.peopleMax,
    check_in_opens_minutes_before: rules.checkInOpensMinutesBefore,
    no_show_after_minutes: rules.noShowAfterMinutes,
    calling_order: rules.callingOrder,
    ratio_booked: rules.ratioBooked,
    ratio_walk_in: rules.ratioWalkIn,
    is_priority_first: flag(rules.isPriorityFirst),
    idle_lock_minutes: rules.idleLockMinutes,
    is_kiosk_open: flag(rules.isKioskOpen),
  })
}
