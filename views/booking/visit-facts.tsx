import type { Child } from 'hono/jsx'
import type { Language } from '#src/languages.ts'
import { type Appointment, type Leg, visitEndsAt } from '#src/booking/appointment.ts'
import type { Instant } from '#src/clock.ts'
import { textOf } from '#src/offices/localized.ts'
import { counterById, type Office, type Service } from '#src/offices/office.ts'
import type { Fact } from '../components/parts.tsx'
import { dateOf } from '#src/clock.ts'
import { counterPlace, LegList } from './leg-list.tsx'
import { longDate, timeOf } from '../text/dates.ts'
import type { ResidentTexts } from '../text/index.ts'

export type Visit = {
  counterId: number
  startsAt: Instant
  minutes: number
  people: number
  services: readonly Service[]
  /** All counters of a visit over several of them. */
  legs?: readonly Leg[]
}

/** A booking as its facts tell it. */
export function visitOf(appointment: Appointment): Visit {
  const { leg, legs, people, services } = appointment
  const minutes = (visitEndsAt(appointment) - leg.startsAt) / 60_000
  return { ...leg, minutes, people, services, ...(legs.length > 1 && { legs }) }
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
export function visitFacts(
  t: ResidentTexts,
  language: Language,
  office: Office,
  visit: Visit,
  more?: (leg: Leg) => Child,
): Fact[] {
  const { legs } = visit
  return [
    { term: t.check.when, children: <When at={visit.startsAt} office={office} language={language} /> },
    ...(legs
      ? [
          {
            term: t.legs.title,
            children: <LegList {...{ t, language, office, legs }} {...(more && { more })} />,
          },
        ]
      : placeAndServices(t, language, office, visit)),
    {
      term: t.check.people,
      children: `${t.slots.peopleCount(visit.people)} · ${t.service.durationText(visit.minutes)}`,
    },
  ]
}

function placeAndServices(t: ResidentTexts, language: Language, office: Office, visit: Visit): Fact[] {
  return [
    {
      term: t.check.where,
      children: counterPlace({ t, language }, counterById(office, visit.counterId)),
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
  ]
}
