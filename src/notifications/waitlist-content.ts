import type { MailContent } from '#views/messages/mail-page.tsx'
import { longDate, longDateTime } from '#views/text/dates.ts'
import { type MessageTexts, messageTextsIn } from '#views/text/messages.ts'
import { clockTime, type Instant } from '../clock.ts'
import { langOf } from '../languages.ts'
import { unmarked } from '../marks.ts'
import { messageTextOf, plainTextOf } from '../offices/localized.ts'
import { counterById, type Office } from '../offices/office.ts'
import { paths } from '../paths.ts'
import { homeUrl } from './mail-content.ts'
import type { WaitlistMessage, WaitlistMessageKind } from './letter.ts'
import type { Values } from './template.ts'

/**
 * What somebody who waits for a freed place is told: when, where and until when, and never what for, nor who they
 * are. Only the page behind the link takes a place: whatever opens links in mails takes none.
 */
export function waitlistMail(
  office: Office,
  kind: WaitlistMessageKind,
  message: WaitlistMessage,
  publicUrl: string,
): MailContent {
  const texts = messageTextsIn(message.language)
  const t = texts.waitlist
  const officeName = messageTextOf(office.name, texts.language)
  const { phone } = office.contact
  const isEnded = kind === 'waitlist_ended'
  return {
    language: langOf(texts.language),
    subject: t.subject[kind](plainTextOf(office.name, texts.language)),
    intro: isEnded ? [endReason(message, texts)] : [t.intro[kind](officeName)],
    facts: facts(office, message, texts),
    lists: [],
    notes: t.notes[kind],
    links: [
      {
        label: t.link[kind],
        url: isEnded ? homeUrl(office, message, publicUrl) : waitUrl(office, message, publicUrl),
      },
    ],
    closing: [t.question(phone), texts.doNotReply],
    signature: [officeName, texts.phone(phone)],
  }
}

/** What the fields of an office's own wording stand for. */
export function waitlistValues(office: Office, message: WaitlistMessage, publicUrl: string): Values {
  const texts = messageTextsIn(message.language)
  const { offer } = message
  return {
    ...{ office: messageTextOf(office.name, texts.language), phone: office.contact.phone },
    ...{ counter: counterOf(office, message, texts), people: texts.people(message.people) },
    ...{ days: daysOf(message, texts), hours: hoursOf(message, texts) },
    ...(offer && { when: timeOf(office, offer.startsAt, texts), until: timeOf(office, offer.until, texts) }),
    endReason: endReason(message, texts),
    waitLink: waitUrl(office, message, publicUrl),
    homeLink: homeUrl(office, message, publicUrl),
  }
}

function endReason({ because }: WaitlistMessage, { waitlist: { ended } }: MessageTexts): string {
  return because === 'passed' ? ended.passed : ended.over
}

function waitUrl(office: Office, { token, language }: WaitlistMessage, publicUrl: string): string {
  return `${publicUrl}${paths.inLanguage(paths.wait(office.slug, token), language)}`
}

function facts(office: Office, message: WaitlistMessage, texts: MessageTexts): MailContent['facts'] {
  const { language, labels, waitlist: t } = texts
  const { offer } = message
  return [
    ...(offer
      ? [
          { label: labels.when, value: timeOf(office, offer.startsAt, texts) },
          { label: t.until, value: timeOf(office, offer.until, texts) },
        ]
      : [
          { label: t.days, value: daysOf(message, texts) },
          { label: t.hours, value: hoursOf(message, texts) },
        ]),
    { label: labels.office, value: messageTextOf(office.name, language) },
    { label: labels.counter, value: counterOf(office, message, texts) },
    { label: labels.people, value: texts.people(message.people) },
  ]
}

function timeOf({ timeZone }: Office, at: Instant, { language }: MessageTexts): string {
  return unmarked(longDateTime(at, timeZone, language))
}

function counterOf(office: Office, { counterId }: WaitlistMessage, texts: MessageTexts): string {
  const { number, floor, publicName } = counterById(office, counterId)
  return texts.counter(number, floor, messageTextOf(publicName, texts.language))
}

function daysOf({ fromDate, toDate }: WaitlistMessage, { language, waitlist }: MessageTexts): string {
  const day = (date: string) => unmarked(longDate(date, language))
  return fromDate === toDate ? day(fromDate) : waitlist.from(day(fromDate), day(toDate))
}

function hoursOf({ fromMinute, toMinute }: WaitlistMessage, { waitlist: t }: MessageTexts): string {
  if (fromMinute === 0 && toMinute === 24 * 60) return t.anyHour
  if (fromMinute === 0 && toMinute === 12 * 60) return t.morning
  if (fromMinute === 12 * 60 && toMinute === 24 * 60) return t.afternoon
  return t.from(clockTime(fromMinute), clockTime(toMinute))
}
