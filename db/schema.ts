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
  life_event_questions: LifeEventQuestionTable
  question_services: QuestionServiceTable
  service_relations: ServiceRelationTable
  opening_rules: OpeningRuleTable
  closures: ClosureTable
  holidays: HolidayTable
  capacity_rules: CapacityRuleTable
  opening_changes: OpeningChangeTable
  opening_decisions: OpeningDecisionTable
  persons: PersonTable
  appointments: AppointmentTable
  legs: LegTable
  leg_services: LegServiceTable
  places: PlaceTable
  appointment_documents: AppointmentDocumentTable
  access_tokens: AccessTokenTable
  idempotency_keys: IdempotencyKeyTable
  waitlist_entries: WaitlistEntryTable
  waitlist_services: WaitlistServiceTable
  waitlist_tokens: WaitlistTokenTable
  waitlist_offers: WaitlistOfferTable
  outbox: OutboxTable
  message_templates: MessageTemplateTable
  logos: LogoTable
  slot_grids: SlotGridTable
  reminders: ReminderTable
  near_turns: NearTurnTable
  visit_contacts: VisitContactTable
  audit: AuditTable
  audit_seals: AuditSealTable
  unsealed_audit: UnsealedAuditTable
  audit_chain: AuditChainTable
  audit_checkpoints: AuditCheckpointTable
  disclosures: DisclosureTable
  staff: StaffTable
  staff_counters: StaffCounterTable
  staff_sessions: StaffSessionTable
  staff_browsers: StaffBrowserTable
  setup_codes: SetupCodeTable
  welcome_codes: WelcomeCodeTable
  directory_accounts: DirectoryAccountTable
  kiosks: KioskTable
  visits: VisitTable
  visit_tokens: VisitTokenTable
  tickets: TicketTable
  ticket_services: TicketServiceTable
  ticket_series: TicketSeriesTable
  visit_events: VisitEventTable
  window_events: WindowEventTable
  queue_versions: QueueVersionTable
  alarms: AlarmTable
  ticket_facts: TicketFactsTable
  slot_facts: SlotFactsTable
  summaries: SummaryTable
  made_periods: MadePeriodTable
  closed_months: ClosedMonthTable
  stale_periods: StalePeriodTable
  followed_logs: FollowedLogTable
  corrections: CorrectionTable
  indicators: IndicatorTable
  indicator_years: IndicatorYearTable
  star_ratings: StarRatingTable
  rating_rules: RatingRuleTable
  rating_criteria: RatingCriterionTable
  self_checks: SelfCheckTable
  self_check_scores: SelfCheckScoreTable
  initiatives: InitiativeTable
  initiative_years: InitiativeYearTable
  activities: ActivityTable
  activity_years: ActivityYearTable
  year_parts: YearPartTable
  evaluation_sheets: EvaluationSheetTable
  opinions: OpinionTable
  opinion_contacts: OpinionContactTable
  opinion_events: OpinionEventTable
  survey_months: SurveyMonthTable
  survey_answers: SurveyAnswerTable
  survey_comments: SurveyCommentTable
  survey_links: SurveyLinkTable
  data_identity: DataIdentityTable
  job_runs: JobRunTable
  invariant_checks: InvariantCheckTable
  banners: BannerTable
  closings: ClosingTable
  closing_choices: ClosingChoiceTable
  purges: PurgeTable
  erasures: ErasureTable
  erasure_ledger: ErasureLedgerTable
  line_channels: LineChannelTable
  line_users: LineUserTable
  line_links: LineLinkTable
  line_codes: LineCodeTable
  line_events: LineEventTable
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
  calling_order: Generated<'booked_first' | 'arrival' | 'ratio'>
  ratio_booked: Generated<number>
  ratio_walk_in: Generated<number>
  is_priority_first: Generated<Flag>
  /** The minute of the night at which a counter's day ends: whoever waits at midnight keeps waiting. */
  day_turns_minute: Generated<number>
  idle_lock_minutes: Generated<number>
  /** The roles that must sign in with a one-time password as well. */
  totp_roles_json: Generated<string>
  /** Whether anybody may take a ticket at the kiosk page, or only a browser that staff have made a kiosk. */
  is_kiosk_open: Generated<Flag>
  /** Days after which what is known of people is erased: see `src/offices/retention.ts`. */
  keep_bookings_days: Generated<number>
  keep_mails_days: Generated<number>
  keep_contacts_days: Generated<number>
  keep_opinions_days: Generated<number>
  keep_comments_days: Generated<number>
  keep_audit_days: Generated<number>
  /** Whether it is erased: not before an office that has kept everything has seen what would go. */
  is_erasing: Generated<Flag>
  /** How many days before a visit its reminder goes, and at which full hour; 0: none does. */
  reminder_days_before: Generated<number>
  reminder_hour: Generated<number>
  is_reminded_hours_before: Generated<Flag>
  /** From so many people or minutes before a call on, its turn is near. */
  near_turn_people: Generated<number>
  near_turn_minutes: Generated<number>
  is_near_turn_mailed: Generated<Flag>
  is_waitlist_on: Generated<0 | 1>
  offer_minutes: Generated<number>
  offers_passed_max: Generated<number>
  waits_per_contact_max: Generated<number>
  waits_per_day_max: Generated<number>
  /** A palette of the design system or `#rrggbb`; null: the standard one. */
  key_colour: string | null
  /** On the way to another counter of the same floor, and for each floor up or down besides. */
  walk_same_floor_minutes: Generated<number>
  walk_per_floor_minutes: Generated<number>
  /** Rises with every change of name, address, telephone and colour. */
  version: Generated<number>
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
  /** Rises with every change of its texts. */
  version: Generated<number>
}

