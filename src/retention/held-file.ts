import { clockTime, isoOf, type Instant } from '../clock.ts'
import type { Office } from '../offices/office.ts'
import { type Held, without } from './held.ts'

/** Everything held on one person as JSON: instants as ISO 8601 with the office's offset, counters by their slugs. */
export function heldJson(office: Office, held: Held): string {
  const time = (at: Instant | null) => (at === null ? null : isoOf(at, office.timeZone))
  const counter = (id: number | null) => office.counters.find(candidate => candidate.id === id)?.slug ?? null
  const deeds = (of: Held['bookings'][number]['deeds']) =>
    of.map(({ at, ...deed }) => ({ at: time(at), ...deed }))
  const messages = (of: Held['bookings'][number]['messages']) =>
    of.map(({ createdAt, ...message }) => ({ writtenAt: time(createdAt), ...message }))
  const file = {
    format: 'madoguchi-held',
    version: 1,
    office: office.slug,
    madeAt: time(held.madeAt),
    bookings: held.bookings.map(booking => ({
      ...without(booking, 'appointmentId', 'counterId', 'name'),
      counter: counter(booking.counterId),
      startsAt: time(booking.startsAt),
      laterLegs: booking.laterLegs.map(({ counterId, startsAt, ...leg }) => ({
        ...{ ...leg, counter: counter(counterId), startsAt: time(startsAt) },
      })),
      bookedAt: time(booking.bookedAt),
      cancelledAt: time(booking.cancelledAt),
      line: booking.line && { ...booking.line, linkedAt: time(booking.line.linkedAt) },
      messages: messages(booking.messages),
      tickets: booking.tickets.map(({ counterId, checkedInAt, endedAt, ...ticket }) => ({
        ...{ ...ticket, counter: counter(counterId) },
        ...{ checkedInAt: time(checkedInAt), endedAt: time(endedAt) },
      })),
      deeds: deeds(booking.deeds),
    })),
    opinions: held.opinions.map(opinion => ({
      ...without(opinion, 'opinionId', 'counterId', 'name'),
      counter: counter(opinion.counterId),
      messages: messages(opinion.messages),
      deeds: deeds(opinion.deeds),
    })),
    waits: held.waits.map(({ fromMinute, toMinute, ...wait }) => ({
      ...without(wait, 'entryId', 'counterId', 'name'),
      counter: counter(wait.counterId),
      ...{ fromTime: clockTime(fromMinute), toTime: clockTime(toMinute) },
      ...{ joinedAt: time(wait.joinedAt), endedAt: time(wait.endedAt) },
      offers: wait.offers.map(({ startsAt, madeAt, state }) => ({
        ...{ startsAt: time(startsAt), madeAt: time(madeAt), state },
      })),
      messages: messages(wait.messages),
      deeds: deeds(wait.deeds),
    })),
    lineUsers: held.lineUsers.map(user => ({
      ...without(user, 'lineUserId'),
      ...{ followedAt: time(user.followedAt), seenAt: time(user.seenAt) },
    })),
  }
  return `${JSON.stringify(file, null, 2)}\n`
}
