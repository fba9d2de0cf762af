import type { LineTexts } from './line-ja.ts'

export const lineEn: LineTexts = {
  language: 'en',
  quick: {
    menu: 'Menu',
    bookings: 'My booking',
    bring: 'What to bring',
    crowded: 'How crowded',
    change: 'Change the time',
    cancel: 'Cancel booking',
    guide: 'Counter guide',
    languages: 'Language',
    unlink: 'Unlink LINE',
  },
  open: 'Open my booking',
  openTicket: 'See my place',
  openOffice: 'Open the site',
  book: 'Book a time',
  details: 'See details',
  welcome: {
    title: office => `Counter guide of ${office}`,
    lines: [
      'Ask which counter to go to, what to bring and how crowded it is now. Press a button below, or send the name of a procedure.',
      'To be told about a booking here, press “Get notices on LINE” on the page of your booking and send the code that it shows.',
    ],
  },
  menu: {
    title: 'What would you like to know?',
    lines: ['Press a button below, or send the name of a procedure (moving in, residence certificate …).'],
  },
  linked: {
    title: 'You will be told about this booking on LINE',
    line: 'We write when it is changed or cancelled and when you are called. To stop, send “Unlink LINE”.',
  },
  wrongCode: {
    title: 'This code cannot be used',
    line: 'Please check it. A code is good for 15 minutes and only once. You can get a new one on the page of your booking.',
  },
  tooManyTries: {
    title: 'Please wait a while',
    line: 'Several codes in a row were wrong. Please try again in about 15 minutes.',
  },
  notBooked: {
    title: 'This booking has been cancelled',
    line: 'There is nothing more to tell about it on LINE. To come to the office, please book again.',
  },
  unlinked: {
    title: 'LINE is no longer linked',
    line: 'No more notices come on LINE. Your booking stays as it is, and if you gave an email address we write there.',
  },
  nothingLinked: {
    title: 'No booking is linked',
    line: 'Press “Get notices on LINE” on the page of your booking and send the code that it shows.',
  },
  bring: { none: 'Nothing in particular.', onPage: 'Please see on the page of your booking what to bring.' },
  change: 'You can change the date and time on the page of your booking.',
  cancel: 'You can cancel on the page of your booking.',
  crowded: {
    title: time => `How crowded it is (at ${time})`,
    waiting: count => `${count} waiting`,
    estimate: (from, to) => `about ${from}–${to} min`,
    closed: 'closed now',
    unknown: 'wait unknown',
  },
  guide: { title: 'What is it about?', line: 'You can also send the name of a procedure.' },
  event: name => `Procedures: ${name}`,
  choose: 'Choose a procedure.',
  more: count => `${count} more are on the site.`,
  found: words => `Procedures found for “${words}”`,
  notFound: {
    title: 'Nothing was found',
    line: phone => `Send a shorter name or press a button below. You can also call us (${phone}).`,
  },
  gone: { title: 'This procedure is not offered now', line: 'Please press a button below.' },
  service: { counter: 'Counter', minutes: 'Time', documents: 'What to bring', noVisit: 'Without coming' },
  notText: {
    title: 'Please write in words',
    line: 'Pictures and stickers cannot be answered. Please do not send personal details.',
  },
  chooseLanguage: 'Choose a language',
  languageChosen: 'We go on in English',
  called: {
    title: number => `Number ${number} is being called`,
    line: (window, floor) => `Please come to window ${window}, floor ${floor}.`,
  },
}