type WindowTable = {
  id: Generated<number>
  office_id: number
  counter_id: number
  number: number
  state: Generated<'closed' | 'open' | 'paused'>
  /** Who works there now. */
  staff_id: number | null
}

type DocumentTable = {
  id: Generated<number>
  office_id: number
  slug: string
  name: string
  note: string | null
  version: Generated<number>
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
  /** From its beginning until papers can be collected; null: nothing is handed in, or it is not known. */
  stay_minutes: number | null
  /** Since when it is no longer offered; what was booked before stays. Null: it is offered. */
  retired_at: number | null
  /** Rises with every change, so that nobody overwrites what they have not seen. */
  version: Generated<number>
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
  version: Generated<number>
}

type LifeEventServiceTable = {
  life_event_id: number
  service_id: number
  office_id: number
  position: number
}

/** What is asked of somebody in a life event, to be answered by yes or no. */
type LifeEventQuestionTable = {
  id: Generated<number>
  office_id: number
  life_event_id: number
  slug: string
  text: string
  position: number
}

/** A service of the event that is needed by whoever answers so. */
type QuestionServiceTable = {
  question_id: number
  service_id: number
  office_id: number
  answer: 'yes' | 'no'
}

/** In one visit for both, a service comes after another; or there is no visit for both. */
type ServiceRelationTable = {
  service_id: number
  other_id: number
  office_id: number
  relation: 'after' | 'never_with'
}

/** When a counter is open, or one of its services is done. `counter_id` null means every counter of the office. */
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
  /** Set when the rule says when one service is done: at that service's counter, wherever it has moved to since. */
  service_id: number | null
}

/** Windows at work at certain hours, or the share of them that residents may book: what is null stays as usual. */
type CapacityRuleTable = {
  id: Generated<number>
  office_id: number
  counter_id: number
  /** Null: every day. */
  weekday: number | null
  from_minute: number
  to_minute: number
  windows: number | null
  share_percent: number | null
  valid_from_date: string
  valid_to_date: string
}

/** What an office has changed of its hours, closures, holidays and capacity: each row before and after. */
type OpeningChangeTable = {
  id: Generated<number>
  office_id: number
  /** The revision that began with it. */
  revision: number
  at: number
  staff_pseudonym: string
  rows_json: string
}

