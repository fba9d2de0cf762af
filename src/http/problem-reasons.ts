import type { CheckedInRefusal } from '../arrival/check-in.ts'
import type { IssueRefusal } from '../arrival/issue-ticket.ts'
import type { BookRefusal } from '../booking/book.ts'
import type { CancelRefusal } from '../booking/cancel.ts'
import type { FieldReason } from '../booking/details.ts'
import type { RescheduleRefusal } from '../booking/reschedule.ts'
import type { ExportRefusal } from '../exports/export-file.ts'
import type { KeyReused } from '../intents/once.ts'
import type { ActRefusal } from '../queue/act.ts'
import type { CallRefusal } from '../queue/call.ts'
import type { WindowRefusal } from '../queue/move-window.ts'
import type { TransferRefusal } from '../queue/transfer.ts'
import type { UndoRefusal } from '../queue/undo.ts'
import type { PlanRefusal } from '../planner/errand.ts'
import type { JoinRefusal } from '../waitlist/join.ts'
import type { SlotRefusal, WishRefusal } from '../slots/slot.ts'
import type { ProgramRefusal } from '../staff/sign-in-program.ts'
import type { VisitAnswerRefusal } from '../survey/answer-visit.ts'

type HttpReason =
  | 'unknown_office'
  | 'unknown_service'
  | 'unknown_counter'
  | 'not_found'
  | 'not_matching'
  | 'method_not_allowed'
  | 'unreadable_body'
  | 'malformed_json'
  | 'body_too_large'
  | 'not_json'
  | 'invalid_input'
  | 'not_signed_in'
  | 'not_allowed'
  | 'rate_limited'
  | 'busy'
  | 'waiting_room'
  | 'unexpected'

type DeedRefusal =
  JoinRefusal | 'not_waiting' | WishRefusal | SlotRefusal | BookRefusal | CancelRefusal | RescheduleRefusal
type QueueRefusal =
  CheckedInRefusal | IssueRefusal | CallRefusal | ActRefusal | TransferRefusal | UndoRefusal | WindowRefusal

/** Every reason for which the API refuses a whole call. */
export type ProblemReason =
  | HttpReason
  | DeedRefusal
  | PlanRefusal
  | QueueRefusal
  | ExportRefusal
  | KeyReused['reason']
  | ProgramRefusal['reason']
  | VisitAnswerRefusal

/** Every reason for which it refuses one member of what was sent. */
export type InputReason =
  | FieldReason
  | 'wrong_type'
  | 'unknown_field'
  | 'repeated'
  | 'not_a_date'
  | 'not_a_time'
  | 'not_an_instant'
  | 'not_a_number'
  | 'not_a_key'
  | 'ends_before_start'
  | 'span_too_long'
  | 'over_ten_years'
  | 'either_hold_or_time'
  | 'either_legs_or_time'
  | 'too_many'

/** The status a reason is answered with: 422 for bad input, 409 for what the state of things does not allow. */
export const statusOf = {
  unreadable_body: 400,
  malformed_json: 400,
  not_signed_in: 401,
  wrong_credentials: 401,
  otp_required: 401,
  wrong_otp: 401,
  not_allowed: 403,
  totp_enrolment_required: 403,
  unknown_office: 404,
  not_found: 404,
  not_matching: 404,
  method_not_allowed: 405,
  slot_full: 409,
  slot_closed: 409,
  slot_not_yet: 409,
  slot_too_late: 409,
  hold_expired: 409,
  already_booked: 409,
  too_many_bookings: 409,
  too_many_today: 409,
  visit_begun: 409,
  already_cancelled: 409,
  waitlist_off: 409,
  place_free: 409,
  nothing_then: 409,
  already_waiting: 409,
  too_many_waits: 409,
  waitlist_full: 409,
  not_waiting: 409,
  not_booked: 409,
  not_today: 409,
  check_in_not_open: 409,
  day_over: 409,
  counter_closed: 409,
  window_closed: 409,
  window_busy: 409,
  queue_empty: 409,
  taken: 409,
  not_possible: 409,
  same_counter: 409,
  nothing_to_undo: 409,
  moved_on: 409,
  not_served: 409,
  too_late: 409,
  already_answered: 409,
  no_survey: 409,
  body_too_large: 413,
  not_json: 415,
  invalid_input: 422,
  unknown_service: 422,
  unknown_counter: 422,
  no_service: 422,
  not_bookable: 422,
  several_counters: 422,
  plan_size: 422,
  plan_services: 422,
  plan_times: 409,
  sensitive: 422,
  contradiction: 422,
  too_many_counters: 422,
  too_many_services: 422,
  people: 422,
  details_missing: 422,
  too_many_rows: 422,
  key_reused: 422,
  rate_limited: 429,
  too_many_tries: 429,
  unexpected: 500,
  busy: 503,
  waiting_room: 503,
  exports_busy: 503,
} as const satisfies Record<ProblemReason, number>

/** The member that a reason for a whole call points at. */
export const fieldOf: { [Reason in ProblemReason]?: string } = {
  unknown_service: 'services',
  unknown_counter: 'counter',
  no_service: 'services',
  not_bookable: 'services',
  several_counters: 'services',
  too_many_services: 'services',
  plan_services: 'services',
  sensitive: 'services',
  contradiction: 'services',
  too_many_counters: 'services',
  people: 'people',
  details_missing: 'email',
  key_reused: 'Idempotency-Key',
}
