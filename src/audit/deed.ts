/** Everything that is written down, as the audit names it: each has its words in every language. */
export const auditDeeds = [
  // Looking at people.
  ...['view', 'view_list', 'opinion_contact_viewed'],
  // Bookings.
  ...['book', 'reschedule', 'cancel', 'overbook'],
  // The door.
  ...['signed_in', 'sign_in_failed', 'signed_out', 'locked', 'unlocked', 'totp_enrolled'],
  ...['first_administrator_made', 'password_chosen', 'password_changed', 'own_sessions_ended'],
  // Accounts.
  ...['person_invited', 'person_changed', 'person_disabled', 'person_enabled', 'person_signed_out'],
  ...['password_code_made', 'totp_removed', 'totp_roles_changed'],
  // The office.
  ...['office_made', 'configuration_exported', 'register_kiosk', 'revoke_kiosk'],
  ...['ledger_changed', 'accessibility_changed'],
  // Files.
  ...['exported', 'export_cut'],
  // Figures.
  ...['correct', 'close-month', 'add_indicator', 'change_indicator', 'confirm_evaluation_sheet'],
  ...['save_year_values', 'save_year_rating', 'save_year_activities', 'save_year_budget', 'save_year_review'],
  ...['change_rating_rules', 'check_section'],
  // The questionnaire.
  ...['change_survey_month', 'enter_survey_sheet', 'take_back_survey_sheet'],
  ...['hide_survey_comment', 'show_survey_comment'],
  // The opinions box.
  ...['opinion_received', 'opinion_entered', 'opinion_taken', 'opinion_drafted', 'opinion_handed_on'],
  ...['opinion_answered', 'opinion_closed', 'opinion_published', 'opinion_unpublished'],
  // The audit itself.
  ...['audit_verified', 'audit_shortened'],
] as const satisfies readonly string[]

export type AuditDeed = (typeof auditDeeds)[number]

/** Deeds by which somebody saw who a person is. */
export const viewingDeeds = [
  'view',
  'view_list',
  'opinion_contact_viewed',
] as const satisfies readonly AuditDeed[]
