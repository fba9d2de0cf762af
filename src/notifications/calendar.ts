import { ICalAlarmType, ICalCalendarMethod, ICalEventStatus, default as ical } from 'ical-generator'
import { DateTime } from 'luxon'
import { figureTime } from '#views/text/dates.ts'
import { type MessageTexts, messageTextsIn } from '#views/text/messages.ts'
import type { AppointmentState } from '../booking/appointment.ts'
import type { Instant } from '../clock.ts'
import { langOf } from '../languages.ts'
import { plainTextOf } from '../offices/localized.ts'
import type { Counter, Office } from '../offices/office.ts'

/** Where links lead and whose address messages bear: both from the settings alone. */
export type Sender = { publicUrl: string; mailFrom: string }

/** A visit as a calendar entry tells it. */
export type CalendarVisit = {
  calendarUid: string
  sequence: number
  startsAt: Instant
  minutes: number
  counter: Counter
  /** Every counter of a visit over several of them, in the order of time. */
  legs?: ReadonlyArray<{ counter: Counter; startsAt: Instant }>
  state: AppointmentState
  language: string
  /** Only for the owner's own confirmation: whoever sees the entry can open it. */
  manageUrl?: string | null
  /** When the visit came to be like this: the same for every copy of one message. */
  changedAt: Instant
}

/**
 * The calendar file (iCalendar, RFC 5545) of a visit: the same UID for life and a rising SEQUENCE, so that a
 * calendar replaces or removes the entry. It names no service: calendars are shared.
 */
export function calendarOf(office: Office, visit: CalendarVisit, from: Sender): string {
  const texts = messageTextsIn(visit.language)
  const isCancelled = visit.state === 'cancelled'
  const officeName = plainTextOf(office.name, texts.language)
  const startsAt = utc(visit.startsAt)

  const calendar = ical({
    prodId: { company: 'madoguchi', product: 'booking', language: langOf(texts.language).toUpperCase() },
    method: isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  })
  const entry = calendar.createEvent({
    id: `${visit.calendarUid}@${new URL(from.publicUrl).hostname}`,
    sequence: visit.sequence,
    stamp: utc(visit.changedAt),
    start: startsAt,
    end: startsAt.plus({ minutes: visit.minutes }),
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    summary: texts.calendarTitle(officeName),
    description: whereTo(office, visit, texts),
    location: plainTextOf(office.contact.address, texts.language),
    organizer: { name: officeName, email: from.mailFrom },
    url: isCancelled ? null : visit.manageUrl,
  })
  if (!isCancelled)
    entry.createAlarm({
      type: ICalAlarmType.display,
      triggerBefore: 24 * 60 * 60,
      description: texts.calendarTitle(officeName),
    })
  return calendar.toString()
}

/** The counter, or each with its time where there are several; by number, because its name may tell too much. */
function whereTo(office: Office, { counter, legs = [] }: CalendarVisit, texts: MessageTexts): string {
  const place = ({ number, floor }: Counter) => texts.counter(number, floor, null)
  if (legs.length === 0) return place(counter)
  return legs.map(leg => `${figureTime(leg.startsAt, office.timeZone)} ${place(leg.counter)}`).join('\n')
}

/** UTC, because a time zone by name would need its whole definition in the file. */
function utc(at: Instant): DateTime {
  return DateTime.fromMillis(at, { zone: 'utc' })
}
