import type { gridsJa } from './grids-ja.ts'

/** How far apart times to book begin, in English. */
export const gridsEn: typeof gridsJa = {
  title: 'Length of a slot',
  lead: 'How many minutes apart times to book begin. One slot lasts as long; a longer visit takes several in a row.',
  now: 'Length now',
  planned: 'Length to come',
  minutes: minutes => `${minutes} minutes`,
  since: (date, minutes) => `${minutes} minutes from ${date}`,
  change: 'Change the length',
  rule: 'Two lengths on one day could let bookings overlap. So another one begins on a day from which on nothing is booked yet, or being booked. Earlier bookings keep their time and their length.',
  earliest: (last, earliest) =>
    `${last === null ? '' : `The last booking is on ${last}. `}The length can change from ${earliest} on.`,
  fields: { minutes: 'New length in minutes', from: 'From' },
  minutesHint: 'From 5 to 240, in steps of 5.',
  look: 'Check (not saved yet)',
  fault: {
    not_minutes: 'Enter a length from 5 to 240 minutes, in steps of 5.',
    same: 'The length from this day on is like this already.',
    not_a_date: 'Enter the day from which it is to change.',
    past: 'Choose today or a later day.',
    too_far: 'Choose a day within two years.',
  },
  booked: (last, earliest) => `There are bookings until ${last}. Choose ${earliest} or a later day.`,
  stale: 'Somebody else has changed the settings first. Check again before you save.',
  saved: 'The length of a slot is saved.',
  back: 'Back to opening hours and closures',
  preview: {
    title: 'Check the length of a slot',
    lead: (date, before, after) => `From ${date} on a slot lasts ${after} minutes instead of ${before}.`,
    kept: count =>
      count === 0
        ? 'Nothing is booked before that day.'
        : `Bookings before that day: ${count}. They keep their time and their length.`,
    noTimes: 'At these counters nothing can be booked any more',
    counters: 'Times and places by counter',
    countersLead: 'What residents can book on the first day on which the counter is open after the change.',
    services: 'Services that take more or less time',
    noServices: 'No service takes more or less time.',
    column: {
      counter: 'Counter',
      times: 'Times',
      places: 'Places',
      service: 'Service',
      needed: 'Duration',
      taken: 'Slots taken',
    },
    fromTo: (before, after) => `${before} → ${after}`,
    save: 'Save this',
    back: 'Back to the form',
  },
}
