import type { Texts } from './ja.ts'
import { auditEn } from './audit-en.ts'
import { disclosuresEn } from './disclosures-en.ts'
import { catalogueEn } from './catalogue-en.ts'
import { operationEn } from './operation-en.ts'
import { officeRulesEn } from './office-rules-en.ts'
import { officeDoorsEn } from './office-doors-en.ts'
import { setupEn } from './setup-en.ts'
import { openingsEn } from './openings-en.ts'
import { bannersEn } from './banners-en.ts'
import { gridsEn } from './grids-en.ts'
import { closingsEn } from './closings-en.ts'
import { directoryEn } from './directory-en.ts'
import { peopleEn } from './people-en.ts'
import { retentionEn } from './retention-en.ts'
import { staffEn } from './staff-en.ts'
import { receptionEn } from './reception-en.ts'
import { queueEn } from './queue-en.ts'
import { arrivalEn } from './arrival-en.ts'
import { legsEn } from './legs-en.ts'
import { displayEn } from './display-en.ts'
import { chartsEn } from './charts-en.ts'
import { exportsEn } from './exports-en.ts'
import { correctionsEn } from './corrections-en.ts'
import { figuresEn } from './figures-en.ts'
import { measuresEn } from './measures-en.ts'
import { lineChannelEn } from './line-channel-en.ts'
import { lineLinkEn } from './line-link-en.ts'
import { opinionsEn } from './opinions-en.ts'
import { waitlistEn } from './waitlist-en.ts'
import { waitlistDeskEn } from './waitlist-desk-en.ts'
import { plannerEn } from './planner-en.ts'
import { planningEn } from './planning-en.ts'
import { indicatorsEn } from './indicators-en.ts'
import { reviewEn } from './review-en.ts'
import { postersEn } from './posters-en.ts'
import { surveyEn } from './survey-en.ts'

