import { lineTextsIn } from '#views/text/line.ts'
import { messageTextsIn } from '#views/text/messages.ts'
import { messageTextOf, plainTextOf } from '../offices/localized.ts'
import { type Office, type Service, takesBookings } from '../offices/office.ts'
import { paths } from '../paths.ts'
import { dataOf } from './asked.ts'
import type { Card } from './card.ts'
import { counterIn } from './notice.ts'

/** Whom an answer is for, and where its links lead. */
export type Guided = { office: Office; language: string; siteUrl: string }

/** The address of a page, in the language of the talk: LINE opens it in a browser of its own. */
export function linkTo({ language, siteUrl }: Guided, path: string): string {
  return `${siteUrl}${paths.inLanguage(path, language)}`
}

/** As many buttons as a thumb finds on one card. */
const buttonsMax = 8

/** The questions that need no words. */
export function mainAsks({ language }: Guided): NonNullable<Card['asks']> {
  const { quick } = lineTextsIn(language)
  return (['guide', 'crowded', 'bookings', 'languages'] as const).map(what => ({
    label: quick[what],
    data: dataOf({ what }),
  }))
}

/** Services to choose from. Names may be longer than a button: they stand in full above, by the same numbers. */
export function servicesCard(
  guided: Guided,
  services: readonly Service[],
  { title, moreAt }: { title: string; moreAt: string },
): Card {
  const { language } = guided
  const texts = lineTextsIn(language)
  const shown = services
    .slice(0, buttonsMax)
    .map(({ slug, name }, index) => ({ slug, number: `${index + 1}`, name }))
  const left = services.length - shown.length
  return {
    title,
    lines: [texts.choose, ...(left > 0 ? [texts.more(left)] : [])],
    facts: shown.map(({ number, name }) => ({ label: number, value: messageTextOf(name, language) })),
    links: left > 0 ? [{ label: texts.openOffice, url: linkTo(guided, moreAt) }] : [],
    asks: shown.map(({ slug, number, name }) => ({
      label: `${number} ${plainTextOf(name, language)}`,
      data: dataOf({ what: 'service', slug }),
    })),
  }
}

/** A service with its counter, what to bring and how to do without a visit. */
export function serviceCard(guided: Guided, service: Service): Card {
  const { office, language } = guided
  const { book, details, quick } = lineTextsIn(language)
  const slots = paths.slots(office.slug, { services: [service.slug], people: 1 })
  return {
    title: plainTextOf(service.name, language),
    facts: serviceFacts(guided, service),
    links: [
      ...(takesBookings(office, service) ? [{ label: book, url: linkTo(guided, slots) }] : []),
      { label: details, url: linkTo(guided, paths.service(office.slug, service.slug)) },
    ],
    asks: [{ label: quick.crowded, data: dataOf({ what: 'crowded' }) }],
  }
}

function serviceFacts({ office, language }: Guided, service: Service): NonNullable<Card['facts']> {
  const { service: labels, bring } = lineTextsIn(language)
  const { minutes } = messageTextsIn(language)
  const { noVisitAlternative, durationMinutes } = service
  return [
    { label: labels.counter, value: counterIn(office, service.counterId, language) },
    { label: labels.minutes, value: minutes(durationMinutes) },
    { label: labels.documents, value: documentLines([service], language).join('\n') || bring.none },
    ...(noVisitAlternative
      ? [{ label: labels.noVisit, value: messageTextOf(noVisitAlternative, language) }]
      : []),
  ]
}

/** What to bring for services, each once. */
export function documentLines(services: readonly Service[], language: string): string[] {
  const { bullet, document } = messageTextsIn(language)
  const lines = services.flatMap(service =>
    service.documents.map(({ name, condition }) => {
      const when = condition && messageTextOf(condition, language)
      return `${bullet}${document(messageTextOf(name, language), when)}`
    }),
  )
  return [...new Set(lines)]
}
