import type { MailContent } from '#views/messages/mail-page.tsx'
import { longDateTime } from '#views/text/dates.ts'
import { type MessageTexts, messageTextsIn } from '#views/text/messages.ts'
import { displayReference } from '../access/token.ts'
import { textOf } from '../offices/localized.ts'
import { counterById, isDiscreet, type Localized, type Office, type Service } from '../offices/office.ts'
import { paths } from '../paths.ts'
import type { VisitMessage, VisitMessageKind } from './outbox.ts'

/** The link by which the owner of a booking sees, changes and cancels it. */
export function manageUrl(office: Office, { token }: Pick<VisitMessage, 'token'>, publicUrl: string): string {
  return `${publicUrl}${paths.manage(office.slug, token)}`
}

/**
 * What a message says. It never bears the resident's name, phone or address, and nothing of a visit with a
 * sensitive service but when and where.
 */
export function visitMail(
  office: Office,
  kind: VisitMessageKind,
  message: VisitMessage,
  publicUrl: string,
): MailContent {
  const texts = messageTextsIn(message.language)
  const officeName = textOf(office.name, texts.language)
  const services = knownServices(office, message.serviceIds)
  const isNeutral = services === null || isDiscreet(services)
  const isCancelled = kind === 'cancelled'
  const { phone } = office.contact

  return {
    language: texts.language,
    subject: texts.subject[kind](officeName),
    intro: texts.intro[kind](officeName),
    facts: facts(office, message, texts),
    lists: isNeutral ? [] : lists(services, isCancelled, texts),
    notes: isNeutral && !isCancelled ? [texts.seeTheLink] : [],
    links: [
      { label: texts.manage[kind], url: manageUrl(office, message, publicUrl) },
      ...(isCancelled ? [{ label: texts.bookAgain, url: `${publicUrl}${paths.home(office.slug)}` }] : []),
    ],
    closing: [isCancelled ? texts.notYou(phone) : texts.howToChange(phone), texts.doNotReply],
    signature: [officeName, texts.phone(phone)],
  }
}

function facts(office: Office, message: VisitMessage, texts: MessageTexts): MailContent['facts'] {
  const counter = counterById(office, message.counterId)
  const inWords = (text: Localized) => textOf(text, texts.language)
  return [
    { label: texts.labels.when, value: longDateTime(message.startsAt, office.timeZone, texts.language) },
    { label: texts.labels.office, value: inWords(office.name) },
    {
      label: texts.labels.counter,
      value: texts.counter(counter.number, counter.floor, inWords(counter.publicName)),
    },
    { label: texts.labels.address, value: inWords(office.contact.address) },
    { label: texts.labels.minutes, value: texts.minutes(message.minutes) },
    { label: texts.labels.people, value: texts.people(message.people) },
    { label: texts.labels.reference, value: displayReference(message.reference) },
  ]
}

function lists(services: Service[], isCancelled: boolean, texts: MessageTexts): MailContent['lists'] {
  const { language } = texts
  const names = services.map(service => textOf(service.name, language))
  const documents = services.flatMap(service =>
    service.documents.map(({ name, condition }) =>
      texts.document(textOf(name, language), condition && textOf(condition, language)),
    ),
  )
  const toBring = { title: texts.labels.documents, lines: [...new Set(documents)] }
  return [{ title: texts.labels.services, lines: names }, ...(isCancelled ? [] : [toBring])]
}

/** Null when one is no longer there: whether it was sensitive cannot be told any more. */
function knownServices(office: Office, ids: number[]): Service[] | null {
  const services = office.services.filter(service => ids.includes(service.id))
  return services.length === ids.length ? services : null
}
