/** Everything that is written down, as the audit names it: each has its words in every language. */
export const deedGroups = {
  people: [
    ...(['view', 'view_list', 'opinion_contact_viewed', 'person_held_viewed'] as const),
    ...(['person_held_exported', 'person_searched', 'person_erased'] as const),
  ],
  bookings: [
    ...(['book', 'reschedule', 'cancel_leg', 'cancel', 'overbook', 'keep'] as const),
    ...(['line_linked', 'line_unlinked'] as const),
  ],
  waitlist: [
    ...(['waitlist_joined', 'waitlist_left', 'waitlist_ended', 'place_offered'] as const),
    ...(['offer_declined', 'offer_passed', 'waitlist_viewed', 'waitlist_rules_changed'] as const),
  ],
  door: [
    ...(['signed_in', 'sign_in_failed', 'signed_out', 'locked', 'unlocked', 'totp_enrolled'] as const),
    ...(['password_chosen', 'password_changed', 'own_sessions_ended'] as const),
  ],
  accounts: [
    ...(['first_administrator_made', 'person_invited', 'person_changed', 'person_disabled'] as const),
    ...(['person_enabled', 'person_signed_out', 'password_code_made', 'totp_removed'] as const),
    'totp_roles_changed',
    'directory_name_entered',
    'directory_linked',
    'directory_unlinked',
    'password_switched_off',
  ],
  office: [
    ...(['office_made', 'configuration_exported', 'register_kiosk', 'revoke_kiosk'] as const),
    ...(['ledger_changed', 'accessibility_changed', 'show_banner', 'end_banner'] as const),
    ...(['retention_changed', 'erasing_started'] as const),
    ...(['line_channel_changed', 'line_channel_tested'] as const),
  ],
  catalogue: [
    ...(['texts_changed', 'service_made', 'service_rules_changed', 'service_documents_changed'] as const),
    ...(['service_retired', 'service_brought_back', 'services_ordered', 'document_made'] as const),
    ...(['life_event_made', 'life_event_services_changed', 'key_colour_changed'] as const),
    ...(['life_event_questions_changed', 'service_relations_changed', 'walking_changed'] as const),
    ...(['message_template_changed', 'message_template_dropped'] as const),
    ...(['logo_entered', 'logo_changed', 'logo_removed'] as const),
    ...(['notices_changed', 'counter_made', 'counter_rules_changed', 'office_rules_changed'] as const),
  ],
  openings: [
    ...(['change_openings', 'begin_closing', 'change_closing', 'choose_for_closing'] as const),
    ...(['close_days', 'discard_closing', 'change_grid'] as const),
  ],
  files: ['exported', 'export_cut'],
  figures: [
    ...(['correct', 'close-month', 'add_indicator', 'change_indicator', 'save_year_values'] as const),
    ...(['save_year_rating', 'save_year_activities', 'save_year_budget', 'save_year_review'] as const),
    ...(['confirm_evaluation_sheet', 'change_rating_rules', 'check_section'] as const),
  ],
  survey: [
    ...(['change_survey_month', 'enter_survey_sheet', 'take_back_survey_sheet'] as const),
    ...(['hide_survey_comment', 'show_survey_comment'] as const),
  ],
  opinions: [
    ...(['opinion_received', 'opinion_entered', 'opinion_taken', 'opinion_drafted'] as const),
    ...(['opinion_handed_on', 'opinion_answered', 'opinion_closed', 'opinion_published'] as const),
    'opinion_unpublished',
  ],
  audit: ['audit_verified', 'audit_shortened'],
} as const

type DeedGroup = keyof typeof deedGroups
export type AuditDeed = (typeof deedGroups)[DeedGroup][number]

export const auditDeeds: readonly AuditDeed[] = Object.values(deedGroups).flat()
