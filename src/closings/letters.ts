import type { MailContent } from '#views/messages/mail-page.tsx'
import { mailText } from '#views/messages/mail-text.ts'
import { messageTextsIn } from '#views/text/messages.ts'
import { type Appointment, withLegs } from '../booking/appointment.ts'
import { findAppointment } from '../booking/appointment-queries.ts'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { visitMail } from '../notifications/mail-content.ts'
import { visitMessage } from '../notifications/outbox.ts'
import type { Office } from '../offices/office.ts'
import { publicUrlOf } from '../settings.ts'
import { type Choice, usualChoice } from './choice.ts'
import type { Closing } from './closing.ts'
import type { Affected } from './people.ts'

/** A message as it will be sent to one of those whom it is for. */
export type Letter = { kind: 'move' | 'cancel'; language: string } & Pick<MailContent, 'subject'> & {
    text: string
  }

/** The letter's link has a key of its own for each; here it shows only where it will stand. */
const keyShown = '********'

/** One letter of each kind and language that will be sent, written by what sends them. */
export async function lettersOf(
  deps: Deps,
  office: Office,
  closing: Closing,
  people: readonly Affected[],
): Promise<Letter[]> {
  const firsts = new Map<string, { kind: Letter['kind']; person: Affected; choice: Choice }>()
  for (const person of people) {
    const choice = person.choice ?? usualChoice(person.newTimes)
    if (!person.booking.hasEmail || (choice.kind !== 'move' && choice.kind !== 'cancel')) continue
    const key = `${choice.kind} ${person.booking.language}`
    if (!firsts.has(key)) firsts.set(key, { kind: choice.kind, person, choice })
  }
  const now = deps.clock.now()
  const letters: Letter[] = []
  for (const { kind, person, choice } of firsts.values()) {
    const appointment = await deps.store.read(db => findAppointment(db, office, person.visit.appointmentId))
    if (appointment)
      letters.push(letterOf(deps, office, closing, { kind, appointment, hit: person.visit, choice }, now))
  }
  return letters.toSorted((a, b) => b.kind.localeCompare(a.kind) || b.language.localeCompare(a.language))
}

function letterOf(
  { settings }: Deps,
  office: Office,
  { reason }: Closing,
  {
    kind,
    appointment,
    hit,
    choice,
  }: { kind: Letter['kind']; appointment: Appointment; hit: { startsAt: Instant }; choice: Choice },
  now: Instant,
): Letter {
  const from = kind === 'move' ? appointment.leg.startsAt : null
  const later = choice.kind === 'move' ? choice.startsAt - hit.startsAt : 0
  const moved = withLegs(
    appointment,
    appointment.legs.map(leg => ({ ...leg, startsAt: leg.startsAt + later })),
  )
  const message = visitMessage(moved, { to: '', token: keyShown, closing: { reason, from } }, now)
  const mail = visitMail(
    office,
    kind === 'move' ? 'rescheduled' : 'cancelled',
    message,
    publicUrlOf(settings),
  )
  const { language } = appointment
  return { kind, language, subject: mail.subject, text: mailText(mail, messageTextsIn(language)) }
}
