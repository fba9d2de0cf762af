import { lineTextsIn } from '#views/text/line.ts'
import { grantAccess } from '../access/queries.ts'
import type { Appointment } from '../booking/appointment.ts'
import { findAppointment } from '../booking/appointment-queries.ts'
import type { Deps } from '../deps.ts'
import { manageUrl } from '../notifications/mail-content.ts'
import { plainTextOf } from '../offices/localized.ts'
import { isDiscreet, type Office } from '../offices/office.ts'
import { publicUrlOf } from '../settings.ts'
import { type Card, cardTextLettersMax } from './card.ts'
import { documentLines } from './guide-cards.ts'
import { bookingFacts } from './notice.ts'
import { linkedBookings } from './link-queries.ts'
import type { LineUser } from './user-queries.ts'
import type { Said } from './receive.ts'

const bookingsShownMax = 5
/** A visit of this morning is still somebody's booking. */
const pastMilliseconds = 12 * 3_600_000

type Own = { appointment: Appointment; url: string }

/** What is answered about somebody's own bookings; null when the question is about something else. */
export async function ownCards(
  deps: Deps,
  office: Office,
  user: LineUser,
  said: Said,
  language: string,
): Promise<Card[] | null> {
  const texts = lineTextsIn(language)
  if (said.what === 'linked') {
    const own = await ownBookings(deps, office, [said.appointmentId], language)
    const { title, line } = texts.linked
    return own.map(booking => ({ ...bookingCard(office, booking, language), title, lines: [line] }))
  }
  const { what } = said
  if (what !== 'bookings' && what !== 'bring' && what !== 'change' && what !== 'cancel') return null

  const from = deps.clock.now() - pastMilliseconds
  const ids = await deps.store.read(db =>
    linkedBookings(db, { userId: user.id, from, countMax: bookingsShownMax }),
  )
  const own = await ownBookings(deps, office, ids, language)
  if (own.length === 0) return [{ title: texts.nothingLinked.title, lines: [texts.nothingLinked.line] }]
  return own.map(booking => {
    const card = bookingCard(office, booking, language)
    if (what === 'bring') return { ...card, lines: toBring(booking.appointment, language) }
    return what === 'bookings' ? card : { ...card, lines: [texts[what]] }
  })
}

/** Each with a link of its own, as in every message. */
function ownBookings(deps: Deps, office: Office, ids: readonly number[], language: string): Promise<Own[]> {
  const now = deps.clock.now()
  return deps.store.write(async db => {
    const own: Own[] = []
    for (const id of ids) {
      const appointment = await findAppointment(db, office, id)
      if (!appointment) continue
      const access = { officeId: office.id, appointmentId: id, kind: 'link', expiresAt: null } as const
      const token = await grantAccess(db, access, now)
      own.push({ appointment, url: manageUrl(office, { token, language }, publicUrlOf(deps.settings)) })
    }
    return own
  })
}

function bookingCard(office: Office, { appointment, url }: Own, language: string): Card {
  const { leg, legs, reference } = appointment
  const shown = {
    ...{ language, counterId: leg.counterId, startsAt: leg.startsAt, reference: reference ?? '' },
    ...(legs.length > 1 && { legs }),
  }
  const texts = lineTextsIn(language)
  return {
    title: plainTextOf(office.name, language),
    facts: bookingFacts(office, shown),
    links: [{ label: texts.open, url }],
  }
}

/** Five cards of so many letters are as much as LINE takes in one message. */
const lettersToBringMax = 2500

/**
 * Every paper to bring. Nothing of a visit with a sensitive service is said outside the resident's own page, and never
 * a part of a list.
 */
function toBring({ services }: Appointment, language: string): string[] {
  const { bring } = lineTextsIn(language)
  if (services.length === 0 || isDiscreet(services)) return [bring.onPage]
  const lines = documentLines(services, language)
  if (lines.join('\n').length > lettersToBringMax) return [bring.onPage]
  return lines.length > 0 ? textsOf(lines) : [bring.none]
}

/** Lines in as few texts as hold them whole. */
function textsOf(lines: readonly string[]): string[] {
  const texts: string[] = []
  for (const line of lines) {
    const longer = [...texts.slice(-1), line].join('\n')
    if (longer.length <= cardTextLettersMax) texts.splice(-1, 1, longer)
    else texts.push(line)
  }
  return texts
}
