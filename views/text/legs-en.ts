import type { LegsTexts } from './legs-ja.ts'

export const legsEn: LegsTexts = {
  title: 'Counters, in this order',
  lead: 'You keep one number. When one counter is done, go on to the next: you are called by the same number.',
  late: 'If one counter takes longer, your booking at the next one stays valid.',
  each: 'Change one counter',
  change: 'Change the time',
  cancel: 'Cancel',
  changeAll: 'Change day and time of all counters',
  cancelAll: 'Cancel all of it',
  allNote: 'All counters move by the same length of time.',
  changeTitle: 'Change the time at this counter',
  changeLead:
    'You can choose times on the same day that do not overlap with your other counters. Walking time is counted in.',
  others: 'Times at your other counters',
  times: 'Times to choose from',
  noTimes:
    'There is no other time for this counter alone on this day. Please change day and time of all counters.',
  new: 'New time',
  submit: 'Change to this time',
  cancelTitle: 'Cancel this counter?',
  cancelText: 'Only this counter is cancelled. Your other counters stay booked. This cannot be undone.',
  cancelSubmit: 'Cancel this counter',
  keep: 'Keep it',
  route: 'Your counters in order',
  done: 'Done',
  here: 'You are here now',
  ahead: 'Still to come',
}
