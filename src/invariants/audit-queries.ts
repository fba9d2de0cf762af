import type { Db } from '#db/store.ts'
import type { Instant } from '../clock.ts'
import type { Office } from '../offices/office.ts'

/** Entries about no appointment that say nothing of the rules; any other one may be a change of them. */
const aboutPeople = [
  ...['signed_in', 'signed_out', 'sign_in_failed', 'locked', 'unlocked', 'own_sessions_ended'],
  ...['totp_enrolled', 'totp_removed', 'totp_roles_changed', 'first_administrator_made', 'office_made'],
  ...['line_channel_changed', 'line_channel_tested'],
  ...['directory_name_entered', 'directory_linked', 'directory_unlinked', 'password_switched_off'],
  ...['password_chosen', 'password_changed', 'password_code_made', 'person_invited', 'person_changed'],
  ...['person_disabled', 'person_enabled', 'person_signed_out', 'register_kiosk', 'revoke_kiosk', 'export'],
  'notices_changed',
  ...['opinion_received', 'opinion_entered', 'opinion_contact_viewed', 'enter_survey_sheet', 'correct'],
  ...['take_back_survey_sheet', 'change_survey_month', 'check_section', 'change_rating_rules', 'view'],
  ...[
    'add_indicator',
    'change_indicator',
    'confirm_evaluation_sheet',
    'answered',
    'published',
    'unpublished',
  ],
  ...['waitlist_joined', 'waitlist_left', 'waitlist_ended', 'place_offered', 'offer_declined'],
  ...['offer_passed', 'waitlist_viewed', 'waitlist_rules_changed'],
]

/**
 * When the rules of an office may have changed last: bookings made later were made by the rules as they are now. An
 * office in its first revision has never changed; one whose changes left no entry may have at any time.
 */
export async function rulesChangedAt(db: Db, office: Office): Promise<Instant> {
  if (office.revision === 1) return Number.NEGATIVE_INFINITY
  const row = await db
    .selectFrom('audit')
    .select(eb => eb.fn.max('at').as('at'))
    .where('office_id', '=', office.id)
    .where('appointment_id', 'is', null)
    .where('deed', 'not in', aboutPeople)
    .executeTakeFirst()
  return row?.at ?? Number.POSITIVE_INFINITY
}

/** When the oldest entry was written: what happened before it can have none. */
export async function firstAuditAt(db: Db): Promise<Instant> {
  const row = await db.selectFrom('audit').select('at').orderBy('id').limit(1).executeTakeFirst()
  return row?.at ?? Number.POSITIVE_INFINITY
}

/** Entries in the order of their ids, and those of them that tell of a booking that is not there. */
export async function lostBookings(db: Db, after: number, countMax: number) {
  const audited = await db
    .selectFrom('audit')
    .select('id')
    .where('id', '>', after)
    .orderBy('id')
    .limit(countMax)
    .execute()
  const last = audited.at(-1)?.id ?? after
  const lost = await db
    .selectFrom('audit')
    .leftJoin('appointments as appointment', 'appointment.id', 'audit.appointment_id')
    .select('audit.id')
    .where('audit.id', '>', after)
    .where('audit.id', '<=', last)
    .where('audit.deed', '=', 'book')
    .where('audit.appointment_id', 'is not', null)
    .where('appointment.id', 'is', null)
    .execute()
  return { audited, lost }
}
