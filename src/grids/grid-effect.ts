import { addDays, type LocalDate } from '../clock.ts'
import type { Counter, Grid, Office, Service } from '../offices/office.ts'
import { gridsWith, slotMinutesOn } from '../slots/grid.ts'
import { openingOf } from '../slots/opening.ts'
import { placesByMinute } from '../slots/places-by-minute.ts'
import { slotsNeeded } from '../slots/slot.ts'

/** What residents are offered on one day: at how many times, and how many places in all. */
type Offered = { times: number; places: number }

/** A counter on its first open day under a grid. */
type CounterEffect = { counter: Counter; date: LocalDate; before: Offered; after: Offered }

/** The minutes that a visit of one person takes out of a window's time. */
type ServiceEffect = { service: Service; before: number; after: number }

export type GridEffect = {
  before: number
  after: number
  counters: CounterEffect[]
  services: ServiceEffect[]
}

const daysLookedAhead = 62

/** What another grid makes of the offer of each counter, and of the services that take more or less time by it. */
export function gridEffect(before: Office, grid: Grid): GridEffect {
  const after: Office = { ...before, grids: gridsWith(before.grids, grid) }
  const counters = before.counters.filter(({ isBookable }) => isBookable)
  const taken = (office: Office, service: Service) =>
    slotsNeeded(office, { services: [service], people: 1 }, grid.from) * slotMinutesOn(office, grid.from)
  return {
    before: slotMinutesOn(before, grid.from),
    after: grid.minutes,
    counters: counters.flatMap(counter => counterEffect(before, after, counter, grid.from)),
    services: before.services
      .filter(({ isBookable }) => isBookable)
      .map(service => ({ service, before: taken(before, service), after: taken(after, service) }))
      .filter(one => one.before !== one.after),
  }
}

function counterEffect(before: Office, after: Office, counter: Counter, from: LocalDate): CounterEffect[] {
  for (let days = 0; days < daysLookedAhead; days += 1) {
    const date = addDays(from, days)
    if (openingOf(before, counter, date).hours.length === 0) continue
    const offered = (office: Office): Offered => {
      const places = [...placesByMinute(office, counter, date).values()]
      return { times: places.length, places: places.reduce((sum, count) => sum + count, 0) }
    }
    return [{ counter, date, before: offered(before), after: offered(after) }]
  }
  return []
}