/** What was decided about a booking that a change hit. */
type OpeningDecisionTable = {
  change_id: number
  appointment_id: number
  office_id: number
  decision: 'keep' | 'move' | 'cancel'
  why: 'closed' | 'no_staff' | 'over_capacity'
  from_at: number
  to_at: number | null
  /** Why it is kept. */
  reason: string | null
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
  /** For whose sake: what the office cancels never counts against residents. */
  cancelled_by: 'resident' | 'office' | null
  /** Why it was booked above all windows, until it is moved; goes with the person. */
  overbook_reason: string | null
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

/** One wish in the line for a freed place. Who it is stands here only while they wait. */
type WaitlistEntryTable = {
  id: Generated<number>
  office_id: number
  counter_id: number
  state: 'waiting' | 'offered' | 'booked' | 'left' | 'ended'
  channel: 'web' | 'api' | 'staff'
  language: string
  people: number
  from_date: string
  to_date: string
  /** A visit may begin from the first minute up to, not including, the second. */
  from_minute: number
  to_minute: number
  /** Digest of contact and wish: the same twice is one entry. */
  wish_key: string | null
  name: string | null
  email: string | null
  phone: string | null
  email_key: string | null
  phone_key: string | null
  /** Offers that nobody answered. */
  passed: Generated<number>
  joined_at: number
  ended_at: number | null
  end_reason: 'booked' | 'left' | 'removed' | 'passed' | 'over' | null
}

type WaitlistServiceTable = { entry_id: number; service_id: number; office_id: number; position: number }

type WaitlistTokenTable = { token_hash: string; office_id: number; entry_id: number; created_at: number }

/** A freed place held for one of those who wait. */
type WaitlistOfferTable = {
  id: Generated<number>
  office_id: number
  entry_id: number
  /** The hold; null once it is gone. */
  appointment_id: number | null
  starts_at: number
  made_at: number
  until_at: number
  state: 'open' | 'taken' | 'declined' | 'passed'
  ended_at: number | null
}

type OutboxTable = {
  id: Generated<number>
  office_id: number
  /** What the message is about: an appointment, an opinion or a visit at the counter. */
  appointment_id: number | null
  opinion_id: number | null
  visit_id: number | null
  waitlist_entry_id: number | null
  kind:
    | 'booked'
    | 'rescheduled'
    | 'cancelled'
    | 'opinion_answered'
    | 'waitlisted'
    | 'place_offered'
    | 'waitlist_ended'
    | 'called'
    | 'reminder'
    | 'near_turn'
  channel: Generated<'mail' | 'line'>
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

/** The office's own wording of a message; without one, the standard text goes out. */
type MessageTemplateTable = {
  office_id: number
  kind:
    | 'booked'
    | 'rescheduled'
    | 'cancelled'
    | 'opinion_answered'
    | 'reminder'
    | 'waitlisted'
    | 'place_offered'
    | 'waitlist_ended'
  language: string
  subject: string
  body: string
  version: Generated<number>
}

/** From a day on, times to book begin so many minutes apart; before the first, it is as the office began. */
type SlotGridTable = {
  office_id: number
  from_date: string
  minutes: number
}

type LogoTable = {
  office_id: number
  /** One that is looked at before it is used, and the one on the pages. */
  state: 'draft' | 'used'
  /** Of its bytes: it stands in the address of the picture. */
  hash: string
  kind: 'png' | 'jpeg'
  width: number
  height: number
  bytes: Uint8Array
  /** What it shows, in all languages; only of one that is used. */
  alt: string | null
}

/** That a visit at this time has had its reminder of a kind, or needs none: no kind is ever sent twice for it. */
type ReminderTable = {
  appointment_id: number
  kind: 'days_before' | 'hours_before'
  starts_at: number
  office_id: number
  outcome: 'told' | 'skipped'
  decided_at: number
}

/** Tickets whose turn has come near: each is told of it once. */
type NearTurnTable = { ticket_id: number; office_id: number; told_at: number }

/** The address that somebody in line has typed, erased when they are told, and that night at the latest. */
type VisitContactTable = {
  visit_id: number
  office_id: number
  email: string
  language: string
  created_at: number
}

/** Who did what. No rows are ever changed; those before a checkpoint may go. */
type AuditTable = {
  id: Generated<number>
  office_id: number
  at: number
  /** `staff:` and the account's id, `staff:unknown`, `web`, `api` or `system`. */
  actor: string
  /** What the account was at that time; null where nobody of the staff acted. */
  actor_role: string | null
  deed: string
  appointment_id: number | null
  counter_id: number | null
  details_json: string
}

/** The chain over all rows of the audit, of all offices: each hash holds the one before it. */
type AuditSealTable = { position: number; audit_id: number; sealed_at: number; hash: string }

/** On PostgreSQL: rows that wait for their seal. On SQLite those above the last sealed one do. */
type UnsealedAuditTable = { audit_id: number }

/** The end of the chain, in one row; changing it is what makes those who seal take turns. */
type AuditChainTable = { id: 1; position: number; hash: string }

/** Up to where rows and seals have been taken away after their years, and the hash the rest goes on from. */
type AuditCheckpointTable = { position: number; hash: string; created_at: number }

/** What an office publishes about itself: the fields that it has worded, the others are filled in by the product. */
type DisclosureTable = {
  office_id: number
  kind: 'bookings' | 'opinions' | 'accessibility'
  /** Field → text. */
  texts_json: string
  version: number
  changed_at: number
  changed_by: string
}

/** Who signs in. `office_id` null: an administrator of all offices. */
type StaffTable = {
  id: Generated<number>
  office_id: number | null
  login: string
  name: string
  role: 'reception' | 'clerk' | 'contractor' | 'supervisor' | 'administrator'
  /** What the event log says instead of who it was. */
  pseudonym: string
  /** Empty while somebody has yet to choose a password: none is right. */
  password_hash: string
  totp_secret: string | null
  /** A one-time password is good once: the time step of the last one used. */
  totp_used_step: number | null
  is_disabled: Flag
  created_at: number
  signed_in_at: number | null
  /** Rises with every change by an administrator, so that nobody overwrites what another has just saved. */
  version: Generated<number>
}

/** The counters a staff member works at; no rows mean all of the office. */
type StaffCounterTable = { staff_id: number; counter_id: number; office_id: number }

type StaffSessionTable = {
  token_hash: string
  staff_id: number
  office_id: number | null
  kind: 'browser' | 'api'
  /** What is still missing: the one-time password, its enrolment, or nothing. */
  step: 'totp' | 'enrol' | 'open'
  created_at: number
  /** The last deed; a browser's session locks itself some minutes after it. */
  active_at: number
  expires_at: number
}

/** Browsers in which somebody has signed in before: strangers' wrong passwords never keep them waiting. */
type StaffBrowserTable = {
  token_hash: string
  staff_id: number
  office_id: number | null
  created_at: number
}

/** The one-time code by which the first administrator is made. */
type SetupCodeTable = { code_hash: string; created_at: number; expires_at: number }

/**
 * The account of the city's directory that opens an account here: known by `subject`, or, until its first
 * sign-in, awaited by the name that an administrator has entered, which is forgotten then.
 */
type DirectoryAccountTable = {
  staff_id: number
  office_id: number | null
  issuer: string
  subject: string | null
  awaited_name: string | null
  created_at: number
  expires_at: number | null
  linked_at: number | null
}

/** The one-time code by which somebody chooses a password; a newer one takes its place. */
type WelcomeCodeTable = {
  staff_id: number
  office_id: number | null
  code_hash: string
  created_at: number
  expires_at: number
}

/** Browsers that staff have made kiosks. */
type KioskTable = {
  id: Generated<number>
  office_id: number
  token_hash: string
  created_at: number
  created_by: string
}

/** From arrival to the last event, over one or more tickets. No name: that is the appointment's. */
type VisitTable = {
  id: Generated<number>
  office_id: number
  visit_key: string
  /** The day of check-in; a night before `day_turns_minute` belongs to the day before. */
  business_date: string
  people: number
  channel: 'web' | 'api' | 'kiosk' | 'staff'
  language: string
  appointment_id: number | null
  /** Whether its questionnaire has been answered; nothing leads from here to the answer. */
  is_answered: Generated<Flag>
  created_at: number
}

/** Links to a visit's live page, as SHA-256. */
type VisitTokenTable = { token_hash: string; office_id: number; visit_id: number; created_at: number }

/** A place in today's queue: the projection of its events, which `verify-queue` proves. */
type TicketTable = {
  id: Generated<number>
  office_id: number
  visit_id: number
  /** Which leg of the visit: 0, then one more with each transfer. */
  position: number
  counter_id: number
  leg_id: number | null
  business_date: string
  /** As it is called: "A-012". A transfer keeps it. */
  number: string
  kind: 'booked' | 'walk_in'
  is_priority: Flag
  appointment_at: number | null
  checked_in_at: number
  /** What its place in line counts from. */
  in_line_since_at: number
  state:
    | 'waiting'
    | 'called'
    | 'serving'
    | 'parked'
    | 'handed_in'
    | 'served'
    | 'no_show'
    | 'left'
    | 'transferred'
    | 'voided'
  /** 1: to hand in; 2: to collect. */
  stage: 1 | 2
  window_id: number | null
  calls: number
  first_called_at: number | null
  last_called_at: number | null
  serving_since_at: number | null
  ended_at: number | null
  /** The sequence of its last event: whoever acts on an older one comes too late. */
  sequence: number
}

type TicketServiceTable = {
  ticket_id: number
  service_id: number
  office_id: number
  position: number
  is_wished: Flag
  is_done: Flag
}

/** The last number given on a day under a prefix. */
type TicketSeriesTable = { office_id: number; business_date: string; prefix: string; last_number: number }

/** What happened, append-only: the source of every figure. No rows are ever changed. */
type VisitEventTable = {
  id: Generated<number>
  office_id: number
  event_key: string
  /** Null only for `no_show`: a booking whose leg nobody came for. */
  ticket_id: number | null
  leg_id: number | null
  sequence: number
  type:
    | 'checked_in'
    | 'called'
    | 'recalled'
    | 'no_response'
    | 'service_started'
    | 'parked'
    | 'resumed'
    | 'service_ended'
    | 'back_office_started'
    | 'delivery_called'
    | 'delivered'
    | 'transferred'
    | 'left'
    | 'no_show'
    | 'voided'
    | 'undone'
  occurred_at: number
  recorded_at: number
  actor_kind: 'resident' | 'kiosk' | 'staff' | 'system'
  staff_pseudonym: string | null
  kiosk_id: number | null
  window_id: number | null
  payload_json: string
  /** The event that this one takes back. */
  supersedes_id: number | null
}

/** When a window was open, and why it paused. */
type WindowEventTable = {
  id: Generated<number>
  office_id: number
  event_key: string
  window_id: number
  type: 'opened' | 'closed' | 'paused' | 'resumed'
  occurred_at: number
  staff_pseudonym: string | null
  reason: 'lunch' | 'back_office' | 'training' | 'fault' | 'other' | null
}

/** Rises with every change of a counter's queue; changing it is what makes deeds about a queue take turns. */
type QueueVersionTable = { counter_id: number; office_id: number; version: number }

/** A call for help from a window to its neighbours. */
type AlarmTable = {
  id: Generated<number>
  office_id: number
  counter_id: number
  window_id: number
  raised_at: number
  raised_by: string
  ended_at: number | null
  ended_by: string | null
}

/**
 * What is known of a ticket when all its events and corrections are counted; the columns are those of
 * `TicketFacts`. No row for a ticket that was voided for any other reason than the night.
 */
type TicketFactsTable = {
  ticket_id: number
  office_id: number
  visit_id: number
  position: number
  counter_id: number
  business_date: string
  services_json: string
  kind: 'booked' | 'walk_in'
  is_priority: Flag
  channel: 'web' | 'api' | 'kiosk' | 'staff'
  language: string
  people: number
  appointment_at: number | null
  checked_in_at: number
  first_called_at: number | null
  served_call_at: number | null
  started_at: number | null
  service_ended_at: number | null
  serving_milliseconds: number | null
  serving_spans_json: string
  delivery_called_at: number | null
  collected_call_at: number | null
  delivered_at: number | null
  left_at: number | null
  last_event_at: number
  calls: number
  window_id: number | null
  outcome: 'served' | 'transferred' | 'left' | 'no_response' | 'reset' | 'open'
  purpose_met: 'yes' | 'partly' | 'no' | null
  is_end_inferred: Flag
  is_late_converted: Flag
  is_from_paper: Flag
  /** That of the ticket when its facts were told: a higher one there means that these are behind. */
  sequence: number
}

/** The places of a slot as the rules of its day offered them: the rules may change later. */
type SlotFactsTable = {
  counter_id: number
  starts_at: number
  office_id: number
  business_date: string
  offered: number
  /** How many of them a closure of that day took away. */
  blocked: number
}

/** All cells of one breakdown of one period, at one counter or (0) in the whole office. */
type SummaryTable = {
  office_id: number
  grain: 'day' | 'week' | 'month' | 'fiscal_year'
  start_date: string
  counter_id: number
  breakdown: string
  /**
   * 0 as first made; one more with each time that a closed period was told anew. Cells that did not change then
   * get no new row: the newest up to a revision counts.
   */
  revision: number
  cells_json: string
}

/** When the summaries of a period were made, in each of its revisions. */
type MadePeriodTable = {
  office_id: number
  grain: 'day' | 'week' | 'month' | 'fiscal_year'
  start_date: string
  revision: number
  made_at: number
  /** The newest event there was: what was made of fewer never replaces it. */
  last_event_id: number
}

/** Each version of a closed month, the first by closing and the others by corrections. */
type ClosedMonthTable = {
  office_id: number
  start_date: string
  version: number
  closed_at: number
  /** Pseudonym; null when it closed by itself. */
  closed_by: string | null
  /** How many events were corrected since the version before. */
  corrected_events: number
}

/** Periods whose summaries are behind, until they are made anew. */
type StalePeriodTable = {
  office_id: number
  grain: 'day' | 'week' | 'month' | 'fiscal_year'
  start_date: string
  due_at: number
  /** Rises with every mark: one that comes while the period is made stays. */
  marks: number
  claimed_until_at: Generated<number>
}

/** Up to which row the summaries have followed a log. */
type FollowedLogTable = { log: 'visit_events' | 'window_events' | 'audit'; position: number }

/** Why an event was corrected; what it was and is are `visit_events`. */
type CorrectionTable = {
  id: Generated<number>
  office_id: number
  event_id: number
  ticket_id: number
  business_date: string
  what: 'time' | 'outcome' | 'trial'
  /** Without personal data. */
  reason: string
  corrected_at: number
  corrected_by: string
}

/** What the office measures itself by; a value comes from one source and is either entered or measured. */
type IndicatorTable = {
  id: Generated<number>
  office_id: number
  slug: string
  /** As the office's plan has it, in Japanese only. */
  name: string
  kind: 'process' | 'outcome'
  unit: string
  direction: 'at_least' | 'at_most'
  source: 'panel' | 'on_site' | 'operation'
  /** What the product measures itself; null where the value is entered. */
  measure: 'satisfaction' | 'within_target' | 'wait_p90' | 'no_show' | null
  position: number
  version: Generated<number>
}

/** Figures as published, in tenths of the unit, so that 82.9 is exactly 829. */
type IndicatorYearTable = {
  indicator_id: number
  fiscal_year: number
  office_id: number
  target_tenths: number | null
  value_tenths: number | null
  /** Which survey a value was taken from. */
  survey: string | null
  answers: number | null
}

/** The city's rating of counter service. */
type StarRatingTable = { office_id: number; fiscal_year: number; points_tenths: number; stars: 0 | 1 | 2 | 3 }

type RatingRuleTable = {
  office_id: number
  one_star_tenths: Generated<number>
  two_stars_tenths: Generated<number>
  three_stars_tenths: Generated<number>
  /** Whether the city has confirmed the cut-offs. */
  is_confirmed: Generated<Flag>
  /** Whether sections weigh the same, or every auditor does. */
  is_by_section: Generated<Flag>
  version: Generated<number>
}

type RatingCriterionTable = {
  id: Generated<number>
  office_id: number
  name: string
  position: number
  is_active: Generated<Flag>
}

/** How one auditor found one section in a month (`YYYY-MM`). */
type SelfCheckTable = {
  id: Generated<number>
  office_id: number
  division_id: number
  month: string
  /** A pseudonym. */
  auditor: string
  checked_at: number
}

type SelfCheckScoreTable = { self_check_id: number; criterion_id: number; office_id: number; score: number }

/** A part of the ward's plan that has a budget and is evaluated each year (具体的取組). */
type InitiativeTable = {
  id: Generated<number>
  office_id: number
  number: string
  name: string
  position: number
}

type InitiativeYearTable = {
  initiative_id: number
  fiscal_year: number
  office_id: number
  budget_yen: number | null
  settlement_yen: number | null
  evaluation: string | null
  improvement: string | null
}

type ActivityTable = {
  id: Generated<number>
  office_id: number
  name: string
  /** What the product itself can show of it. */
  proof: 'questionnaire' | 'online_booking' | 'opinions' | null
  position: number
}

type ActivityYearTable = {
  activity_id: number
  fiscal_year: number
  office_id: number
  plan: string | null
  result: string | null
}

/** Rises with every change of one part of a year. */
type YearPartTable = {
  office_id: number
  fiscal_year: number
  part: 'values' | 'rating' | 'activities' | 'budget' | 'review'
  version: number
  changed_at: number
  changed_by: string
}

/** A copy of the evaluation sheet as it was confirmed; no rows are ever changed. */
type EvaluationSheetTable = {
  office_id: number
  fiscal_year: number
  version: number
  sheet_json: string
  confirmed_at: number
  confirmed_by: string
}

/** What somebody told the office. Who it was is in `opinion_contacts`, and only with the wish for an answer. */
type OpinionTable = {
  id: Generated<number>
  office_id: number
  /** What the writer is given: random, and no way to anything. */
  receipt: string
  channel: 'web' | 'api' | 'paper' | 'phone' | 'desk'
  category: 'manners' | 'waiting' | 'procedures' | 'facilities' | 'booking' | 'other'
  /** Null: about the whole office. */
  counter_id: number | null
  language: string
  text: string
  wants_answer: Flag
  /** The day it came in, which for paper may be before the day it was entered: months count by it. */
  received_date: string
  created_at: number
  state: 'new' | 'in_progress' | 'answered' | 'published' | 'closed'
  /** Rises with every deed: whoever acts on an older one comes too late. */
  version: number
  /** The pseudonym of whoever works on it. */
  taken_by: string | null
  /** A draft until `answered_at`. */
  answer: string | null
  /** How the answer reached the writer; `noted`: nobody wished for one. */
  answered_by: 'email' | 'phone' | 'letter' | 'in_person' | 'noted' | null
  answered_at: number | null
  /** Local days from `received_date` to the answer. */
  answer_days: number | null
  close_reason: 'duplicate' | 'elsewhere' | 'no_opinion' | 'abusive' | 'withdrawn' | 'other' | null
  closed_at: number | null
  /** The wording without anything about the person; kept when it is taken back. */
  published_text: string | null
  published_answer: string | null
  published_at: number | null
}

/** Whom to answer. Apart from the opinion, so that it can be erased by itself. */
type OpinionContactTable = {
  opinion_id: number
  office_id: number
  name: string | null
  email: string | null
  phone: string | null
  /** The answer did not arrive by mail. */
  mail_failed_at: number | null
}

/** What was done with an opinion, append-only. */
type OpinionEventTable = {
  id: Generated<number>
  office_id: number
  opinion_id: number
  at: number
  deed:
    | 'received'
    | 'entered'
    | 'taken'
    | 'drafted'
    | 'handed_on'
    | 'answered'
    | 'closed'
    | 'published'
    | 'unpublished'
  /** Null: the writer did it. */
  staff_pseudonym: string | null
  details_json: string
}

/** What the visitor questionnaire asks from a month on, until a later month says otherwise. */
type SurveyMonthTable = {
  office_id: number
  /** `YYYY-MM`. */
  month: string
  /** The goal of this month alone. */
  goal: string | null
  /** All questions in their order, those not asked included. */
  questions_json: string
  /** Rises with every change, so that nobody overwrites what they have not seen. */
  revision: number
}

/** What somebody answered. The key is random and sorts by nothing; no column leads to a visit or a time. */
type SurveyAnswerTable = {
  id: string
  office_id: number
  /** `YYYY-MM` of the visit's day. */
  month: string
  counter_id: number | null
  channel: 'ticket' | 'kiosk' | 'poster' | 'paper'
  language: string
  /** Question → 1 to 5, or null for "cannot say"; what was left out is not there. */
  scores_json: string
}

/** What somebody wrote, apart from their scores and without a counter: a style cannot be joined to a score. */
type SurveyCommentTable = {
  id: string
  office_id: number
  month: string
  body: string
  is_hidden: Generated<Flag>
}

/**
 * By what the same person goes on with their answer, for a day at most: the digest of a secret that only they
 * have. `expires_at` is a full hour, so that it does not tell when they answered.
 */
type SurveyLinkTable = {
  link_hash: string
  office_id: number
  answer_id: string
  /** Whether all that is asked has been answered. */
  is_done: Flag
  expires_at: number
}

/** One row: which data these are, so that a start notices when others lie in their place. */
type DataIdentityTable = { data_id: string }

/** When a job ran last, written down once a minute at most. */
type JobRunTable = {
  job: string
  last_run_at: number
  succeeded_at: number | null
  /** How many runs in a row have failed. */
  failures: number
}

/** What looking at all invariants found: the verdicts of `src/invariants`. */
type InvariantCheckTable = { started_at: number; ended_at: number; faults: number; verdicts_json: string }

/** What an office tells everybody who opens a page of it, for a while. `counter_id` null: the whole office. */
type BannerTable = {
  id: Generated<number>
  office_id: number
  counter_id: number | null
  kind: 'information' | 'disruption'
  text: string
  from_at: number
  /** Set to now by whoever ends it. */
  until_at: number
}

/** The closing of days or of some hours of them at some counters, from its first step to its last. */
type ClosingTable = {
  id: Generated<number>
  office_id: number
  state: 'begun' | 'done' | 'discarded'
  /** Rises with every step that is saved. */
  version: number
  from_date: string
  to_date: string
  /** Both null: whole days. */
  from_minute: number | null
  to_minute: number | null
  counter_ids_json: string
  /** Why, as it is told to residents. */
  reason: string
  /** Residents book nothing there any more while the closing is prepared. */
  is_booking_stopped: Flag
  begun_by: string
  begun_at: number
  changed_by: string
  changed_at: number
  ended_at: number | null
  /** The change of the opening rules that it became. */
  change_id: number | null
}

/** What is to become of a booking that a closing hits, as chosen so far; `call`: somebody telephones first. */
type ClosingChoiceTable = {
  closing_id: number
  appointment_id: number
  office_id: number
  choice: 'move' | 'cancel' | 'keep' | 'call'
  to_at: number | null
  reason: string | null
}
/** The night's erasing in an office; one server at a time has it for itself. */
type PurgeTable = {
  office_id: number
  business_date: string
  claimed_until_at: number
  started_at: number
  ended_at: number | null
  erased: number
}

/**
 * The ledger of what was erased, without personal data: each row can be done again on a database that was restored.
 * A copy of it lies outside of the database.
 */
type ErasureTable = {
  id: Generated<number>
  office_id: number
  erasure_key: string
  /** `person`: on request. */
  data_class: 'bookings' | 'mails' | 'contacts' | 'opinions' | 'comments' | 'person'
  /** Until when; null for a person. */
  before_at: number | null
  /** Which bookings (by `calendar_uid`) and opinions (by `receipt`): random names that outlive a restore. */
  subject_json: string | null
  erased: number
  erased_at: number
  /** `system` or `staff:…`. */
  actor: string
}

/** One row: which database the copy of the ledger belongs to. */
type ErasureLedgerTable = { ledger_id: string }

/** An office's channel of the LINE Messaging API. Its two secrets are on no page, in no log and in no file. */
type LineChannelTable = {
  office_id: number
  /** With its @: how people find the account. */
  basic_id: string
  channel_secret: string
  access_token: string
  is_on: Flag
  version: number
  changed_at: number
  /** What LINE said last against us, as a code, until something is sent again. */
  fault: string | null
  fault_at: number | null
}

/** Somebody who has written to the office on LINE, known by what LINE calls them for this channel alone. */
type LineUserTable = {
  id: Generated<number>
  office_id: number
  user_key: string
  /** Null: not yet asked for. */
  language: string | null
  is_language_chosen: Flag
  /** When they became a friend, or wrote for the first time, as LINE says: an earlier block is past. */
  followed_at: number
  seen_at: number
  /** Codes that were wrong, since when. */
  tries: number
  tries_since_at: number
}

/** Who is told of a booking on LINE. */
type LineLinkTable = { appointment_id: number; office_id: number; line_user_id: number; linked_at: number }

/** The code by which a booking is linked, once. */
type LineCodeTable = { appointment_id: number; office_id: number; code_hash: string; expires_at: number }

/** Events of LINE that have been dealt with: each is, once; and by a digest of whom, when somebody blocked the account. */
type LineEventTable = { office_id: number; event_key: string; received_at: number }
