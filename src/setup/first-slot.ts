import { addDays, dateOf, type Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { type Office, type Service, takesBookings } from '../offices/office.ts'

const lookAheadDays = 60

export type FirstSlot = { service: Service; startsAt: Instant }

/** The earliest time that residents can book at all, with the service it is for; null when there is none in 60 days. */
export async function firstSlot({ availability, clock }: Deps, office: Office): Promise<FirstSlot | null> {
  const today = dateOf(clock.now(), office.timeZone)
  let first: FirstSlot | null = null
  for (const service of office.services.filter(one => takesBookings(office, one))) {
    const wish = { services: [service], people: 1 }
    const { days } = await availability.days(office, wish, today, addDays(today, lookAheadDays))
    const slot = days.flatMap(({ slots }) => slots).find(({ free }) => free > 0)
    if (slot && (!first || slot.startsAt < first.startsAt)) first = { service, startsAt: slot.startsAt }
  }
  return first
}
