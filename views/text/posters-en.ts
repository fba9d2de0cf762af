import type { PostersTexts } from './posters-ja.ts'

/** The same in English. */
export const postersEn: PostersTexts = {
  headline: { book: 'Book your visit to the counter', guide: 'What you need to know' },
  lead: {
    office: 'On your phone: choose what you need to do, see what to bring and when there is time, and book.',
    services: 'On your phone: see what to bring and when there is time, and book.',
    'life-events': 'On your phone: see what you need to do and what to bring, and book.',
  },
  walkIn: 'No booking needed. See on your phone what to bring and when we are open.',
  anytime: '24 hours a day, without an account.',
  scan: 'Scan with your camera',
  phone: { book: 'You can also book by phone', guide: 'Questions by phone' },
  word: { book: 'Booking', guide: 'Guide' },
  qrLabel: page => `QR code of the page “${page}”`,
  staff: {
    title: 'Posters for booking',
    back: 'Settings and records',
    lead: 'Make a poster or a box for the ward paper with a QR code that leads to booking. Choose, press “Show this”, and see it as it will be on paper.',
    of: 'What is it about?',
    wholeOffice: 'The whole office',
    lifeEvents: 'Life events',
    form: 'Size',
    forms: {
      a4: ['Poster, A4', 'upright'],
      a3: ['Poster, A3', 'upright'],
      box: ['Box for the ward paper', '85 × 60 mm, black only'],
    },
    language: 'Language',
    all: 'All languages',
    allNote: 'Japanese in large letters, the others below it',
    ink: 'Colour',
    inks: { colour: 'The colour of the office', black: 'Black only' },
    inkNote: 'The box for the ward paper is always black only.',
    show: 'Show this',
    namelessTitle: 'A name is missing',
    nameless: (name, languages) =>
      `“${name}” has no name in ${languages} yet. It stands there in Japanese, or is left out.`,
    enterNames: 'Enter the names',
    leadsTo: 'The QR code leads to',
    open: 'Open this page to check it',
    print: 'Print',
    printNote:
      'Print at 100 %, without margins and with background graphics. Saved as PDF it can go to a printer’s office as it is.',
    download: 'Save the QR code alone (SVG)',
    file: 'QR-code',
    preview: 'As it will be on paper',
  },
}
