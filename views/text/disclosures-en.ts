import type { disclosuresJa } from './disclosures-ja.ts'
import { resultsEn } from './results-en.ts'

/** The same in English. */
export const disclosuresEn = {
  results: resultsEn,
  navigation: 'Documents to publish',
  title: {
    bookings: 'Personal information file register (bookings)',
    opinions: 'Personal information file register (opinions)',
    accessibility: 'Web accessibility policy',
  },
  lead: {
    bookings:
      'Article 75 of the act on the protection of personal information asks for this register for files of 1,000 people or more. It is filled in, in Japanese, from the configuration of the office; correct it to your city’s form.',
    opinions:
      'Article 75 of the act on the protection of personal information asks for this register for files of 1,000 people or more. It is filled in, in Japanese, from the configuration of the office; correct it to your city’s form.',
    accessibility:
      'Everybody can read this by the link at the end of each page. Keep it true, and add the result of your own test.',
  },
  people: count => `People whose name or contact is kept now: ${count}`,
  seePublic: 'See the public page',
  change: 'Change',
  print: 'Print',
  done: 'Saved.',
  neverChanged: 'As filled in from the configuration; nothing has been changed.',
  changedAt: time => `Last changed: ${time}`,
  wordingTitle: title => `Change: ${title}`,
  wordingLead: 'A field that is saved empty goes back to what the configuration fills in.',
  save: 'Save',
  tooLong: letters => `At most ${letters} letters.`,
  changedMeanwhile:
    'Somebody else has saved first. Below is what you typed; check it and save again to replace theirs.',
  policyHeading: ['Web accessibility', ' policy'],
  policyLead: office =>
    `${office} works by the following policy so that everybody can use its booking site, whatever their age or disability.`,
} satisfies typeof disclosuresJa
