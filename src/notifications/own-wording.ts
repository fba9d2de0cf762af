import type { WrittenMail } from '#views/messages/written-mail.tsx'
import { type MessageTexts, messageTextsIn } from '#views/text/messages.ts'
import { displayReceipt } from '../access/token.ts'
import { langOf } from '../languages.ts'
import { messageTextOf, plainTextOf } from '../offices/localized.ts'
import { everyService, type Office } from '../offices/office.ts'
import { visitValues } from './mail-content.ts'
import { isOfWaitlist, type Letter, type WaitlistMessageKind } from './letter.ts'
import {
  fill,
  type MessageKind,
  plainOf,
  templateFaults,
  type Values,
  type Words,
  written,
} from './template.ts'
import { waitlistValues } from './waitlist-content.ts'

/**
 * How an office words a message; null where it goes out in the standard text, as it does whenever the wording could
 * not be sent: a name may have become sensitive since it was written.
 */
export function ownWording(office: Office, kind: MessageKind, language: string): Words | null {
  const own = office.messageTemplates.find(
    template => template.kind === kind && template.language === messageTextsIn(language).language,
  )
  return own && templateFaults(everyService(office), kind, own).length === 0 ? own : null
}

/** A message that an office can word itself. */
export type WordedLetter = Extract<Letter, { kind: MessageKind }>

/** A message in the office's own words, with its name and telephone below. */
export function writtenMail(
  office: Office,
  letter: WordedLetter,
  { subject, body }: Words,
  publicUrl: string,
): WrittenMail {
  const texts = messageTextsIn(letter.message.language)
  const { language } = texts
  const values = valuesOf(office, letter, publicUrl)
  return {
    language: langOf(language),
    subject: plainOf(fill(subject, { office: plainTextOf(office.name, language) })),
    pieces: fill(body, values),
    signature: [messageTextOf(office.name, language), texts.phone(office.contact.phone)],
  }
}

function valuesOf(office: Office, letter: WordedLetter, publicUrl: string): Values {
  if (isOfWaitlist(letter)) return waitlistValues(office, letter.message, publicUrl)
  if (letter.kind !== 'opinion_answered') return visitValues(office, letter.message, publicUrl)
  const { receipt, answer, language } = letter.message
  return {
    office: messageTextOf(office.name, messageTextsIn(language).language),
    phone: office.contact.phone,
    receipt: displayReceipt(receipt),
    answer,
  }
}

/** The standard text as an office would write it: where its own wording begins. */
export function standardWords(kind: MessageKind, texts: MessageTexts): Words {
  const [office, phone] = [written('office'), written('phone')]
  if (kind === 'opinion_answered')
    return wordsOf(texts.answer.subject(office), [
      [texts.answer.intro(office)],
      [texts.fact(texts.answer.receipt, written('receipt'))],
      [written('answer')],
      [texts.answer.question(phone)],
      [texts.answer.notYou],
      [texts.doNotReply],
    ])
  if (kind === 'waitlisted' || kind === 'place_offered' || kind === 'waitlist_ended')
    return waitlistWords(kind, texts)
  const isCancelled = kind === 'cancelled'
  const { labels } = texts
  return wordsOf(texts.subject[kind](office), [
    [texts.intro[kind](office)],
    (['when', 'office', 'counter', 'address', 'minutes', 'people', 'reference'] as const).map(field =>
      texts.fact(labels[field], written(field)),
    ),
    [labels.services, written('services')],
    ...(isCancelled ? [] : [[labels.documents, written('documents')]]),
    [texts.manage[kind], written('manageLink')],
    ...(kind === 'reminder' ? [[texts.cannotCome, written('cancelLink')]] : []),
    ...(isCancelled ? [[texts.bookAgain, written('homeLink')]] : []),
    [isCancelled ? texts.notYou(phone) : texts.howToChange(phone)],
    [texts.doNotReply],
  ])
}

function waitlistWords(kind: WaitlistMessageKind, texts: MessageTexts): Words {
  const { waitlist: t, labels } = texts
  const [office, phone] = [written('office'), written('phone')]
  const isEnded = kind === 'waitlist_ended'
  const about = [
    ...(kind === 'place_offered'
      ? [texts.fact(labels.when, written('when')), texts.fact(t.until, written('until'))]
      : [texts.fact(t.days, written('days')), texts.fact(t.hours, written('hours'))]),
    ...(['office', 'counter', 'people'] as const).map(field => texts.fact(labels[field], written(field))),
  ]
  return wordsOf(t.subject[kind](office), [
    [isEnded ? written('endReason') : t.intro[kind](office)],
    about,
    t.notes[kind],
    [t.link[kind], written(isEnded ? 'homeLink' : 'waitLink')],
    [t.question(phone)],
    [texts.doNotReply],
  ])
}

function wordsOf(subject: string, paragraphs: string[][]): Words {
  return { subject, body: paragraphs.map(lines => lines.join('\n')).join('\n\n') }
}
