import type { MeasuresTexts } from './measures-ja.ts'

/** What the measures of statistics mean, in English. */
export const measuresEn: MeasuresTexts = {
  topic: {
    volume: 'How many',
    waiting: 'Waiting',
    service: 'Serving',
    visit: 'Whole visits',
    outcome: 'How it ended',
    flow: 'Windows and the line',
    bookings: 'Bookings',
  },
  unit: {
    tickets: 'tickets',
    people: 'people',
    visits: 'visits',
    times: 'times',
    minutes: 'minutes',
    days: 'days',
    percent: '%',
    perHour: 'per hour',
    places: 'places',
    appointments: 'bookings',
  },
  ticket: {
    tickets: {
      name: 'Tickets',
      formula: 'Numbers given to people who came.',
      note: 'Somebody who goes to two counters counts twice. Numbers that were voided, such as trials, do not count.',
    },
    people: { name: 'People', formula: 'Sum of the people who came together on each visit.' },
    visits: {
      name: 'Visits',
      formula: 'From the first check-in to the last service, however many counters it took.',
    },
    booked: {
      name: 'Booked',
      formula: 'Tickets of people who had booked.',
      note: 'This includes people who came late and waited like walk-ins.',
    },
    walkIns: { name: 'Walk-ins', formula: 'Tickets of people who came without a booking.' },
    fromPaper: {
      name: 'Received on paper',
      formula: 'Tickets received on paper while the system was away, and entered later.',
    },
    wait: {
      name: 'Wait',
      formula: 'First call − check-in.',
      note: 'Later calls do not lengthen it. After a transfer the wait starts anew.',
    },
    waitBooked: { name: 'Wait (booked)', formula: 'Wait of people who had booked.' },
    waitWalkIn: { name: 'Wait (walk-in)', formula: 'Wait of people without a booking.' },
    withinTarget: {
      name: 'Called within 15 minutes',
      formula: 'Served with a wait of 15 minutes or less ÷ (served + left after more than 15 minutes).',
      note: 'People who left within 15 minutes or did not respond count on neither side. People still waiting count below the line once 15 minutes have passed. Whoever was sent on counts where they were served.',
    },
    withinTargetStrict: {
      name: 'Called within 15 minutes (of all)',
      formula: 'Served with a wait of 15 minutes or less ÷ all tickets.',
    },
    pastAppointment: {
      name: 'Wait past the appointment',
      formula: 'First call − the later of appointment and check-in; 0 when called before.',
    },
    onTime: {
      name: 'Booked and called on time',
      formula:
        'Called within 5 minutes of the later of appointment and check-in ÷ booked people who came and were called.',
    },
    earlyWait: {
      name: 'Wait before the appointment',
      formula: 'From check-in to the appointment, or to the call if that came first.',
    },
    lateness: {
      name: 'Lateness',
      formula: 'Check-in − appointment.',
      note: 'Negative when somebody comes early.',
    },
    lateConverted: {
      name: 'Late, in line with walk-ins',
      formula: 'Booked people who came so late that they waited like walk-ins.',
    },
    walking: { name: 'Time to the window', formula: 'Start of service − the call before it.' },
    service: {
      name: 'Service time',
      formula: 'Time served, without the time parked.',
      note: 'Below 10 seconds, above 240 minutes, or with a forgotten end it is not timed, though it is counted.',
    },
    handling: { name: 'Time at the window', formula: 'End of service − the call that led to it.' },
    secondWait: {
      name: 'Wait to collect',
      formula: 'Call to collect − end of the service at which it was handed in.',
    },
    recalls: { name: 'Repeated calls', formula: 'Calls after the first one, of each stage.' },
    inferred: { name: 'End forgotten', formula: 'Services that ended by the call of the next person.' },
    tooShort: { name: 'Served under 10 seconds', formula: 'Tickets with a service time below 10 seconds.' },
    tooLong: { name: 'Served over 240 minutes', formula: 'Tickets with a service time above 240 minutes.' },
    stay: {
      name: 'Stay',
      formula: 'Last event of the visit − first check-in.',
      note: 'Visits whose end nobody recorded are left out.',
    },
    visitWait: {
      name: 'Wait of the whole visit',
      formula: 'Length of all waiting together, without what overlaps with service of the same visit.',
      note: 'A family that waits at two counters at once does not wait twice.',
    },
    oneStop: { name: 'One counter was enough', formula: 'Visits to one counter only ÷ visits.' },
    purposeMet: {
      name: 'Purpose met',
      formula: 'Visits whose last answer to “is it settled?” is yes ÷ visits with an answer.',
    },
    served: { name: 'Served', formula: 'Tickets whose service ended.' },
    transferred: { name: 'Sent on', formula: 'Tickets sent to another counter.' },
    sentOn: {
      name: 'Share sent on',
      formula: 'Sent to another counter ÷ (served + sent to another counter).',
    },
    left: { name: 'Left', formula: 'Tickets given back, or marked as left.' },
    noResponse: { name: 'Did not respond', formula: 'Called, did not come, and closed for that reason.' },
    abandoned: {
      name: 'Ended without service',
      formula: 'Left or did not respond before being served ÷ tickets.',
      note: 'Whoever was served and did not come to collect is not among them.',
    },
    reset: {
      name: 'Closed by the night',
      formula: 'Tickets that nobody ended and that the system closed at the turn of the day.',
      note: 'They do not count as left.',
    },
    open: { name: 'Not over yet', formula: 'Waiting or being served when the figures were made.' },
  },
  flow: {
    openDays: { name: 'Days open', formula: 'Days with at least one open window.' },
    openWindowMinutes: {
      name: 'Window time open',
      formula: 'Sum over windows of the time from opening to closing, without pauses.',
      note: 'A window that nobody closed counts until the last thing recorded at its counter on that day.',
    },
    handlingMinutes: {
      name: 'Window time used',
      formula:
        'From each call to the end at the window, without the time parked and with the time of collecting.',
    },
    occupancy: { name: 'Windows in use', formula: 'Window time used ÷ window time open.' },
    throughputPerHour: {
      name: 'Served per window hour',
      formula: 'Services ended ÷ window time open in hours.',
    },
    queueMean: {
      name: 'Mean queue',
      formula: 'All time spent in line ÷ time with at least one window open.',
    },
    queueMax: { name: 'Longest queue', formula: 'The most people waiting at any full minute.' },
    littleGapPercent: {
      name: 'Gap in the records',
      formula: 'By how much the mean queue differs from arrival rate × mean wait.',
      note: 'Above 5 %, events are probably missing.',
    },
  },
  bookings: {
    offered: { name: 'Places offered', formula: 'Places that could be booked.' },
    blocked: { name: 'Places blocked', formula: 'Places offered that were shut before booking opened.' },
    booked: { name: 'Bookings', formula: 'Bookings for times in the period, cancelled ones included.' },
    bookedShare: { name: 'Share booked', formula: 'Places of bookings not cancelled ÷ places offered.' },
    cancelledEarly: {
      name: 'Cancelled in time',
      formula: 'Cancelled by the resident at least 2 hours before.',
    },
    cancelledLate: { name: 'Cancelled late', formula: 'Cancelled by the resident within the last 2 hours.' },
    cancelledByOffice: {
      name: 'Cancelled by the office',
      formula: 'Cancelled by the office; never counted against residents.',
    },
    attended: { name: 'Came', formula: 'Bookings that were checked in.' },
    noShow: {
      name: 'No-shows',
      formula:
        'Neither cancelled nor checked in when the time in "Rules of booking and calling" has passed since the appointment.',
      note: 'Changing that time changes nothing that is recorded already. Whoever checks in later still counts as having come.',
    },
    noShowShare: {
      name: 'No-show rate',
      formula: 'No-shows ÷ (no-shows + came + cancelled late).',
      note: 'Bookings cancelled in time or by the office do not count.',
    },
    utilisation: { name: 'Places used', formula: 'Places of people who came ÷ (offered − blocked).' },
    leadDays: { name: 'Days booked ahead', formula: 'Day of the appointment − day of booking.' },
  },
}
