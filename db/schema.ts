import type { Generated } from 'kysely'

/**
 * The data model on one page. Instants (`…_at`) are Unix milliseconds, local days (`…_date`) are
 * `YYYY-MM-DD`, times of day (`…_minute`) are minutes after local midnight, flags are 0 or 1, and columns
 * named `…_json` (and every localised `name`) hold JSON text. `office_id` is in every table.
 */
export type Database = {
  offices: OfficeTable
  divisions: DivisionTable
  counters: CounterTable
  windows: WindowTable
  documents: DocumentTable
  services: ServiceTable
  service_documents: ServiceDocumentTable
  life_events: LifeEventTable
  life_event_services: LifeEventServiceTable
  opening_rules: OpeningRuleTable
  closures: ClosureTable
  holidays: HolidayTable
  persons: PersonTable
  appointments: AppointmentTable
  legs: LegTable
  leg_services: LegServiceTable
  places: PlaceTable
  appointment_documents: AppointmentDocumentTable
  access_tokens: AccessTokenTable
  idempotency_keys: IdempotencyKeyTable
  outbox: OutboxTable
  audit: AuditTable
}

type Flag = 0 | 1

type OfficeTable = {
  id: Generated<number>
  slug: string
  name: string
  /** Address, telephone, call centre: what the pages and messages show of the office. */
  contact_json: string
  time_zone: string
  /** Rises with every change of rules, closures or services, so that nobody decides by an old copy. */
  revision: Generated<number>
  slot_minutes: number
  hold_minutes: number
  /** Opening days, counted from the day after today, that can be booked. */
  booking_days_ahead: number
  is_same_day_bookable: Flag
  /** Without same-day booking: the minute of the previous opening day at which a day closes. */
  lead_minute: number
  bookable_share_percent: number
  lunch_from_minute: number
  lunch_to_minute: number
  active_bookings_per_contact_max: number
  services_per_booking_max: number
  people_per_booking_max: number
  check_in_opens_minutes_before: number
  late_grace_minutes: number
  no_show_after_minutes: number
}

type DivisionTable = { id: Generated<number>; office_id: number; slug: string; name: string }

type CounterTable = {
  id: Generated<number>
  office_id: number
  division_id: number
  slug: string
  number: string
  floor: number
  ticket_prefix: string
  name: string
  /** What screens, calls and messages say instead of the name when the counter is private. */
  public_name: string | null
  is_private: Flag
  is_bookable: Flag
  windows_at_lunch: number
  position: number
}

type WindowTable = { id: Generated<number>; office_id: number; counter_id: number; number: number }

type DocumentTable = {
  id: Generated<number>
  office_id: number
  slug: string
  name: string
  note: string | null
}

type ServiceTable = {
  id: Generated<number>
  office_id: number
  counter_id: number
  slug: string
  name: string
  is_bookable: Flag
  is_sensitive: Flag
  duration_minutes: number
  is_per_person: Flag
  is_evening_ok: Flag
  sunday: 'yes' | 'partial' | 'no'
  deadline: string | null
  no_visit_alternative: string | null
  notes: string | null
  position: number
}

type ServiceDocumentTable = {
  service_id: number
  document_id: number
  office_id: number
  position: number
  /** Who must bring it; null means everybody. */
  condition: string | null
}

type LifeEventTable = {
  id: Generated<number>
  office_id: number
  slug: string
  name: string
  position: number
}

type LifeEventServiceTable = {
  life_event_id: number
  service_id: number
  office_id: number
  position: number
}

/** When a counter is open. `counter_id` null means every counter of the office. */
type OpeningRuleTable = {
  id: Generated<number>
  office_id: number
  counter_id: number | null
  kind: 'special' | 'nthWeekday' | 'weekly'
  /** ISO weekday, 1 = Monday; for weekly and nthWeekday. */
  weekday: number | null
  nth: number | null
  /** For special openings. */
  on_date: string | null
  /** Which services may be done then: all in `day`, the evening or Sunday ones otherwise. */
  session: 'day' | 'evening' | 'sunday'
  opens_minute: number
  closes_minute: number
  valid_from_date: string
  valid_to_date: string
}

/** When a counter is not open. Yearly closures carry `MM-DD` in both dates and may run over the new year. */
type ClosureTable = {
  id: Generated<number>
  office_id: number
  counter_id: number | null
  kind: 'special' | 'yearEndClosure'
  from_date: string
  to_date: string
  reason: string
}

type HolidayTable = { office_id: number; on_date: string; name: string }

/** Who comes. Apart from what statistics read, so that it can be erased by itself. */
type PersonTable = {
  id: Generated<number>
  office_id: number
  name: string
  email: string | null
  phone: string | null
  /** Digests by which the bookings of one contact are counted. */
  email_key: string | null
  phone_key: string | null
  needs_json: string
  mail_failed_at: number | null
}

type AppointmentTable = {
  id: Generated<number>
  office_id: number
  state: 'held' | 'booked' | 'cancelled'
  /** Null while held. */
  reference: string | null
  /** UID of the calendar entry: random, the same for life. */
  calendar_uid: string
  /** SEQUENCE of the calendar entry: rises with every change. */
  sequence: number
  person_id: number | null
  language: string
  people: number
  channel: 'web' | 'api' | 'staff'
  held_until_at: number | null
  is_hold_extended: Flag
  created_at: number
  booked_at: number | null
  cancelled_at: number | null
}

type LegTable = {
  id: Generated<number>
  office_id: number
  appointment_id: number
  position: number
  counter_id: number
  starts_at: number
  minutes: number
}

type LegServiceTable = { leg_id: number; service_id: number; office_id: number; position: number }

/** One unit of a slot that one leg has taken: its primary key makes a double booking impossible. */
type PlaceTable = {
  counter_id: number
  starts_at: number
  place_number: number
  leg_id: number
  office_id: number
}

type AppointmentDocumentTable = { appointment_id: number; document_id: number; office_id: number }

/** Capabilities, stored as SHA-256: the link in a message, a browser's session, a hold. */
type AccessTokenTable = {
  token_hash: string
  office_id: number
  appointment_id: number
  kind: 'link' | 'session' | 'hold'
  expires_at: number | null
  created_at: number
}

/** One intent, one effect: the answer, sealed with the caller's own key, is given again for 24 hours. */
type IdempotencyKeyTable = {
  key_hash: string
  fingerprint: string
  answer: string
  created_at: number
}

type OutboxTable = {
  id: Generated<number>
  office_id: number
  appointment_id: number
  kind: 'booked' | 'rescheduled' | 'cancelled'
  /** Stable over all attempts, so that a copy delivered twice is one message. */
  message_id: string
  state: 'waiting' | 'sent' | 'failed' | 'expired'
  /** Recipient and content; erased as soon as the row is no longer waiting. */
  message_json: string | null
  attempts: number
  due_at: number
  leased_until_at: number | null
  last_error: string | null
  created_at: number
  ended_at: number | null
}

type AuditTable = {
  id: Generated<number>
  office_id: number
  at: number
  actor: string
  deed: string
  appointment_id: number | null
  details_json: string
}
