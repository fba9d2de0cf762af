import type { MessageTexts } from './messages-ja.ts'

export const messagesEn = {
  language: 'en',
  subject: {
    booked: office => `[${office}] Your appointment is booked`,
    rescheduled: office => `[${office}] Your appointment has been moved`,
    cancelled: office => `[${office}] Your appointment has been cancelled`,
    reminder: office => `[${office}] Your appointment is coming up`,
  },
  intro: {
    booked: office => `Your appointment at ${office} is booked.`,
    rescheduled: office =>
      `Your appointment at ${office} has been moved. The earlier time is no longer valid. This is your new appointment.`,
    cancelled: office => `This appointment at ${office} has been cancelled.`,
    reminder: office => `This is a reminder of your appointment at ${office}.`,
  },
  labels: {
    when: 'Date and time',
    office: 'Office',
    counter: 'Counter',
    counters: 'Counters, in this order',
    address: 'Address',
    minutes: 'Expected length',
    people: 'People',
    reference: 'Reference',
    services: 'What you come for',
    documents: 'What to bring',
  },
  fact: (label, value) => `${label}: ${value}`,
  bullet: '- ',
  counter: (number, floor, name) => `Counter ${number}${name === null ? '' : ` (${name})`}, floor ${floor}`,
  minutes: minutes => `about ${minutes} minutes`,
  people: people => (people === 1 ? '1 person' : `${people} people`),
  document: (name, condition) => (condition ? `${name} (${condition})` : name),
  nothingToBring: 'Nothing in particular.',
  seeTheLink: 'Open the link below to see what you come for and what to bring.',
  manage: {
    booked: 'See, change or cancel your appointment',
    rescheduled: 'See, change or cancel your appointment',
    cancelled: 'See the cancelled appointment',
    reminder: 'See or change your appointment',
  },
  cannotCome: 'If you cannot come: cancel your appointment',
  bookAgain: 'Book again',
  howToChange: phone =>
    `You can change or cancel by the link above until your appointment begins, or by telephone (${phone}).`,
  notYou: phone => `If it was not you who cancelled, please call us (${phone}).`,
  legGone: {
    subject: office => `[${office}] One counter of your appointment has been cancelled`,
    intro: office => `One counter of your appointment at ${office} has been cancelled.`,
    which: 'Cancelled counter',
    rest: 'Your other counters stay booked as they were. This is your appointment now.',
  },
  closing: {
    subject: {
      rescheduled: office => `[${office}] We have to close and have moved your appointment`,
      cancelled: office => `[${office}] We have to close and have cancelled your appointment`,
    },
    intro: {
      rescheduled: office =>
        `The counter at ${office} will be closed at the time of your appointment. We apologise for the trouble.`,
      cancelled: office =>
        `The counter at ${office} will be closed at the time of your appointment, so we had to cancel it. We apologise for the trouble.`,
    },
    moved: from =>
      `We have moved your appointment to the time below. The earlier time (${from}) is no longer valid.`,
    ifNot: 'If the new time does not suit you, please choose another one or cancel by the link below.',
    again: 'Please book again by the link below.',
    reason: reason => `Why we close: ${reason}`,
    question: phone => `If you have a question, please call ${phone}.`,
  },
  answer: {
    subject: office => `[${office}] The answer to your opinion`,
    intro: office => `Thank you for telling ${office} your opinion. This is our answer.`,
    receipt: 'Receipt number',
    question: phone => `If you have a question about it, please call ${phone} and give the receipt number.`,
    notYou: 'If you did not write to us, please delete this message.',
  },
  nearTurn: {
    subject: office => `[${office}] Your turn is coming up`,
    intro: office =>
      `Your turn at ${office} is coming up. Please wait where you will notice when your number is called.`,
    number: 'Your number',
    order: 'The order can still change, for example for people with an appointment.',
    page: 'See the queue now',
    once: 'This message is sent once. There is none when your number is called.',
  },
  waitlist: {
    subject: {
      waitlisted: office => `[${office}] You are on the waiting list`,
      place_offered: office => `[${office}] A time has come free: please answer in time`,
      waitlist_ended: office => `[${office}] Your wait has ended`,
    },
    intro: {
      waitlisted: office =>
        `You are waiting for a time to come free at ${office}. When one does, we write to this address, to whoever asked first.`,
      place_offered: office =>
        `A time has come free at ${office}. We are keeping it for you until the deadline below. It is not booked yet: open the page below and press “Book this time”.`,
    },
    ended: {
      passed: 'You did not answer the times we offered, so your wait has ended.',
      over: 'No time came free before your days were over, so your wait has ended. We are sorry.',
    },
    days: 'Days you asked for',
    hours: 'Time of day',
    until: 'Please answer by',
    from: (from, to) => `${from} – ${to}`,
    anyHour: 'any time',
    morning: 'morning',
    afternoon: 'afternoon',
    notes: {
      waitlisted: [
        'It may be that no time comes free. If it is urgent, please consider booking another day.',
      ],
      place_offered: [
        'After the deadline we offer it to the next person. If it does not suit you, please press “No, thank you” on the page.',
      ],
      waitlist_ended: ['Your name and contact have been erased from the waiting list.'],
    },
    link: {
      waitlisted: 'See your place in line, or leave it',
      place_offered: 'See the time that has come free',
      waitlist_ended: 'Book again',
    },
    question: phone => `If you have questions or did not ask for this, please call ${phone}.`,
  },
  doNotReply: 'This message was sent automatically. Replies to it are not read.',
  phone: phone => `Telephone ${phone}`,
  calendarTitle: office => `Appointment at ${office}`,
} satisfies MessageTexts
