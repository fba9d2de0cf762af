import type { ResidentWaitlistTexts } from './waitlist-ja.ts'

export const waitlistEn: ResidentWaitlistTexts = {
  link: 'Wait for a free time',
  linkHint: 'When a time comes free, we write to those who wait, in the order in which they asked.',
  title: 'Wait for a free time',
  lead: 'When a time comes free, we write to you and keep it for you until you have to answer.',
  wish: 'Days and time of day',
  fromDate: 'First day',
  toDate: 'Last day',
  toDateHint: 'For one day only, choose the same day twice',
  part: 'Time of day',
  parts: { any: 'Any time', morning: 'Morning', afternoon: 'Afternoon', hours: 'Between two times' },
  fromTime: 'From',
  toTime: 'Until',
  timeHint: 'Only used with “Between two times”',
  contact: 'Your name and contact',
  emailHint:
    'We write to it when a time comes free. You have to answer in time, so choose one you read often',
  privacy: 'We use your name and contact only to offer you a time, and erase them when your wait ends.',
  submit: 'Wait for a free time',
  days: 'Days',
  hours: 'Time of day',
  span: (from, to) => `${from} – ${to}`,
  page: 'Waiting list',
  state: { waiting: 'You are waiting', offered: 'A time has come free' },
  ahead: count =>
    count === 0
      ? 'Nobody is before you.'
      : count === 1
        ? '1 person is before you.'
        : `${count} people are before you.`,
  aheadNote: 'Counted are those who wait for some of the same days and hours.',
  how: 'How the order works',
  rules: (minutes, passed) => [
    'Whoever asked first is first. A time that comes free is offered to the first person whom it fits; when it is too short for somebody or outside their hours, a later person may get it.',
    `We keep the time for you for ${minutes} minutes, or shorter when it is near.`,
    `After ${passed === 1 ? 'one offer' : `${passed} offers`} without an answer your wait ends. Saying no does not count.`,
    'Offers go out between 8:00 and 20:00. What comes free at night can be booked by anybody until the morning.',
    'In the few seconds between a time coming free and our message, somebody else may book it.',
  ],
  leave: 'Stop waiting',
  offerTitle: 'A time has come free',
  offerText: until => `We are keeping it for you until ${until}. It is not booked yet.`,
  take: 'Book this time',
  decline: 'No, thank you',
  declineNote: 'If you say no, you keep your place in line. We do not offer you the same time again.',
  booked: 'Your time is booked',
  bookedText:
    'You took the time that came free. See or change the booking with the link in the confirmation.',
  ended: {
    left: 'You have stopped waiting. Your name and contact have been erased.',
    removed: 'The office has taken you off the waiting list. Your name and contact have been erased.',
    passed: 'You did not answer our offers, so your wait has ended. Your name and contact have been erased.',
    over: 'No time came free before your days were over. We are sorry. Your name and contact have been erased.',
  },
  endedTitle: 'Your wait has ended',
  again: 'Choose a time again',
  lostTitle: 'This time is no longer kept for you',
  lostText: 'The deadline has passed. We offer the time to the next person.',
  invalidTitle: 'This link does not work',
  invalidText: 'Part of it may be missing, or the wait ended some time ago.',
  alreadyTitle: 'You are already waiting',
  alreadyText:
    'We already have this wish. See your place in line with the link in the message we sent you then.',
  freeTitle: 'There is a free time',
  freeText: 'On these days and hours there is a free time now. You can book it without waiting.',
  toSlots: 'Choose a time',
  refusal: {
    waitlist_off: 'The waiting list is closed at the moment.',
    nothing_then: 'There are no times to book on these days and hours.',
    too_many_waits:
      'This address already waits for as much as it may. Stop waiting for something else first.',
    waitlist_full: 'Too many people wait for this day. Please choose another.',
    already_waiting: 'We already have this wish.',
    place_free: 'On these days and hours there is a free time now.',
  },
  fields: {
    name: {
      required: 'Please enter your name.',
      too_long: 'The name is too long: up to 100 letters.',
      unreadable: 'The name has letters that cannot be used.',
    },
    email: {
      required: 'Please enter your e-mail address.',
      contact_required: 'Please enter an e-mail address or a telephone number.',
      not_an_email: 'This is not an e-mail address. Example: taro@example.jp',
      too_long: 'The address is too long.',
      unreadable: 'The address has letters that cannot be used.',
    },
    phone: {
      not_a_phone: 'This is not a telephone number. Example: 06-0000-0000',
      too_long: 'The number is too long.',
      unreadable: 'The number has letters that cannot be used.',
    },
    fromDate: {
      required: 'Please choose the first day.',
      unknown: 'Please choose a first day that can be booked.',
    },
    toDate: {
      required: 'Please choose the last day.',
      unknown: 'Please choose a last day that can be booked, not before the first.',
    },
    part: { required: 'Please choose the time of day.' },
    fromTime: { required: 'Please choose from when.' },
    toTime: { required: 'Please choose until when, later than from when.' },
  },
}
