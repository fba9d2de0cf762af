import type { MailContent } from '#views/messages/mail-page.tsx'
import { longDate, longDateTime } from '#views/text/dates.ts'
import { type MessageTexts, messageTextsIn } from '#views/text/messages.ts'
import { clockTime } from '../clock.ts'
import { langOf } from '../languages.ts'
import { unmarked } from '../marks.ts'
import { plainTextOf } from '../offices/localized.ts'
import { counterById, type Office } from '../offices/office.ts'
import { paths } from '../paths.ts'
import type { WaitlistMessage, WaitlistMessageKind } from './outbox.ts'

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
  const officeName = plainTextOf(office.name, texts.language)
  const { phone } = office.contact
  const isEnded = kind === 'waitlist_ended'
  const page = isEnded ? paths.home(office.slug) : paths.wait(office.slug, message.token)
  return {
    language: langOf(texts.language),
    subject: t.subject[kind](officeName),
    intro: isEnded
      ? [message.because === 'passed' ? t.ended.passed : t.ended.over]
      : [t.intro[kind](officeName)],
    facts: facts(office, message, texts),
    lists: [],
    notes: t.notes[kind],
    links: [{ label: t.link[kind], url: `${publicUrl}${page}` }],
    closing: [t.question(phone), texts.doNotReply],
    signature: [officeName, texts.phone(phone)],
  }
}

function facts(office: Office, message: WaitlistMessage, texts: MessageTexts): MailContent['facts'] {
  const { language, labels, waitlist: t } = texts
  const counter = counterById(office, message.counterId)
  const at = (instant: number) => unmarked(longDateTime(instant, office.timeZone, language))
  const day = (date: string) => unmarked(longDate(date, language))
  const { offer, fromDate, toDate, fromMinute, toMinute } = message
  return [
    ...(offer
      ? [
          { label: labels.when, value: at(offer.startsAt) },
          { label: t.until, value: at(offer.until) },
        ]
      : [
          { label: t.days, value: fromDate === toDate ? day(fromDate) : t.from(day(fromDate), day(toDate)) },
          { label: t.hours, value: hours(fromMinute, toMinute, t) },
        ]),
    { label: labels.office, value: plainTextOf(office.name, language) },
    {
      label: labels.counter,
      value: texts.counter(counter.number, counter.floor, plainTextOf(counter.publicName, language)),
    },
    { label: labels.people, value: texts.people(message.people) },
  ]
}

function hours(fromMinute: number, toMinute: number, t: MessageTexts['waitlist']): string {
  if (fromMinute === 0 && toMinute === 24 * 60) return t.anyHour
  if (fromMinute === 0 && toMinute === 12 * 60) return t.morning
  if (fromMinute === 12 * 60 && toMinute === 24 * 60) return t.afternoon
  return t.from(clockTime(fromMinute), clockTime(toMinute))
}
