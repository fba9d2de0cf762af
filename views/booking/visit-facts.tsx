import type { Language } from '#src/languages.ts'
import type { Instant } from '#src/clock.ts'
import { textOf } from '#src/offices/localized.ts'
import { counterById, type Office, type Service } from '#src/offices/office.ts'
import type { Fact } from '../components/parts.tsx'
import { dateOf } from '#src/clock.ts'
import { longDate, timeOf } from '../text/dates.ts'
import type { ResidentTexts } from '../text/index.ts'

export type Visit = {
  counterId: number
  startsAt: Instant
  minutes: number
  people: number
  services: readonly Service[]
}

/** Day and time in full, broken over lines only between the two. */
export function When({ at, office, language }: { at: Instant; office: Office; language: Language }) {
  return (
    <>
      <span class="whole">{longDate(dateOf(at, office.timeZone), language)}</span>{' '}
      <span class="whole">{timeOf(at, office.timeZone, language)}</span>
    </>
  )
}

/** When, where and what for: the same lines on every page about a visit. */
export function visitFacts(t: ResidentTexts, language: Language, office: Office, visit: Visit): Fact[] {
  const counter = counterById(office, visit.counterId)
  return [
    { term: t.check.when, children: <When at={visit.startsAt} office={office} language={language} /> },
    {
      term: t.check.where,
      children: `${t.home.floor(counter.floor)} ${t.home.counterNumber(counter.number)} ${textOf(counter.name, language)}`,
    },
    {
      term: t.check.services,
      children: (
        <ul class="plain">
          {visit.services.map(service => (
            <li>{textOf(service.name, language)}</li>
          ))}
        </ul>
      ),
    },
    {
      term: t.check.people,
      children: `${t.slots.peopleCount(visit.people)} · ${t.service.durationText(visit.minutes)}`,
    },
  ]
}
