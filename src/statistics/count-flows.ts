import { setImmediate } from 'node:timers/promises'
import type { Instant } from '../clock.ts'
import type { Deps } from '../deps.ts'
import type { Office } from '../offices/office.ts'
import { factsOfDay } from '../ticket-facts/queries.ts'
import type { Flow, Period } from './figures.ts'
import { flowOf, mergeFlows } from './flow.ts'
import { instantsOf } from './office-period.ts'
import { endOf } from './period.ts'
import { windowEventsBetween } from './day-queries.ts'
import { closeForgotten } from './sessions.ts'
import { findSummaries } from './summary-queries.ts'

type Flows = Map<number | null, Flow>

/** The flow through each counter and the whole office (null): of a day from its events, of a longer period from its days. */
export function countFlows(deps: Deps, office: Office, period: Period, asOf: Instant): Promise<Flows> {
  return period.grain === 'day' ? flowsOfDay(deps, office, period, asOf) : flowsOfDays(deps, office, period)
}

async function flowsOfDay({ store }: Deps, office: Office, day: Period, asOf: Instant): Promise<Flows> {
  const span = instantsOf(office, day)
  const until = Math.min(span.to, asOf)
  const facts = await store.read(db => factsOfDay(db, office.id, day.start))
  const events = await store.read(db => windowEventsBetween(db, office.id, span))
  const windowEvents = asOf < span.to ? events : closeForgotten(events, facts)
  await setImmediate()
  const flows: Flows = new Map([[null, flowOf({ facts, windowEvents, until })]])
  for (const { id } of office.counters)
    flows.set(
      id,
      flowOf({
        facts: facts.filter(({ counterId }) => counterId === id),
        windowEvents: windowEvents.filter(({ counterId }) => counterId === id),
        until,
      }),
    )
  return flows
}

async function flowsOfDays({ store }: Deps, office: Office, period: Period): Promise<Flows> {
  const flows: Flows = new Map()
  for (const counterId of [null, ...office.counters.map(({ id }) => id)]) {
    const days = await store.read(db =>
      findSummaries(db, office.id, {
        grain: 'day',
        from: period.start,
        to: endOf(period),
        counterId,
        breakdowns: ['all'],
        isPendingSeen: true,
      }),
    )
    flows.set(counterId, mergeFlows(days.flatMap(({ cells }) => cells[0]?.flow ?? [])))
    await setImmediate()
  }
  return flows
}
