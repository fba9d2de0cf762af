import { instantOf, type Instant, type LocalDate } from '#src/clock.ts'
import type { Office, Service } from '#src/offices/office.ts'
import { dayOf, questionFor } from '#src/slots/slot.ts'
import { freeStarts, routeOf } from '#src/planner/plan.ts'
import { smallOffice } from '../slots/sample-office.ts'

export const monday = '2026-12-07'

/** Three counters on two floors, one window each for residents: `a` and `b` on the first, `c` on the second. */
export function threeCounters(services: Array<Partial<Service> & { slug: string }>): Office {
  const { office, counter, service } = smallOffice({ counter: { windows: 2, windowsAtLunch: 2 } })
  const counters = ['a', 'b', 'c'].map((slug, index) => ({
    ...{ ...counter, id: index + 1, slug, number: String(index + 1), floor: slug === 'c' ? 2 : 1 },
  }))
  const offered = services.map((more, index): Service => ({ ...service, id: index + 1, ...more }))
  return { ...office, counters, services: offered }
}

/** The free times of each leg on a day when nothing is taken, as of a week before. */
export function freeOn(
  office: Office,
  wish: { services: readonly Service[]; people: number },
  date: LocalDate,
  taken: ReadonlyMap<number, ReadonlyMap<Instant, readonly number[]>> = new Map(),
): Instant[][] {
  const now = instantOf('2026-12-01', 600, office.timeZone)
  return routeOf(office, wish).legs.map(({ services, counterId }) => {
    const question = questionFor(office, { services, people: wish.people }, now)
    return freeStarts(dayOf(question, date, taken.get(counterId) ?? new Map()))
  })
}
