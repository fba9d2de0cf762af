import type { InvariantId } from '#src/invariants/invariant.ts'
import type { operationJa } from './operation-ja.ts'

/** How the system is, in English. */
export const operationEn: typeof operationJa = {
  title: 'State of the system',
  lead: 'Every night the server looks for contradictions in the data of bookings and queues. This page shows what it found last.',
  allWell: 'No problem has been found',
  trouble: 'Something needs a look',
  troubleText: 'Please tell whoever looks after the system what this page says. Bookings can go on.',
  check: {
    title: 'Last check',
    none: 'There was no check yet. The first one begins about ten minutes after the server has started.',
    at: time => `It ended at ${time}.`,
    invariant: 'What was checked',
    looked: 'Count',
    result: 'Result',
    held: 'In order',
    broken: count => `${count.toLocaleString('en')} faults`,
    notShown: 'Measured live',
    examples: 'The contradictions, for whoever looks after the system',
  },
  invariants: {
    'INV-1': 'No slot holds more than it offers',
    'INV-2': 'No confirmed booking is lost',
    'INV-3': 'Nothing was done twice for one press',
    'INV-4': 'Cancelled bookings take no place',
    'INV-5': 'Every booking has all its places at one time',
    'INV-6': 'Every change has its one message, and none is lost',
    'INV-7': 'Tickets are what the log says, and no number is given twice',
    'INV-8': 'No data of another office are mixed in',
    'INV-9': 'No contact and no secret is left in the logs',
    'INV-10': 'Every change of a booking is written down',
    'INV-11': 'Days and times are right',
    'INV-12': 'Personal data to be erased are gone',
    'INV-13': 'Nothing unreadable has got in',
    'INV-14': 'It stays up when it is crowded',
  } satisfies Record<InvariantId, string>,
  disk: {
    title: 'Disk',
    free: size => `${size} are free.`,
    low: 'Hardly any space is left. On a full disk nobody can book or take a number.',
    failing:
      'Nothing can be saved at the moment: nobody can book or take a number. Call whoever looks after the system at once.',
    elsewhere: 'The data are on a server of their own, whose disk is not seen from here.',
  },
  backups: {
    title: 'Backups',
    last: time => `The newest backup is of ${time}.`,
    old: time => `The newest backup is of ${time}. None has been made for more than a day.`,
    none: 'There is no backup yet.',
    off: 'This server makes no backups by itself.',
  },
  mail: {
    title: 'Messages',
    waiting: count => `${count.toLocaleString('en')} waiting`,
    failed: count => `${count.toLocaleString('en')} not delivered`,
    stuck: 'Some messages could not be sent for more than an hour.',
  },
  jobs: {
    title: 'What runs by itself',
    well: 'Everything is running.',
    failing: 'Some of it fails again and again.',
  },
  doctor: 'A closer look is printed by this command on the server.',
}
