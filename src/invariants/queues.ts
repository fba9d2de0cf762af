import { addDays, parseDate } from '../clock.ts'
import { businessDate } from '../queue/day.ts'
import type { Office } from '../offices/office.ts'
import { isOpen, ticketNumber } from '../queue/ticket.ts'
import { verifyQueue } from '../queue/verify.ts'
import type { CheckDeps } from './check.ts'
import { inParts } from './in-parts.ts'
import type { Findings } from './invariant.ts'
import {
  numbersOfDay,
  type QueueDay,
  seriesAfter,
  type VisitSeen,
  visitsAfter,
  windowsWithSeveral,
} from './ticket-queries.ts'

const visitsAtOnce = 100

/** INV-7: rows are what their events say, who is where is possible, and numbers are given once and without a gap. */
export async function checkQueues({ store, offices }: CheckDeps, findings: Findings): Promise<void> {
  const { tickets, windows, disagreements } = await verifyQueue(store)
  findings.looked('INV-7', tickets + windows)
  for (const { subject, what } of disagreements) findings.fault('INV-7', `${subject}: ${what}`)
  for (const { windowId } of await store.snapshot(windowsWithSeveral))
    findings.fault('INV-7', `two tickets at window ${windowId}`)

  for (const { id } of await offices.list()) {
    await inParts<VisitSeen>(
      last =>
        store.snapshot(async db => {
          const visits = await visitsAfter(db, id, last?.id ?? 0, visitsAtOnce)
          if (visits.length === 0) return []
          const office = await offices.current(db, id)
          for (const visit of visits) checkVisit(office, visit, findings)
          findings.looked('INV-11', visits.length)
          return visits
        }),
      visitsAtOnce,
    )
    await inParts<QueueDay>(
      last =>
        store.snapshot(async db => {
          const series = await seriesAfter(db, id, last)
          const [day] = series
          if (!day) return []
          const given = await numbersOfDay(db, id, day.date)
          for (const { prefix, lastNumber } of series)
            checkNumbers({ ...day, prefix, lastNumber }, given, findings)
          findings.looked('INV-7', given.length)
          return [day]
        }),
      1,
    )
  }
}

function checkVisit(office: Office, { id, date, tickets }: VisitSeen, findings: Findings): void {
  const check = (isRight: boolean, what: string) => findings.check('INV-7', isRight, what)
  const open = tickets.filter(({ state }) => isOpen(state))
  check(open.length <= 1, `visit ${id} stands in ${open.length} places`)
  check(new Set(tickets.map(({ number }) => number)).size <= 1, `visit ${id} has several numbers`)
  findings.check('INV-11', parseDate(date) !== null, `visit ${id}: "${date}" is no day`)

  for (const ticket of tickets) {
    const name = `ticket ${ticket.number} of ${ticket.date}`
    const isAtWindow = ticket.state === 'called' || ticket.state === 'serving'
    check(isAtWindow === (ticket.windowId !== null), `${name}: ${ticket.state} at window ${ticket.windowId}`)
    check(
      !isAtWindow || ticket.windowCounterId === ticket.counterId,
      `${name}: at a window of another counter`,
    )
    check(!isAtWindow || ticket.windowState === 'open', `${name}: at a window that is not open`)
    check(
      isOpen(ticket.state) === (ticket.endedAt === null),
      `${name}: ${ticket.state}, ended ${ticket.endedAt}`,
    )
    check(
      ticket.state !== 'transferred' || tickets.some(next => next.position > ticket.position),
      `${name}: transferred to nowhere`,
    )
    // The minute at which the day turns may have been moved since.
    const day = businessDate(office, ticket.checkedInAt)
    findings.check(
      'INV-11',
      [addDays(day, -1), day, addDays(day, 1)].includes(ticket.date),
      `${name}: arrived on ${day}`,
    )
  }
}

type Series = { date: string; prefix: string; lastNumber: number }

function checkNumbers(
  { date, prefix, lastNumber }: Series,
  given: ReadonlyArray<{ number: string; visitId: number; isStanding: boolean }>,
  findings: Findings,
): void {
  const known = new Map<string, Set<number>>()
  for (const { number, visitId, isStanding } of given) {
    const visits = known.get(number) ?? new Set()
    known.set(number, isStanding ? visits.add(visitId) : visits)
  }
  for (let serial = 1; serial <= lastNumber; serial += 1) {
    const number = ticketNumber(prefix, serial)
    const visits = known.get(number)
    findings.check('INV-7', visits !== undefined, `${number} of ${date} was given to nobody`)
    findings.check('INV-7', (visits?.size ?? 0) <= 1, `a number twice: ${number} of ${date}`)
  }
  findings.check(
    'INV-7',
    !known.has(ticketNumber(prefix, lastNumber + 1)),
    `${date} ${prefix}: a number beyond the last one`,
  )
}
