import { residentTextsIn } from '#views/text/index.ts'
import { lineTextsIn } from '#views/text/line.ts'
import type { Deps } from '../deps.ts'
import { languages } from '../languages.ts'
import { unmarked } from '../marks.ts'
import { openLifeEvents } from '../offices/life-event.ts'
import { plainTextOf } from '../offices/localized.ts'
import type { Office } from '../offices/office.ts'
import { searchServices } from '../offices/search.ts'
import { paths } from '../paths.ts'
import { createOpenQueue } from '../queue/open-queue.ts'
import { publicUrlOf } from '../settings.ts'
import { dataOf } from './asked.ts'
import type { Card } from './card.ts'
import { crowdedCard } from './crowded-card.ts'
import { type Guided, linkTo, mainAsks, serviceCard, servicesCard } from './guide-cards.ts'
import type { Said } from './receive.ts'

/** As many life events as a thumb finds on one card. */
const eventsMax = 12

/** What is told in fixed words. */
const notices = {
  wrong_code: 'wrongCode',
  too_many_tries: 'tooManyTries',
  not_booked: 'notBooked',
  unlinked: 'unlinked',
  nothing_linked: 'nothingLinked',
  not_text: 'notText',
} as const

/** Answers which counter to go to, what to bring and how long the wait is: to anybody, without a booking. */
export function createGuide(deps: Deps) {
  const openQueue = createOpenQueue(deps)

  return async (office: Office, said: Said, language: string): Promise<Card[]> => {
    const guided = { office, language, siteUrl: publicUrlOf(deps.settings) }
    if (said.what === 'crowded') return [crowdedCard(await openQueue(office), guided, deps.clock.now())]
    const { what } = said
    return [what in notices ? notice(guided, notices[what as keyof typeof notices]) : guideCard(guided, said)]
  }
}

function notice({ language }: Guided, text: (typeof notices)[keyof typeof notices] | 'gone'): Card {
  const { title, line } = lineTextsIn(language)[text]
  return { title, lines: [line] }
}

function guideCard(guided: Guided, said: Said): Card {
  if (said.what === 'welcome') return welcomeCard(guided)
  if (said.what === 'languages') return languagesCard(guided)
  if (said.what === 'guide') return eventsCard(guided)
  if (said.what === 'life_event') return eventCard(guided, said.slug)
  if (said.what === 'search') return foundCard(guided, said.words)
  if (said.what === 'service') {
    const service = guided.office.services.find(({ slug }) => slug === said.slug)
    return service ? serviceCard(guided, service) : notice(guided, 'gone')
  }
  const { menu, languageChosen } = lineTextsIn(guided.language)
  const title = said.what === 'language' ? languageChosen : menu.title
  return { title, lines: menu.lines, asks: mainAsks(guided) }
}

function welcomeCard(guided: Guided): Card {
  const { title, lines } = lineTextsIn(guided.language).welcome
  const name = plainTextOf(guided.office.name, guided.language)
  return { title: title(name), lines, asks: mainAsks(guided) }
}

function languagesCard({ language }: Guided): Card {
  return {
    title: lineTextsIn(language).chooseLanguage,
    asks: languages.map(code => ({
      label: unmarked(residentTextsIn[code].languageName),
      data: dataOf({ what: 'language', language: code }),
    })),
  }
}

/** What it may be about; where an office has no life events, its services. */
function eventsCard(guided: Guided): Card {
  const { office, language } = guided
  const texts = lineTextsIn(language)
  const { title, line } = texts.guide
  const events = openLifeEvents(office)
  if (events.length === 0)
    return servicesCard(guided, office.services, { title, moreAt: paths.services(office.slug) })
  const asks = events.slice(0, eventsMax).map(({ slug, name }) => ({
    label: plainTextOf(name, language),
    data: dataOf({ what: 'life_event', slug }),
  }))
  const left = events.length - asks.length
  if (left === 0) return { title, lines: [line], asks }
  const more = { label: texts.openOffice, url: linkTo(guided, paths.home(office.slug)) }
  return { title, lines: [line, texts.more(left)], links: [more], asks }
}

function eventCard(guided: Guided, slug: string): Card {
  const { office, language } = guided
  const event = openLifeEvents(office).find(candidate => candidate.slug === slug)
  if (!event) return notice(guided, 'gone')
  const services = office.services.filter(({ id }) => event.serviceIds.includes(id))
  const title = lineTextsIn(language).event(plainTextOf(event.name, language))
  return servicesCard(guided, services, { title, moreAt: paths.lifeEvent(office.slug, slug) })
}

/** One service is shown at once; of several somebody chooses. */
function foundCard(guided: Guided, words: string): Card {
  const { office, language } = guided
  const texts = lineTextsIn(language)
  const services = searchServices(office, words)
  const [first] = services
  if (first && services.length === 1) return serviceCard(guided, first)
  const moreAt = paths.services(office.slug)
  if (first) return servicesCard(guided, services, { title: texts.found(words.slice(0, 40)), moreAt })
  const { title, line } = texts.notFound
  return { title, lines: [line(office.contact.phone)], asks: mainAsks(guided) }
}
