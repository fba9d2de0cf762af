import type { officeDoorsJa } from './office-doors-ja.ts'

/** What an office looks after besides its daily work, in English. */
export const officeDoorsEn: typeof officeDoorsJa = {
  title: 'Settings and records',
  byItsOwn: 'Closings, notices, kiosks, the audit log and the like are for an administrator of this office.',
  another: 'Set up another office',
  groups: {
    days: 'Opening days and closing at short notice',
    pages: 'Pages and texts',
    people: 'Staff and terminals',
    records: 'Records and personal data',
  },
  doors: {
    openings: [
      'Opening hours and closures',
      'Hours by weekday, closures, staff at lunch, share for bookings',
    ],
    holidays: ['National holidays', "Take them from the government's file"],
    rules: ['Rules of booking and calling', 'How far ahead, share of residents, calling order, lock'],
    closings: ['Closing days', 'Close counters and offer new times to those who have booked'],
    waitlist: ['Rules of the waiting list', 'On or off, minutes to answer, limits'],
    banners: ['Notices', 'Shown on all pages and kiosks'],
    catalogue: ['Services and texts', 'Services, what to bring, all languages, messages, colour'],
    messages: ['Wording of messages', 'Mails about booking, changing and cancelling'],
    line: ['LINE official account', 'Notices and the counter guide on LINE'],
    texts: ['Words of all pages', 'Six languages side by side, as a file for review'],
    posters: ['Posters for booking', 'Posters and a box for the ward paper, with a QR code'],
    setup: ['The office as it is set up', 'All settings as one file'],
    people: ['Staff', 'Inviting, roles, counters, disabling'],
    totp: ['One-time passwords', 'Which roles need one'],
    kiosks: ['Kiosks', 'Make this terminal a kiosk'],
    audit: ['Audit log', 'Who saw, changed or took out what'],
    exposure: ['Whose details could have been seen', 'Between two times'],
    personalData: ['Personal data', 'What residents ask for; how long it is kept'],
    ledger: ['Register of personal information files', 'The published form, filled in'],
    accessibility: ['Accessibility policy', 'What the public page says'],
    operation: ['State of the system', 'Checks, backups, messages, what runs by itself'],
  },
}
