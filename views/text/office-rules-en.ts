import type { officeRulesJa } from './office-rules-ja.ts'

/** How an office is booked, receives people and calls them, in English. */
export const officeRulesEn: typeof officeRulesJa = {
  title: 'Rules of booking and calling',
  lead: 'They hold from the next booking and the next call on. What is booked stays as it is.',
  saved: 'The rules are changed.',
  group: { booking: 'Booking', arrival: 'On the day', calling: 'Who is called next', devices: 'Terminals' },
  field: {
    daysAhead: 'Opening days ahead that can be booked',
    leadTime: 'Without booking on the day: the time of the opening day before at which it closes',
    sharePercent: 'Share of the windows for bookings by residents (%)',
    holdMinutes: 'Minutes for which a place is kept while somebody types',
    activePerContactMax: 'Bookings that one contact can have',
    servicesMax: 'Services in one booking',
    peopleMax: 'People in one booking',
    checkInOpensMinutesBefore: 'Minutes before the time from which on people check in',
    noShowAfterMinutes: 'Minutes after which it is noted that nobody came',
    callingOrder: 'Who is called next',
    ratioBooked: 'Booked people in a row',
    ratioWalkIn: 'Walk-ins in a row',
    idleLockMinutes: 'Minutes without use after which pages of staff lock',
  },
  hint: {
    sharePercent: 'At certain hours it can be another one: see "Opening hours and closures".',
    ratioBooked: 'Used when booked people and walk-ins take turns.',
    ratioWalkIn: 'Used when booked people and walk-ins take turns.',
  },
  order: {
    booked_first: 'Booked people once their time has come, everybody else in order of arrival',
    arrival: 'Everybody in order of arrival',
    ratio: 'Booked people and walk-ins in turns',
  },
  tick: {
    isSameDayBookable: 'The day itself can be booked',
    isPriorityFirst: 'Those with priority first (with a disability, for example)',
    isKioskOpen: 'The kiosk page works on browsers that are no kiosk, too',
  },
  fault: {
    number: (min, max) => `Enter a whole number from ${min} to ${max}.`,
    time: 'Enter a time like 09:00.',
    choose: 'Choose one.',
  },
}
