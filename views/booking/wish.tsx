import { isoOf } from '#src/clock.ts'
import type { Office } from '#src/offices/office.ts'
import type { Visit } from './visit-facts.tsx'

/** What is being booked: for the day when nothing but this form remembers it, and for another page beside it. */
export function Wish({ office, visit }: { office: Office; visit: Visit }) {
  return (
    <>
      <input type="hidden" name="services" value={visit.services.map(service => service.slug).join(',')} />
      <input type="hidden" name="people" value={visit.people} />
      <input type="hidden" name="startsAt" value={isoOf(visit.startsAt, office.timeZone)} />
    </>
  )
}