export const en = {
  languageName: 'English',
  operation: operationEn,
  setup: setupEn,
  openings: openingsEn,
  catalogue: catalogueEn,
  staff: staffEn,
  people: peopleEn,
  officeDoors: officeDoorsEn,
  officeRules: officeRulesEn,
  banners: bannersEn,
  grids: gridsEn,
  closings: closingsEn,
  audit: auditEn,
  disclosures: disclosuresEn,
  retention: retentionEn,
  directory: directoryEn,
  reception: receptionEn,
  listComma: ', ',
  queue: queueEn,
  arrival: arrivalEn,
  legs: legsEn,
  display: displayEn,
  exports: exportsEn,
  figures: figuresEn,
  charts: chartsEn,
  corrections: correctionsEn,
  measures: measuresEn,
  lineChannel: lineChannelEn,
  lineLink: lineLinkEn,
  opinions: opinionsEn,
  waitlist: waitlistEn,
  waitlistDesk: waitlistDeskEn,
  planner: plannerEn,
  planning: planningEn,
  indicators: indicatorsEn,
  survey: surveyEn,
  posters: postersEn,
  review: reviewEn,
  shell: {
    skip: 'Skip to main content',
    languages: 'Language',
    readings: null,
    findBooking: 'View or change a booking',
    errorPrefix: 'Error: ',
    phone: 'Phone',
    contact: 'Contact',
    privacy: 'How we use your information',
    accessibility: 'Web accessibility',
    back: 'Back',
    toHome: 'Go to the start page',
    siteName: 'Counter booking',
    noOffice: 'Booking has not opened yet.',
  },
  home: {
    title: 'Book a time at the counter',
    lead: 'Reserve a time before you come. Any hour of the day, without an account.',
    searchLabel: 'Find what you need to do',
    searchHint: 'For example: moving, insurance, pension',
    searchButton: 'Search',
    lifeEvents: 'By life event',
    counters: 'By counter',
    counterNumber: number => `Counter ${number}`,
    floor: floor => `Floor ${floor}`,
    findTitle: 'Already booked?',
    findText: 'See your booking, change the time or cancel it',
  },
  services: {
    title: 'Choose what you need to do',
    searchTitle: 'Search results',
    found: count => (count === 1 ? '1 result' : `${count} results`),
    notFound: 'Nothing found',
    notFoundHelp:
      'Try another word, or choose by life event or counter. If you are not sure, please call us.',
    notBookable: 'No booking needed: just come',
    noVisit: 'Possible without a visit',
    minutes: minutes => `about ${minutes} min`,
  },
  service: {
    noVisitTitle: 'You may not need to come',
    deadline: 'Deadline',
    duration: 'Time at the counter',
    durationText: minutes => `about ${minutes} minutes`,
    durationPerPerson: minutes => `about ${minutes} minutes for each person`,
    where: 'Where',
    bring: 'What to bring',
    bringAll: 'Everyone needs',
    bringSome: 'Only if it applies to you',
    notes: 'Please note',
    hours: 'When it can be done',
    days: (from, to) => `${from} to ${to}`,
    nth: (nth, day) =>
      `${['First', 'Second', 'Third', 'Fourth', 'Fifth'][nth - 1] ?? nth} ${day} of the month`,
    partial: ' (only in part)',
    exceptClosed: 'Not on holidays and days on which the counter is closed',
    book: 'Choose a day and time',
    notBookableTitle: 'No booking needed',
    notBookableText: 'Please come to the counter during opening hours.',
  },
  steps: {
    label: (step, total) => `Step ${step} of ${total}`,
    names: ['Choose a time', 'Your details', 'Check'],
  },
  slots: {
    title: 'Choose a day and time',
    rescheduleTitle: 'Choose a new day and time',
    current: 'Your booking now',
    services: 'Service',
    people: 'People',
    peopleCount: count => (count === 1 ? '1 person' : `${count} people`),
    duration: 'Time at the counter',
    adjust: 'Add a service or change the number of people',
    addServices: 'Services to book together',
    addServicesHint: max => `Up to ${max} services of this counter in one booking`,
    peopleHint: 'How many people need the service',
    update: 'Show free times for this',
    month: 'Month',
    list: 'List',
    previousMonth: 'Previous month',
    nextMonth: 'Next month',
    monthTitle: (year, _era, month) =>
      `${['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'][month - 1]} ${year}`,
    weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    legend: 'What the signs mean',
    mark: { open: '○', few: '△', full: '×', closed: '–', not_yet: '–', too_late: '–', past: '' },
    state: {
      open: 'Free',
      few: 'Few',
      full: 'Full',
      closed: 'Shut',
      not_yet: 'Later',
      too_late: 'Over',
      past: '',
    },
    stateLong: {
      open: 'Places are free',
      few: 'A few places left',
      full: 'Full',
      closed: 'Closed',
      not_yet: 'Not open for booking yet',
      too_late: 'Booking for this day is over',
      past: 'In the past',
    },
    closedBecause: {
      special: 'Special closure',
      yearEnd: 'Year-end and New Year',
      holiday: 'National holiday',
      weekday: 'Not open on this weekday',
    },
    whyClosed: 'Days you cannot choose, and why',
    closedService: 'This service is not done during the opening hours of this day',
    timesOn: date => `Times on ${date}`,
    morning: 'Morning',
    afternoon: 'Afternoon',
    times: count => (count === 1 ? '1 time' : `${count} times`),
    freePlaces: free => `${free} free`,
    noneInMonth: 'No day can be chosen in this month.',
    noneAtAll: 'There is no day to book. Please call us.',
    nextFree: 'Next free day',
    jumpTo: date => `Go to ${date}`,
    holdNote: minutes => `When you choose a time we keep it for you for ${minutes} minutes while you type.`,
    choose: time => `Book ${time}`,
  },
  taken: {
    title: 'Please choose another time',
    nearest: 'Nearest free times',
    kept: 'What you typed is kept.',
    none: 'There is no free time nearby. Please choose another day.',
    otherDays: 'See other days',
  },
  refusal: {
    no_service: 'Choose what you need to do.',
    not_bookable: 'This cannot be booked. Please come to the counter during opening hours.',
    several_counters:
      'Services of different counters cannot be booked together. Book each counter by itself.',
    plan_size: 'One booking can lead over two to six counters.',
    plan_services: 'A service is there twice, or the services are not those of this booking.',
    plan_times:
      'This time overlaps with your other counters or leaves too little time to walk there. Please choose another time.',
    too_many_services: 'These are more services than one booking can hold.',
    people: 'Choose the number of people.',
    slot_full: 'Somebody else booked this time just before you.',
    slot_closed: 'The counter is not open for this at that time.',
    slot_not_yet: 'This day is not open for booking yet.',
    slot_too_late: 'Booking for this time is over.',
    hold_expired: 'The time we kept for you has run out.',
    already_booked: 'This booking has already been made.',
    details_missing: 'Enter your name and a way to reach you.',
    too_many_bookings:
      'There are already as many bookings with this contact as one can have. Cancel one of them or call us.',
    too_many_today: 'This contact has been used too often today. Try again tomorrow or call us.',
    key_reused: 'This page has already been used. Please start again.',
    not_found: 'We cannot find this booking.',
    already_cancelled: 'This booking has already been cancelled.',
    visit_begun:
      'The time of the visit has passed or you have checked in, so it cannot be changed or cancelled.',
    already_extended: 'The time can be extended only once.',
    not_matching: 'The reference, or the e-mail address or phone number, does not match. Please check them.',
    rate_limited: 'Too many tries. Please wait a while and try again.',
  },
  details: {
    title: 'Your name and contact',
    heldUntil: (time, minutes) => `We keep this time for you until ${time} (about ${minutes} minutes left).`,
    minutesLeft: clock => `Time left ${clock}`,
    almostOver: 'Your time is almost over. You can extend it.',
    over: 'The time we kept for you has run out. If you go on and it is still free, you get it again.',
    extend: minutes => `Set the time back to ${minutes} minutes (once)`,
    name: 'Name',
    nameHint: 'Kanji, katakana or Latin letters, as you like',
    email: 'E-mail address',
    emailHint: 'We send a confirmation',
    phone: 'Phone number',
    phoneHint: 'In case the counter has to close at short notice',
    contactHint: 'Enter at least one of e-mail address and phone number',
    language: 'Language of our messages',
    needs: 'Help you need',
    needsHint: 'We will prepare it. Choose only what applies',
    need: {
      interpreter: 'Interpreter',
      sign_language: 'Sign language interpreter',
      hearing: 'Talking in writing',
      wheelchair: 'Wheelchair',
      stroller: 'Pushchair',
    },
    documents: 'Things to bring',
    documentsHint: 'Tick what you have ready. You can also prepare it later',
    ifCondition: condition => ` (${condition})`,
    required: '※Required',
    optional: '※Optional',
    continue: 'Go on to check',
    release: 'Give this time up',
    privacyNote: 'We use this only for this booking and messages about it.',
  },
  errors: {
    summary: 'Please check what you typed',
    mark: '＊',
    field: {
      name: {
        required: 'Enter your name.',
        too_long: 'Enter a name of up to 100 characters.',
        unreadable: 'The name has a character that cannot be used. Please type it again.',
      },
      email: {
        contact_required: 'Enter an e-mail address or a phone number.',
        not_an_email: 'Enter an e-mail address like name@example.jp.',
        too_long: 'The e-mail address is too long.',
        unreadable: 'The e-mail address has a character that cannot be used.',
      },
      phone: {
        not_a_phone:
          'Enter a phone number with its area code, like 06-1234-5678, or one from abroad with its country code, like +1 212 555 0100.',
        too_long: 'The phone number is too long.',
      },
      language: { unknown: 'Choose a language.' },
      needs: { unknown: 'Choose the help you need again.' },
      documents: { unknown: 'Choose the things to bring again.' },
    },
    fallback: 'Please check what you typed.',
  },
  check: {
    title: 'Check your booking',
    when: 'Day and time',
    where: 'Counter',
    services: 'Service',
    people: 'People',
    name: 'Name',
    email: 'E-mail address',
    phone: 'Phone number',
    language: 'Language of our messages',
    needs: 'Help you need',
    documents: 'Things you have ready',
    none: 'Nothing entered',
    change: 'Change',
    changeWhat: what => `Change: ${what}`,
    submit: 'Book this visit',
    privacy: 'We use what you send only for this booking.',
  },
  done: {
    title: 'Your visit is booked',
    reference: 'Reference',
    referenceNote: 'You need it to see or change your booking.',
    mailSent: 'We are sending you a confirmation. If it does not come, look in your spam folder too.',
    noMail: 'Please print this page or write the reference down.',
    next: 'On the day',
    nextSteps: (counter, floor, minutes) => [
      `You can check in from ${minutes} minutes before your time.`,
      `Come to ${counter} on floor ${floor}.`,
    ],
    bringStep: 'Please do not forget what to bring.',
    manage: 'See your booking',
    calendar: 'Add to calendar',
    print: 'Print',
  },
  appointment: {
    title: 'Your booking',
    state: { booked: 'Booked', cancelled: 'Cancelled', held: 'Not finished yet' },
    mailFailed:
      'Our e-mail could not be delivered. Please call the counter so that we can check the address.',
    begun: 'The time of this booking has passed.',
    change: 'Change the time',
    cancel: 'Cancel the booking',
    again: 'Book again',
    bring: 'What to bring',
    ready: 'ready',
    end: 'Stop showing this booking here',
    endNote: 'On a shared computer, please stop showing it when you are done.',
    ended: 'The booking is no longer shown here',
    endedText: 'To see it again, use the link in the e-mail or the reference.',
    changed: 'The time has been changed',
  },
  cancellation: {
    title: 'Cancel this booking?',
    text: 'Somebody else can then book this time. This cannot be undone.',
    submit: 'Cancel the booking',
    keep: 'Keep the booking',
  },
  cannotCome: {
    title: 'If you cannot come',
    text: 'One press of this button cancels the booking. This cannot be undone.',
    submit: 'Cancel this booking',
    other: 'See or change the booking without cancelling',
    done: 'Your booking is cancelled',
    doneText: 'Thank you for telling us. Somebody else can book this time now.',
    tooLate: 'It could not be cancelled',
    call: phone => `If you cannot come, please call ${phone}.`,
  },
  waitingRoom: {
    title: 'Many people are booking right now',
    lead: 'Everybody is let in to choose a time in the order in which they came.',
    ahead: people => (people === 1 ? 'One person is ahead of you.' : `${people} people are ahead of you.`),
    next: 'You are next.',
    minutes: minutes => (minutes === 1 ? 'It takes about a minute.' : `It takes about ${minutes} minutes.`),
    unknown: 'It is not known yet how long it takes.',
    stay: 'Please keep this page open. It changes by itself when it is your turn.',
    kept: 'You keep your place when you reload the page, or close it and open it again on this device within two hours.',
    back: 'The 15 minutes for choosing are over, but you have kept a place near the front.',
    noCookies: 'This browser does not keep cookies, so it cannot hold a place in line.',
    allowCookies:
      'Please allow cookies in the settings of the browser. You are then given a place automatically.',
  },
  landing: {
    title: 'Your booking',
    text: 'Press the button to see your booking.',
    open: 'See the booking',
    invalidTitle: 'This link does not work',
    invalidText: 'Check that the link is complete, or find your booking by its reference.',
  },
  find: {
    title: 'Find your booking',
    reference: 'Reference',
    referenceHint: 'For example: ABC-234',
    secret: 'The e-mail address you booked with, or the last four digits of the phone number',
    submit: 'See the booking',
    referenceRequired: 'Enter the reference.',
    secretRequired: 'Enter the e-mail address or the last four digits of the phone number.',
  },
  privacy: {
    title: 'How we use your information',
    paragraphs: [
      'Your name, e-mail address, phone number and the help you need are used only for your booking and messages about it.',
      'Our messages contain neither your name nor your contact, nor the name of a service that others should not know.',
      'These pages use no parts of other companies, no advertising and no tracking.',
      'If you stop half-way, what you typed is erased after about an hour.',
      'The opinions box asks only those who want an answer for a name and contact, and uses them only to answer.',
    ],
    erasedAfter: days =>
      `Your name and contact are erased ${days === 1 ? '1 day' : `${days} days`} after your visit.`,
    erased: ({ bookings, contacts }) => {
      const [visit, answer] = [bookings, contacts].map(days => (days === 1 ? '1 day' : `${days} days`))
      return `Name, contact and the help you need are erased ${visit} after your visit, or after you cancel. Name and contact in the opinions box are erased ${answer} after the answer. What then stays is a record that tells of nobody, for statistics.`
    },
    request: 'To see what we hold about you, or to have it erased, please ask at the counter or by phone.',
  },
  problem: {
    notFound: { title: 'Page not found', text: 'Check the address, or search from the start page.' },
    unknownLanguage: {
      title: 'This page is not available in that language',
      text: 'Choose a language from the list at the top of the page.',
    },
    forbidden: {
      title: 'This could not be done',
      text: 'Open the page again and try once more. If you were typing, go back: what you typed is still there.',
    },
    unreadable: { title: 'We could not read what was sent', text: 'Go back and try again.' },
    tooLarge: { title: 'What was sent is too large', text: 'Go back, make it shorter and try again.' },
    tooMany: { title: 'Too many tries', text: 'Please wait a while and try again.' },
    busy: {
      title: 'We are very busy at the moment',
      text: 'Please wait a moment and try again. Your booking has not changed.',
    },
    failed: {
      title: 'Sorry, something went wrong',
      text: 'Please wait a moment and try again. If it happens again, tell us this number by phone.',
    },
    noHold: {
      title: 'We cannot find the booking you were making',
      text: 'The time we kept for you has run out, or this browser does not accept cookies. Start again, or book by phone.',
    },
    noSession: {
      title: 'Please open your booking again',
      text: 'For your safety it is shown only for a while. Use the link in the e-mail or the reference. Browsers that do not accept cookies cannot show it.',
    },
    errorId: 'Number',
  },
} satisfies Texts
