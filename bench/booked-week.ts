import { randomUUID } from 'node:crypto'
import { bookNow } from '#src/booking/book-now.ts'
import type { Instant, LocalDate } from '#src/clock.ts'
import type { Deps } from '#src/deps.ts'
import type { Office, Service } from '#src/offices/office.ts'

/** The week that is booked, and closed again. */
export const week = { from: '2026-12-14', to: '2026-12-18' } as const satisfies Record<string, LocalDate>

/** Books the free times of the week, counter by counter, until so many people have one; answers how many have. */
export async function bookWeek(deps: Deps, office: Office, count: number): Promise<number> {
  let done = 0
  for (const { id: counterId, isBookable } of office.counters) {
    const services = office.services.filter(one => one.counterId === counterId && one.isBookable).slice(0, 1)
    if (!isBookable || services.length === 0) continue
    const { days } = await deps.availability.days(office, { services, people: 1 }, week.from, week.to)
    const times = days
      .flatMap(({ slots }) => slots)
      .flatMap(({ startsAt, free }) => Array.from({ length: free }, () => startsAt))
    for (const startsAt of times)
      if (done < count && (await book(deps, office, services, startsAt, done))) done += 1
  }
  return done
}

async function book(
  deps: Deps,
  office: Office,
  services: readonly Service[],
  startsAt: Instant,
  index: number,
): Promise<boolean> {
  const contact = { name: `ミホン ${index}`, email: `mihon-${index}@example.test`, phone: null }
  const details = { ...contact, language: 'ja' as const, needs: [], documents: [] }
  const wish = { services, people: 1, startsAt, language: 'ja' as const, channel: 'web' as const, details }
  const intent = { key: randomUUID(), scope: 'bench', body: index }
  return (await bookNow(deps, office, wish, intent)).ok
}
