import type { MailContent } from '#views/messages/mail-page.tsx'
import { figureTime, longDateTime } from '#views/text/dates.ts'
import { type MessageTexts, messageTextsIn } from '#views/text/messages.ts'
import { displayReference } from '../access/token.ts'
import { langOf } from '../languages.ts'
import { unmarked } from '../marks.ts'
import { messageTextOf, plainTextOf } from '../offices/localized.ts'
import {
  counterById,
  isDiscreet,
  type Localized,
  type Office,
  type Service,
  servicesByIds,
} from '../offices/office.ts'
import { paths } from '../paths.ts'
import type { VisitMessage, VisitMessageKind } from './letter.ts'
import type { Values } from './template.ts'

type Linking = Pick<VisitMessage, 'token' | 'language'>

/**
 * The link by which the owner of a booking sees, changes and cancels it. Like every link of a message it names the
 * language: what opens it may be another browser than the one in which that was chosen.
 */
export function manageUrl(office: Office, { token, language }: Linking, publicUrl: string): string {
  return `${publicUrl}${paths.inLanguage(paths.manage(office.slug, token), language)}`
}

/** The page by which its owner cancels a booking with one press. */
function cancelUrl(office: Office, { token, language }: Linking, publicUrl: string): string {
  return `${publicUrl}${paths.inLanguage(paths.cancelByLink(office.slug, token), language)}`
}

/** Where somebody books. */
export function homeUrl(office: Office, { language }: Pick<Linking, 'language'>, publicUrl: string): string {
  return `${publicUrl}${paths.inLanguage(paths.home(office.slug), language)}`
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
  const officeName = messageTextOf(office.name, texts.language)
  const services = knownServices(office, message.serviceIds)
  const isNeutral = services === null || isDiscreet(services)
  const isCancelled = kind === 'cancelled'
  const { phone } = office.contact

  return {
    language: langOf(texts.language),
    ...opening(office, kind, message, texts),
    facts: facts(office, message, texts).filter(({ value }) => value !== ''),
    lists: [
      ...counterList(office, message, texts),
      ...(isNeutral ? [] : lists(services, isCancelled, texts)),
    ],
    notes: isNeutral && !isCancelled ? [texts.seeTheLink] : [],
    links: [
      { label: texts.manage[kind], url: manageUrl(office, message, publicUrl) },
      ...(kind === 'reminder'
        ? [{ label: texts.cannotCome, url: cancelUrl(office, message, publicUrl) }]
        : []),
      ...(isCancelled ? [{ label: texts.bookAgain, url: homeUrl(office, message, publicUrl) }] : []),
    ],
    closing: [questions(kind, message, texts, phone), texts.doNotReply],
    signature: [officeName, texts.phone(phone)],
  }
}

/** What has happened; where the office had to do it, why and with an apology; which counter alone is cancelled. */
function opening(
  office: Office,
  kind: VisitMessageKind,
  { closing, legGone }: VisitMessage,
  texts: MessageTexts,
): Pick<MailContent, 'subject' | 'intro'> {
  const name = plainTextOf(office.name, texts.language)
  const named = messageTextOf(office.name, texts.language)
  if (legGone) {
    const { subject, intro, which, rest } = texts.legGone
    return {
      subject: subject(name),
      intro: [intro(named), texts.fact(which, placeOf(office, legGone, texts)), rest],
    }
  }
  if (!closing || kind === 'booked' || kind === 'reminder')
    return { subject: texts.subject[kind](name), intro: [texts.intro[kind](named)] }

  const { subject, intro, reason, moved, ifNot, again } = texts.closing
  const why = reason(messageTextOf(closing.reason, texts.language))
  const next =
    closing.from === null
      ? [again]
      : [moved(unmarked(longDateTime(closing.from, office.timeZone, texts.language))), ifNot]
  return { subject: subject[kind](name), intro: [intro[kind](named), why, ...next] }
}

