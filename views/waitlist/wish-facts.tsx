import { clockTime } from '#src/clock.ts'
import type { Language } from '#src/languages.ts'
import { textOf } from '#src/offices/localized.ts'
import { visitMinutes, type Wish } from '#src/slots/slot.ts'
import { partOf, type Span } from '#src/waitlist/entry.ts'
import type { Fact } from '../components/parts.tsx'
import { longDate } from '../text/dates.ts'
import type { ResidentTexts } from '../text/index.ts'

/** What somebody comes for and with how many. */
export function wishFacts(t: ResidentTexts, language: Language, wish: Wish): Fact[] {
  return [
    {
      term: t.slots.services,
      children: wish.services.map(service => textOf(service.name, language)).join(t.listComma),
    },
    {
      term: t.slots.duration,
      children: `${t.service.durationText(visitMinutes(wish))}${wish.people > 1 ? ` · ${t.slots.peopleCount(wish.people)}` : ''}`,
    },
  ]
}

/** For which days and hours somebody waits. */
export function spanFacts(t: ResidentTexts, language: Language, span: Span): Fact[] {
  return [
    { term: t.waitlist.days, children: daysText(t, language, span) },
    { term: t.waitlist.hours, children: hoursText(t, span) },
  ]
}

function daysText(t: ResidentTexts, language: Language, { fromDate, toDate }: Span): string {
  const from = longDate(fromDate, language)
  return fromDate === toDate ? from : t.waitlist.span(from, longDate(toDate, language))
}

export function hoursText(t: ResidentTexts, span: Span): string {
  const part = partOf(span)
  return part === 'hours'
    ? t.waitlist.span(clockTime(span.fromMinute), clockTime(span.toMinute))
    : t.waitlist.parts[part]
}
