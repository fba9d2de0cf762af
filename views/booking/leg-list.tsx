import type { Child } from 'hono/jsx'
import type { Leg } from '#src/booking/appointment.ts'
import type { Language } from '#src/languages.ts'
import { textOf } from '#src/offices/localized.ts'
import { type Counter, counterById, type Office } from '#src/offices/office.ts'
import { figureTime } from '../text/dates.ts'
import type { ResidentTexts } from '../text/index.ts'

type Words = { t: ResidentTexts; language: Language }

/** A counter as people find it: floor, number and name. */
export function counterPlace({ t, language }: Words, { floor, number, name }: Counter): string {
  return `${t.home.floor(floor)} ${t.home.counterNumber(number)} ${textOf(name, language)}`
}

type Props = Words & {
  office: Office
  legs: readonly Leg[]
  /** What can be done with one of them. */
  more?: (leg: Leg) => Child
}

/** The counters of a visit in the order in which they are walked to, each with its time and what is done there. */
export function LegList({ t, language, office, legs, more }: Props) {
  return (
    <ol class="legs">
      {legs.map(leg => (
        <li>
          <b class="leg-time">{figureTime(leg.startsAt, office.timeZone)}</b>
          <div>
            <span class="whole">{counterPlace({ t, language }, counterById(office, leg.counterId))}</span>
            <ul class="plain hint">
              {leg.services.map(service => (
                <li>{textOf(service.name, language)}</li>
              ))}
            </ul>
            {more?.(leg)}
          </div>
        </li>
      ))}
    </ol>
  )
}