function questions(
  kind: VisitMessageKind,
  message: VisitMessage,
  texts: MessageTexts,
  phone: string,
): string {
  if (kind !== 'cancelled') return texts.howToChange(phone)
  return message.closing ? texts.closing.question(phone) : texts.notYou(phone)
}

/** What the fields of an office's own wording stand for; a discreet visit says no more of itself than otherwise. */
export function visitValues(office: Office, message: VisitMessage, publicUrl: string): Values {
  const texts = messageTextsIn(message.language)
  const [when, name, counter, address, minutes, people, reference] = facts(office, message, texts)
  const services = knownServices(office, message.serviceIds)
  const named = services === null || isDiscreet(services) ? null : lists(services, false, texts)
  const inLines = ({ lines }: { lines: string[] }) => lines.map(line => `${texts.bullet}${line}`).join('\n')
  const [done, toBring] = (named ?? []).map(inLines)
  const [counters] = counterList(office, message, texts).map(inLines)
  return {
    ...{
      when: when?.value,
      office: name?.value,
      counter: counters ?? counter?.value,
      address: address?.value,
    },
    ...{ minutes: minutes?.value, people: people?.value, reference: reference?.value },
    ...{ phone: office.contact.phone, manageLink: manageUrl(office, message, publicUrl) },
    homeLink: homeUrl(office, message, publicUrl),
    cancelLink: cancelUrl(office, message, publicUrl),
    services: done ?? texts.seeTheLink,
    documents: named === null ? texts.seeTheLink : (toBring ?? texts.nothingToBring),
  }
}

function facts(office: Office, message: VisitMessage, texts: MessageTexts): MailContent['facts'] {
  const counter = counterById(office, message.counterId)
  const inWords = (text: Localized) => messageTextOf(text, texts.language)
  return [
    {
      label: texts.labels.when,
      value: unmarked(longDateTime(message.startsAt, office.timeZone, texts.language)),
    },
    { label: texts.labels.office, value: inWords(office.name) },
    {
      label: texts.labels.counter,
      value: message.legs ? '' : texts.counter(counter.number, counter.floor, inWords(counter.publicName)),
    },
    { label: texts.labels.address, value: inWords(office.contact.address) },
    { label: texts.labels.minutes, value: texts.minutes(message.minutes) },
    { label: texts.labels.people, value: texts.people(message.people) },
    { label: texts.labels.reference, value: displayReference(message.reference) },
  ]
}

/** Every counter of a visit over several of them with its time; nothing where there is one alone. */
function counterList(
  office: Office,
  { legs = [] }: Pick<VisitMessage, 'legs'>,
  texts: MessageTexts,
): MailContent['lists'] {
  const lines = legs.map(leg => placeOf(office, leg, texts))
  return lines.length === 0 ? [] : [{ title: texts.labels.counters, lines }]
}

/** A counter of a visit over several of them, with its time. */
export function placeOf(
  office: Office,
  { counterId, startsAt }: NonNullable<VisitMessage['legGone']>,
  texts: MessageTexts,
): string {
  const { number, floor, publicName } = counterById(office, counterId)
  const name = messageTextOf(publicName, texts.language)
  return `${figureTime(startsAt, office.timeZone)} ${texts.counter(number, floor, name)}`
}

function lists(services: Service[], isCancelled: boolean, texts: MessageTexts): MailContent['lists'] {
  const { language } = texts
  const names = services.map(service => messageTextOf(service.name, language))
  const documents = services.flatMap(service =>
    service.documents.map(({ name, condition }) =>
      texts.document(messageTextOf(name, language), condition && messageTextOf(condition, language)),
    ),
  )
  const toBring = { title: texts.labels.documents, lines: [...new Set(documents)] }
  const isAnything = !isCancelled && documents.length > 0
  return [{ title: texts.labels.services, lines: names }, ...(isAnything ? [toBring] : [])]
}

/** Null when one is no longer there: whether it was sensitive cannot be told any more. */
function knownServices(office: Office, ids: number[]): Service[] | null {
  const services = servicesByIds(office, ids)
  return services.length === ids.length ? services : null
}
