import type { ApiTexts } from './api-ja.ts'

export const apiEn = {
  problems: {
    waitlist_off: { title: 'Waiting list closed', detail: 'No wishes to wait are taken at the moment.' },
    place_free: { title: 'A time is free', detail: 'There is a free time on these days and hours: book it.' },
    nothing_then: { title: 'No times', detail: 'There are no times to book on these days and hours.' },
    already_waiting: { title: 'Waiting already', detail: 'The same contact already waits for the same.' },
    too_many_waits: { title: 'Too many waits', detail: 'This contact waits for as much as it may.' },
    waitlist_full: { title: 'Too many waiting', detail: 'Too many people wait for one of these days.' },
    not_waiting: { title: 'Not waiting', detail: 'It is booked: there is no wait left to leave.' },
    slot_full: { title: 'Full', detail: 'No place is left at this time. Please choose another.' },
    slot_closed: { title: 'Closed at this time', detail: 'Nobody is received at this time.' },
    slot_not_yet: { title: 'Not yet open for booking', detail: 'This day cannot be booked yet.' },
    slot_too_late: { title: 'Booking has closed', detail: 'This time can no longer be booked.' },
    no_service: { title: 'No service', detail: 'Name at least one service.' },
    unknown_service: {
      title: 'Unknown service',
      detail: 'A service was named that this office does not have.',
    },
    not_bookable: {
      title: 'Cannot be booked',
      detail: 'This service cannot be booked. Please come to the counter during opening hours.',
    },
    several_counters: {
      title: 'Services of several counters',
      detail: 'Services of different counters cannot be taken together. Please take each counter by itself.',
    },
    plan_size: { title: 'Number of counters', detail: 'One visit can be booked over two to six counters.' },
    plan_services: {
      title: 'Other services',
      detail: 'A service is there twice, or the services are not those of this booking.',
    },
    sensitive: {
      title: 'To be booked separately',
      detail: 'For privacy, one of these services is not combined with others.',
    },
    contradiction: {
      title: 'Services exclude each other',
      detail: 'Two of these services cannot be in one visit.',
    },
    too_many_counters: {
      title: 'Too many counters',
      detail: 'These are more counters than one day allows. Ask for fewer services.',
    },
    plan_times: {
      title: 'Times do not fit together',
      detail:
        'The time overlaps with another counter of the visit, changes their order, or leaves too little time to walk.',
    },
    too_many_services: { title: 'Too many services', detail: 'More services than are taken at once.' },
    people: {
      title: 'Wrong number of people',
      detail: 'The number of people is not one that is received at once.',
    },
    hold_expired: {
      title: 'Hold has ended',
      detail: 'The time is no longer held, or was never. Please hold a time again.',
    },
    already_booked: { title: 'Already booked', detail: 'This hold has already become a booking.' },
    details_missing: {
      title: 'Contact missing',
      detail: 'A name and an e-mail address or telephone number are needed.',
    },
    too_many_bookings: {
      title: 'Too many bookings',
      detail: 'This contact cannot have more bookings. Cancel one, or come to one first.',
    },
    too_many_today: {
      title: 'Too many bookings in a day',
      detail: 'This contact has made as many bookings as 24 hours allow. Please go on tomorrow.',
    },
    visit_begun: {
      title: 'Visit has begun',
      detail:
        'The time of the visit has come or somebody has checked in: it can no longer be changed or cancelled.',
    },
    already_cancelled: { title: 'Already cancelled', detail: 'This appointment has been cancelled.' },
    not_booked: {
      title: 'Not booked',
      detail: 'This appointment has been cancelled: nobody can be checked in for it.',
    },
    not_today: { title: 'Not today', detail: 'This appointment is not today. Please check in on its day.' },
    check_in_not_open: {
      title: 'Check-in not yet open',
      detail: 'It is too early to check in. It opens at opensAt.',
    },
    day_over: { title: 'Day is over', detail: 'That day is over at the counter.' },
    counter_closed: { title: 'No tickets now', detail: 'This counter is not giving out tickets now.' },
    window_closed: { title: 'Window not open', detail: 'This window is not open. Please open it first.' },
    window_busy: {
      title: 'Window is busy',
      detail: 'Somebody is still called or served at this window. Please end that first.',
    },
    not_served: { title: 'Visit not done', detail: 'A visit can answer when it is done.' },
    too_late: { title: 'Too late to answer', detail: 'A visit can answer until the day after it.' },
    already_answered: { title: 'Already answered', detail: 'There is an answer for this visit already.' },
    no_survey: { title: 'No questionnaire', detail: 'There is no questionnaire at the moment.' },
    queue_empty: { title: 'Nobody waits', detail: 'Nobody is waiting.' },
    taken: {
      title: 'Somebody was faster',
      detail: 'Somebody else has done something with it first. Please look at it again.',
    },
    not_possible: { title: 'Not possible now', detail: 'This cannot be done in the present state.' },
    same_counter: { title: 'Same counter', detail: 'They are at this counter already.' },
    nothing_to_undo: { title: 'Nothing to take back', detail: 'There is no deed that could be taken back.' },
    moved_on: {
      title: 'Called there already',
      detail: 'The other counter has called them already: this can no longer be taken back.',
    },
    unknown_counter: {
      title: 'Unknown counter',
      detail: 'A counter was named that this office does not have.',
    },
    not_matching: {
      title: 'No match',
      detail:
        'The reference and the e-mail address or last four digits of the telephone do not belong together.',
    },
    key_reused: {
      title: 'Key used before',
      detail: 'This Idempotency-Key has been used with another content. Please send a new key.',
    },
    not_signed_in: {
      title: 'Not signed in',
      detail: 'Sign in, and send the token as Authorization: Bearer.',
    },
    wrong_credentials: { title: 'Sign-in failed', detail: 'The login or the password is wrong.' },
    otp_required: {
      title: 'One-time password needed',
      detail: 'This account needs six digits in `otp` as well.',
    },
    wrong_otp: {
      title: 'Wrong one-time password',
      detail: 'The digits are wrong or were used before. Send new ones.',
    },
    totp_enrolment_required: {
      title: 'Enrolment needed',
      detail: 'This role needs one-time passwords. Sign in on the staff pages and set them up.',
    },
    too_many_tries: {
      title: 'Too many tries',
      detail: 'Too many tries have failed. Wait as many seconds as Retry-After says.',
    },
    not_allowed: { title: 'Not allowed', detail: 'The role of this account may not do this.' },
    unknown_office: { title: 'Unknown office', detail: 'There is no such office.' },
    not_found: { title: 'Not found', detail: 'There is nothing at this address.' },
    method_not_allowed: {
      title: 'Method not allowed',
      detail: 'This address does not answer to this method.',
    },
    unreadable_body: { title: 'Unreadable body', detail: 'The body was cut off or is not UTF-8.' },
    malformed_json: { title: 'Malformed JSON', detail: 'The body cannot be read as JSON.' },
    body_too_large: { title: 'Body too large', detail: 'A body may have 64 kB.' },
    not_json: {
      title: 'Not JSON',
      detail: 'Send the body as Content-Type: application/json in UTF-8 and not compressed.',
    },
    invalid_input: { title: 'Invalid input', detail: 'Something that was sent is wrong: see errors.' },
    rate_limited: {
      title: 'Too many tries',
      detail: 'Too many tries. Please wait the seconds in Retry-After.',
    },
    waiting_room: {
      title: 'Many people are booking',
      detail: 'No bookings are taken from programs now. Try again after the seconds of Retry-After.',
    },
    busy: {
      title: 'Busy',
      detail: 'Too much is going on. Please wait the seconds in Retry-After and send it again.',
    },
    exports_busy: {
      title: 'Exports busy',
      detail: 'Two files are being written already. Please wait the seconds in Retry-After.',
    },
    too_many_rows: {
      title: 'Too many rows',
      detail: 'A sheet holds 1,048,575 rows. Ask for a shorter span, or for CSV.',
    },
    unexpected: {
      title: 'Internal error',
      detail: 'This is a fault of ours. Please quote the reference when you report it.',
    },
  },
  inputs: {
    required: 'This is required.',
    contact_required: 'An e-mail address or a telephone number is required.',
    too_long: 'This is too long.',
    unreadable: 'This has characters that cannot be used.',
    not_an_email: 'This is not an e-mail address.',
    not_a_phone: 'This is not a telephone number.',
    unknown: 'This is not one of the known values.',
    wrong_type: 'The value is of the wrong type.',
    unknown_field: 'There is a member that is not known.',
    repeated: 'Give this only once.',
    not_a_date: 'Give a date that exists as YYYY-MM-DD.',
    not_a_time: 'Give a time of day as HH:MM, at most 24:00.',
    not_an_instant: 'Give a time that exists in ISO 8601 with an offset.',
    not_a_number: 'Give a whole number.',
    not_a_key: 'Give 1 to 255 visible ASCII characters.',
    ends_before_start: 'The end does not come after the start; a last day may be the first.',
    either_legs_or_time: 'Give either legs, or services and a time.',
    span_too_long: 'A span may have 62 days.',
    over_ten_years: 'At most ten years.',
    either_hold_or_time: 'Give either a hold, or services and a time.',
    too_many: 'These are too many.',
  },
  docs: {
    title: 'API of the counter booking',
    lead: 'For other programs: find free times, book, change, cancel, check in, and call at the counter.',
    document: 'OpenAPI 3.1 document (JSON)',
    refusals: 'Why something is refused',
    reason: 'Reason',
    status: 'Status',
    meaning: 'Meaning',
  },
} satisfies ApiTexts
