import { dateOf, type Instant } from '../clock.ts'
import type { Sender } from '../notifications/calendar.ts'
import { compose, type Mail } from '../notifications/compose.ts'
import type { Letter, WaitlistMessage } from '../notifications/letter.ts'
import { type MessageKind, tidied, type Words } from '../notifications/template.ts'
import type { Office, Service } from '../offices/office.ts'

/** What arrives: for an ordinary service, and for one that is never named. Null: there is nothing to show it by. */
export type Samples = { ordinary: Mail | null; discreet: Mail | null }

type Wanted = { kind: MessageKind; language: string; words: Words; answer: string; now: Instant }

/** Messages in this wording about invented visits, made by what makes the real ones. */
export function samplesOf(
  office: Office,
  { kind, language, words, answer, now }: Wanted,
  from: Sender,
): Samples {
  const worded: Office = { ...office, messageTemplates: [{ kind, language, ...tidied(words) }] }
  const sent = (letter: Letter) => compose(worded, { ...letter, messageId: 'mihon' }, from)
  if (kind === 'opinion_answered') {
    const message = { to: invented, language, receipt: 'MHN234567', answer, createdAt: now }
    return { ordinary: sent({ kind, message }), discreet: null }
  }
  if (kind === 'waitlisted' || kind === 'place_offered' || kind === 'waitlist_ended') {
    const [service] = office.services
    return {
      ordinary: service ? sent({ kind, message: waitOf(office, service, language, now) }) : null,
      discreet: null,
    }
  }
  const about = (service: Service | undefined) =>
    service ? sent({ kind, message: visitOf(service, language, now) }) : null
  return {
    ordinary: about(
      office.services.find(({ isSensitive, documents }) => !isSensitive && documents.length > 0),
    ),
    discreet: about(office.services.find(({ isSensitive }) => isSensitive)),
  }
}

const invented = 'mihon@example.test'

/** A wait for next week, with what any of its messages may say. */
function waitOf({ timeZone }: Office, service: Service, language: string, now: Instant): WaitlistMessage {
  const startsAt = nextWeek(now)
  return {
    ...{ to: invented, language, token: 'MIHON-mihon-MIHON', people: 1, createdAt: now },
    ...{ counterId: service.counterId, serviceIds: [service.id], because: 'over' },
    ...{ fromDate: dateOf(startsAt, timeZone), toDate: dateOf(startsAt + 2 * dayMilliseconds, timeZone) },
    ...{ fromMinute: 0, toMinute: 12 * 60, offer: { startsAt, until: now + 3_600_000 } },
  }
}

const dayMilliseconds = 24 * 3_600_000

function visitOf(service: Service, language: string, now: Instant) {
  return {
    ...{ to: invented, language, reference: 'MHN234', token: 'MIHON-mihon-MIHON', calendarUid: 'mihon' },
    ...{ sequence: 0, counterId: service.counterId, serviceIds: [service.id] },
    ...{ minutes: service.durationMinutes, people: 1, createdAt: now },
    startsAt: nextWeek(now),
  }
}

/** A full hour of a day next week. */
function nextWeek(now: Instant): Instant {
  return now + 7 * dayMilliseconds - (now % 3_600_000)
}
